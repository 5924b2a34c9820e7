//! The kernels of [`narrow`](super::narrow) for processors with AVX-512 and its VNNI, which multiplies 64 numbers of 8 bits and adds them up in 32 at once.
//! `narrow::Packed::multiply` is the safe twin, which tests compare them with.
#![allow(unsafe_code, reason = "instructions of the processor; tests compare every result with that of safe code")]
#![allow(clippy::unused_self, reason = "a value of `Avx512` is the proof that the processor has the instructions")]
#![allow(clippy::needless_range_loop, reason = "with iterators over them the sums go through memory, which halves the speed")]

use std::arch::x86_64::{
    __m512i, _mm512_add_epi32, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_mullo_epi32, _mm512_set1_epi32, _mm512_setzero_si512,
    _mm512_sub_epi32,
};

use super::avx2_narrow::fetch;
use super::avx512::{Avx512, store_panel};
use super::narrow::{Packed, Panel, QUAD, Quad, Rows, Spill, Unit};
use super::panel::{PANEL, Tail};

/// Rows that are multiplied at once: with two panels sixteen sums, enough to keep the multipliers busy, and as many pointers to rows as there are registers for.
const TILE: usize = 8;

impl Avx512 {
    /// As [`Packed::multiply`], bit for bit. The quads must stand in order.
    pub(super) fn multiply_narrow(self, packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
        packed.assert_fits(rows, bias, out);
        assert!(packed.panels.iter().all(|panel| panel.deep + panel.paired == 0), "the quads of this kernel stand in order");
        // SAFETY: `self` exists, so the processor has the instructions; the buffers fit each other, as was just asserted.
        unsafe { multiply(packed, rows, bias, out, add) }
    }
}

/// Two panels at a time, whose weights stay in the first cache while all rows pass; the last of an odd number alone.
#[target_feature(enable = "avx512f,avx512vnni")]
fn multiply(packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
    let (pairs, last) = packed.panels.as_chunks::<2>();
    for (number, [first, second]) in pairs.iter().enumerate() {
        let tails = [packed.tail(2 * number, bias, add), packed.tail(2 * number + 1, bias, add)];
        let next = pairs.get(number + 1).map_or([&[][..]; 2], |next| next.each_ref().map(|panel| &panel.weights[..]));
        tiles([first, second], next, rows, &tails, out);
    }
    if let [last] = last {
        tiles([last], [&[]], rows, &[packed.tail(packed.panels.len() - 1, bias, add)], out);
    }
}

/// All rows times some panels, while the weights of the next are fetched.
#[target_feature(enable = "avx512f,avx512vnni")]
fn tiles<const N: usize>(panels: [&Panel; N], next: [&[Quad]; N], rows: &Rows, tails: &[Tail; N], out: &mut [f32]) {
    let width = panels[0].weights.len() * QUAD;
    let parts = rows.units.len().div_ceil(TILE).max(1);
    let mut ahead = next.map(|weights| weights.chunks(weights.len().div_ceil(parts).max(1)));
    let tiles = rows.numbers.chunks(width * TILE).zip(rows.units.chunks(TILE)).zip(out.chunks_mut(tails[0].stride * TILE));
    for ((numbers, units), out) in tiles {
        for weights in &mut ahead {
            fetch(weights.next().unwrap_or_default());
        }
        match units.len() {
            1 => tile::<1, N>(panels, rows, numbers, units, tails, out),
            2 => tile::<2, N>(panels, rows, numbers, units, tails, out),
            3 => tile::<3, N>(panels, rows, numbers, units, tails, out),
            4 => tile::<4, N>(panels, rows, numbers, units, tails, out),
            5 => tile::<5, N>(panels, rows, numbers, units, tails, out),
            6 => tile::<6, N>(panels, rows, numbers, units, tails, out),
            7 => tile::<7, N>(panels, rows, numbers, units, tails, out),
            _ => tile::<TILE, N>(panels, rows, numbers, units, tails, out),
        }
    }
}

/// `ROWS` rows times `N` panels: their number is a constant, so that the sums stay in registers.
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn tile<const ROWS: usize, const N: usize>(
    panels: [&Panel; N],
    rows: &Rows,
    numbers: &[u8],
    units: &[Unit],
    tails: &[Tail; N],
    out: &mut [f32],
) {
    let width = numbers.len() / ROWS;
    assert!(panels.iter().all(|panel| panel.weights.len() * QUAD == width));
    let mut sums = [[_mm512_setzero_si512(); N]; ROWS];
    for quad in 0..width / QUAD {
        // SAFETY: a panel holds `width / QUAD` quads, as was asserted, and a quad 64 numbers.
        let weights = panels.map(|panel| unsafe { _mm512_loadu_si512(panel.weights.as_ptr().add(quad).cast()) });
        for row in 0..ROWS {
            // SAFETY: `numbers` holds `ROWS` rows of `width`.
            let four = unsafe { numbers.as_ptr().add(row * width + quad * QUAD).cast::<i32>().read_unaligned() };
            let four = _mm512_set1_epi32(four);
            for panel in 0..N {
                sums[row][panel] = _mm512_dpbusd_epi32(sums[row][panel], four, weights[panel]);
            }
        }
    }
    for (row, unit) in units.iter().enumerate() {
        let zero = _mm512_set1_epi32(unit.zero);
        for panel in 0..N {
            let sum = add_spills(panels[panel], rows.spills(unit), sums[row][panel]);
            let sum = _mm512_sub_epi32(sum, _mm512_mullo_epi32(zero, load_sums(&panels[panel].sums)));
            let tail = &tails[panel];
            tail.on_panel(out, row, |out| store_panel(tail, sum, unit.scale, out));
        }
    }
}

/// Adds the products of what activations have beyond the numbers of their row.
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn add_spills(panel: &Panel, spills: &[Spill], mut sum: __m512i) -> __m512i {
    for spill in spills {
        let weights = panel.weights_of(spill.input);
        // SAFETY: 64 numbers are what is read.
        let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
        let products = _mm512_dpbusd_epi32(_mm512_setzero_si512(), _mm512_set1_epi32(i32::from_le_bytes(spill.steps)), weights);
        sum = if spill.sign < 0 { _mm512_sub_epi32(sum, products) } else { _mm512_add_epi32(sum, products) };
    }
    sum
}

#[target_feature(enable = "avx512f")]
#[inline]
fn load_sums(sums: &[i32; PANEL]) -> __m512i {
    // SAFETY: sixteen numbers are what is read.
    unsafe { _mm512_loadu_si512(sums.as_ptr().cast()) }
}
