//! The kernels of [`narrow`](super::narrow) for processors with AVX2. `narrow::Packed::multiply` is the safe twin, which tests compare them with.
#![allow(unsafe_code, reason = "instructions of the processor; tests compare every result with that of safe code")]
#![allow(clippy::unused_self, reason = "a value of `Avx2` is the proof that the processor has the instructions")]
#![allow(clippy::needless_range_loop, reason = "with iterators over them the sums go through memory")]

use std::arch::x86_64::{
    __m256i, _MM_HINT_T1, _mm_prefetch, _mm256_add_epi16, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
    _mm256_mullo_epi32, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_sub_epi32,
};

use super::avx2::{Avx2, store_panel};
use super::narrow::{DEPTH, Packed, Panel, Quad, Rows, Spill, Unit};
use super::panel::Tail;

/// Rows that are multiplied at once: six sums of 32 bits, six of 16, two registers of weights and one of activations leave one of the sixteen registers.
const TILE: usize = 3;

/// The sums of a row in a panel.
type Sums = [__m256i; 2];

impl Avx2 {
    /// As [`Packed::quantise`].
    pub(super) fn quantise_narrow(self, packed: &Packed, x: &[f32], rows: &mut Rows) {
        // SAFETY: `self` exists, so the processor has the instructions.
        unsafe { quantise(packed, x, rows) }
    }

    /// As [`Packed::multiply`], bit for bit.
    pub(super) fn multiply_narrow(self, packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
        packed.assert_fits(rows, bias, out);
        // SAFETY: `self` exists, so the processor has the instructions; the buffers fit each other, as was just asserted.
        unsafe { multiply(packed, rows, bias, out, add) }
    }
}

/// The safe code, compiled for the wider registers.
#[target_feature(enable = "avx2,fma")]
fn quantise(packed: &Packed, x: &[f32], rows: &mut Rows) {
    packed.quantise(x, rows);
}

/// Panel by panel, so that the weights of one stay in the first cache while all rows pass.
#[target_feature(enable = "avx2,fma")]
fn multiply(packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
    for (number, panel) in packed.panels.iter().enumerate() {
        let tail = packed.tail(number, bias, add);
        let next = packed.panels.get(number + 1).map_or(&[][..], |panel| &panel.weights);
        let mut ahead = next.chunks(next.len().div_ceil(rows.units.len().div_ceil(TILE).max(1)).max(1));
        let tiles = rows.numbers.chunks(packed.width() * TILE).zip(rows.units.chunks(TILE)).zip(out.chunks_mut(packed.outputs * TILE));
        for ((numbers, units), out) in tiles {
            fetch(ahead.next().unwrap_or_default());
            match units.len() {
                1 => tile::<1>(panel, rows, numbers, units, &tail, out),
                2 => tile::<2>(panel, rows, numbers, units, &tail, out),
                _ => tile::<TILE>(panel, rows, numbers, units, &tail, out),
            }
        }
    }
}

/// Asks for weights that are needed soon: those of all layers together do not stay in the second cache.
#[inline]
pub(super) fn fetch(weights: &[Quad]) {
    for quad in weights {
        // SAFETY: a hint, and a valid address all the same.
        unsafe { _mm_prefetch::<_MM_HINT_T1>(quad.as_ptr()) };
    }
}

/// `ROWS` rows times a panel.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn tile<const ROWS: usize>(panel: &Panel, rows: &Rows, numbers: &[u8], units: &[Unit], tail: &Tail, out: &mut [f32]) {
    let (deep, paired) = (panel.deep, panel.deep + panel.paired);
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    add_groups::<ROWS, DEPTH>(&panel.weights[..deep], &panel.starts[..deep], numbers, &mut sums);
    add_groups::<ROWS, 2>(&panel.weights[deep..paired], &panel.starts[deep..paired], numbers, &mut sums);
    add_groups::<ROWS, 1>(&panel.weights[paired..], &panel.starts[paired..], numbers, &mut sums);
    let of_zero = panel.sums.as_chunks::<8>().0;
    for (row, unit) in units.iter().enumerate() {
        for &spill in rows.spills(unit) {
            add_spill(panel, spill, &mut sums[row]);
        }
        let zero = _mm256_set1_epi32(unit.zero);
        let whole = [0, 1].map(|half| _mm256_sub_epi32(sums[row][half], _mm256_mullo_epi32(zero, load_sums(&of_zero[half]))));
        tail.on_panel(out, row, |out| store_panel(tail, &whole, unit.scale, out));
    }
}

/// Adds the products of what an activation has beyond the numbers of its row.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn add_spill(panel: &Panel, spill: Spill, sums: &mut Sums) {
    let weights = panel.weights_of(spill.input);
    let (steps, sign) = (_mm256_set1_epi32(i32::from_le_bytes(spill.steps)), _mm256_set1_epi16(spill.sign));
    for half in 0..2 {
        // One number in four is not 0, so that no sum leaves 16 bits.
        let products = _mm256_maddubs_epi16(steps, load_weights(weights, half));
        sums[half] = _mm256_add_epi32(sums[half], _mm256_madd_epi16(products, sign));
    }
}

/// Adds the products of groups of `DEPTH` quads, of which the sums of 16 bits cannot overflow.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn add_groups<const ROWS: usize, const DEPTH: usize>(weights: &[Quad], starts: &[u16], numbers: &[u8], sums: &mut [Sums; ROWS]) {
    let width = numbers.len() / ROWS;
    let ones = _mm256_set1_epi16(1);
    for (weights, starts) in weights.as_chunks::<DEPTH>().0.iter().zip(starts.as_chunks::<DEPTH>().0) {
        let mut short = [[_mm256_setzero_si256(); 2]; ROWS];
        for quad in 0..DEPTH {
            let halves = [load_weights(&weights[quad], 0), load_weights(&weights[quad], 1)];
            for row in 0..ROWS {
                // SAFETY: `numbers` holds `ROWS` rows of `width`, and a quad starts at `width - QUAD` or before, as `Panel::new` makes it.
                let four = unsafe { numbers.as_ptr().add(row * width + usize::from(starts[quad])).cast::<i32>().read_unaligned() };
                let four = _mm256_set1_epi32(four);
                for half in 0..2 {
                    let products = _mm256_maddubs_epi16(four, halves[half]);
                    short[row][half] = if quad == 0 { products } else { _mm256_add_epi16(short[row][half], products) };
                }
            }
        }
        for row in 0..ROWS {
            for half in 0..2 {
                sums[row][half] = _mm256_add_epi32(sums[row][half], _mm256_madd_epi16(short[row][half], ones));
            }
        }
    }
}

/// One half of the weights of a quad of inputs.
#[target_feature(enable = "avx2")]
#[inline]
fn load_weights(weights: &Quad, half: usize) -> __m256i {
    // SAFETY: 32 numbers are read from one half of 64.
    unsafe { _mm256_loadu_si256(weights.as_ptr().add(half % 2 * 32).cast()) }
}

#[target_feature(enable = "avx2")]
#[inline]
fn load_sums(sums: &[i32; 8]) -> __m256i {
    // SAFETY: eight numbers are what is read.
    unsafe { _mm256_loadu_si256(sums.as_ptr().cast()) }
}
