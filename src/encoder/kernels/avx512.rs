//! The kernels of [`integer`](super::integer) for processors with AVX-512 and its VNNI: one instruction multiplies and adds thirty-two pairs where AVX2 needs four.
//! The sums are whole numbers, so the results are those of every other processor, bit for bit. `Packed::multiply` is the safe twin.
#![allow(unsafe_code, reason = "instructions of the processor; tests compare every result with that of safe code")]
#![allow(clippy::needless_range_loop, reason = "with iterators over them the sums go through memory, which halves the speed")]
#![allow(clippy::unused_self, reason = "a value of `Avx512` is the proof that the processor has the instructions")]

use std::arch::x86_64::{
    __m512, __m512i, _mm512_add_ps, _mm512_cvtepi32_ps, _mm512_dpwssd_epi32, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_loadu_si512,
    _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_si512, _mm512_storeu_ps,
};

use super::integer::{Packed, Rows};
use super::panel::{PANEL, Tail};

/// Rows that are multiplied at once: with two panels sixteen sums, enough to keep the multipliers busy, and as many pointers to rows as there are registers for.
const TILE: usize = 8;

/// Proof that the processor has AVX-512 F and VNNI.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx512(());

impl Avx512 {
    pub(super) fn detect() -> Option<Self> {
        (is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vnni")).then_some(Self(()))
    }

    /// As [`Packed::multiply`], bit for bit.
    pub(super) fn multiply(self, packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
        packed.assert_fits(rows, bias, out);
        // SAFETY: `self` exists, so the processor has the instructions; the buffers fit each other, as was just asserted.
        unsafe { multiply(packed, rows, bias, out, add) }
    }
}

/// Two panels at a time, whose weights stay in the first cache while all rows pass; the last of an odd number alone.
#[target_feature(enable = "avx512f,avx512vnni")]
fn multiply(packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
    let width = packed.pairs() * 2;
    let mut panels = packed.panels.chunks_exact(width * PANEL).enumerate();
    while let Some((number, first)) = panels.next() {
        let tail = packed.tail(number, bias, add);
        match panels.next() {
            Some((next, second)) => tiles([first, second], rows, &[tail, packed.tail(next, bias, add)], width, out),
            None => tiles([first], rows, &[tail], width, out),
        }
    }
}

/// All rows times some panels.
#[target_feature(enable = "avx512f,avx512vnni")]
fn tiles<const N: usize>(panels: [&[i16]; N], rows: &Rows, tails: &[Tail; N], width: usize, out: &mut [f32]) {
    let tiles = rows.numbers.chunks(width * TILE).zip(rows.scales.chunks(TILE)).zip(out.chunks_mut(tails[0].stride * TILE));
    for ((numbers, scales), out) in tiles {
        tile(panels, numbers, scales, tails, out);
    }
}

/// Up to [`TILE`] rows times some panels: the number of rows becomes a constant, so that the sums stay in registers.
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn tile<const N: usize>(panels: [&[i16]; N], numbers: &[i16], scales: &[f32], tails: &[Tail; N], out: &mut [f32]) {
    match scales.len() {
        1 => rows::<1, N>(panels, numbers, scales, tails, out),
        2 => rows::<2, N>(panels, numbers, scales, tails, out),
        3 => rows::<3, N>(panels, numbers, scales, tails, out),
        4 => rows::<4, N>(panels, numbers, scales, tails, out),
        5 => rows::<5, N>(panels, numbers, scales, tails, out),
        6 => rows::<6, N>(panels, numbers, scales, tails, out),
        7 => rows::<7, N>(panels, numbers, scales, tails, out),
        _ => rows::<TILE, N>(panels, numbers, scales, tails, out),
    }
}

/// `ROWS` rows times `N` panels.
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn rows<const ROWS: usize, const N: usize>(panels: [&[i16]; N], numbers: &[i16], scales: &[f32], tails: &[Tail; N], out: &mut [f32]) {
    let width = numbers.len() / ROWS;
    assert!(panels.iter().all(|panel| panel.len() == width * PANEL));
    let mut sums = [[_mm512_setzero_si512(); N]; ROWS];
    for pair in 0..width / 2 {
        // SAFETY: a panel holds `width * PANEL` numbers, thirty-two for each pair.
        let weights = panels.map(|panel| unsafe { _mm512_loadu_si512(panel.as_ptr().add(pair * 2 * PANEL).cast()) });
        for row in 0..ROWS {
            // SAFETY: `numbers` holds `ROWS` rows of `width`.
            let both = unsafe { numbers.as_ptr().add(row * width + pair * 2).cast::<i32>().read_unaligned() };
            let both = _mm512_set1_epi32(both);
            for panel in 0..N {
                sums[row][panel] = _mm512_dpwssd_epi32(sums[row][panel], weights[panel], both);
            }
        }
    }
    for (row, (sums, &scale)) in sums.iter().zip(scales).enumerate() {
        for (&sum, tail) in sums.iter().zip(tails) {
            tail.on_panel(out, row, |out| store_panel(tail, sum, scale, out));
        }
    }
}

#[target_feature(enable = "avx512f")]
#[inline]
pub(super) fn store_panel(tail: &Tail, sum: __m512i, scale: f32, out: &mut [f32; PANEL]) {
    let scale = _mm512_mul_ps(_mm512_set1_ps(scale), load(tail.scales));
    let mut value = _mm512_fmadd_ps(_mm512_cvtepi32_ps(sum), scale, load(&tail.bias));
    if tail.add {
        value = _mm512_add_ps(value, load(out));
    }
    // SAFETY: sixteen numbers are what is written.
    unsafe { _mm512_storeu_ps(out.as_mut_ptr(), value) };
}

#[target_feature(enable = "avx512f")]
#[inline]
fn load(numbers: &[f32; PANEL]) -> __m512 {
    // SAFETY: sixteen numbers are what is read.
    unsafe { _mm512_loadu_ps(numbers.as_ptr()) }
}
