//! The kernels of [`integer`](super::integer) for processors with AVX2 and FMA. Unsafe code stands in the files of kernels alone: this one,
//! `avx512`, `avx2_narrow` and `avx512_narrow`. `Packed::multiply` is its safe twin, which tests compare it with.
#![allow(unsafe_code, reason = "instructions of the processor; tests compare every result with that of safe code")]
#![allow(clippy::unused_self, reason = "a value of `Avx2` is the proof that the processor has the instructions")]

use std::arch::x86_64::{
    __m256, __m256i, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_loadu_si256,
    _mm256_madd_epi16, _mm256_mul_ps, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_storeu_ps,
};

use super::gelu::gelu as plain_gelu;
use super::integer::{Packed, Rows};
use super::panel::{PANEL, Tail};

/// Rows that are multiplied at once: twelve sums, two registers of weights and one of activations fill the sixteen registers.
const TILE: usize = 6;

/// Proof that the processor has AVX2 and FMA.
#[derive(Debug, Clone, Copy)]
pub(super) struct Avx2(());

impl Avx2 {
    pub(super) fn detect() -> Option<Self> {
        (is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")).then_some(Self(()))
    }

    /// As [`Packed::quantise`].
    pub(super) fn quantise(self, packed: &Packed, x: &[f32], rows: &mut Rows) {
        // SAFETY: `self` exists, so the processor has the instructions.
        unsafe { quantise(packed, x, rows) }
    }

    /// As [`gelu`](super::gelu::gelu), bit for bit.
    pub(super) fn gelu(self, x: &mut [f32]) {
        // SAFETY: `self` exists, so the processor has the instructions.
        unsafe { gelu(x) }
    }

    /// As [`Packed::multiply`], bit for bit.
    pub(super) fn multiply(self, packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
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

/// The safe code, compiled for the wider registers.
#[target_feature(enable = "avx2,fma")]
fn gelu(x: &mut [f32]) {
    plain_gelu(x);
}

/// Panel by panel, so that the weights of one stay in the first cache while all rows pass.
#[target_feature(enable = "avx2,fma")]
fn multiply(packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
    let width = packed.pairs() * 2;
    for (panel, weights) in packed.panels.chunks_exact(width * PANEL).enumerate() {
        let tail = packed.tail(panel, bias, add);
        let tiles = rows.numbers.chunks(width * TILE).zip(rows.scales.chunks(TILE)).zip(out.chunks_mut(packed.outputs * TILE));
        for ((numbers, scales), out) in tiles {
            match scales.len() {
                1 => tile::<1>(weights, numbers, scales, &tail, out),
                2 => tile::<2>(weights, numbers, scales, &tail, out),
                3 => tile::<3>(weights, numbers, scales, &tail, out),
                4 => tile::<4>(weights, numbers, scales, &tail, out),
                5 => tile::<5>(weights, numbers, scales, &tail, out),
                _ => tile::<TILE>(weights, numbers, scales, &tail, out),
            }
        }
    }
}

/// `ROWS` rows times a panel.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn tile<const ROWS: usize>(weights: &[i16], numbers: &[i16], scales: &[f32], tail: &Tail, out: &mut [f32]) {
    let width = numbers.len() / ROWS;
    let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
    for (pair, weights) in weights.as_chunks::<{ 2 * PANEL }>().0.iter().enumerate() {
        let (low, high) = (load_weights(weights, 0), load_weights(weights, 1));
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: `pair < width / 2`, since `weights` holds `width * PANEL` numbers; `numbers` holds `ROWS` rows of `width`.
            let both = unsafe { numbers.as_ptr().add(row * width + pair * 2).cast::<i32>().read_unaligned() };
            let both = _mm256_set1_epi32(both);
            sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(low, both));
            sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(high, both));
        }
    }
    for (row, (sums, &scale)) in sums.iter().zip(scales).enumerate() {
        tail.on_panel(out, row, |out| store_panel(tail, sums, scale, out));
    }
}

/// One half of the weights of a pair of inputs.
#[target_feature(enable = "avx2")]
#[inline]
fn load_weights(weights: &[i16; 2 * PANEL], half: usize) -> __m256i {
    // SAFETY: sixteen numbers are read from one half of thirty-two.
    unsafe { _mm256_loadu_si256(weights.as_ptr().add(half % 2 * PANEL).cast()) }
}

#[target_feature(enable = "avx2,fma")]
#[inline]
pub(super) fn store_panel(tail: &Tail, sums: &[__m256i; 2], scale: f32, out: &mut [f32; PANEL]) {
    let scale = _mm256_set1_ps(scale);
    for (half, &sum) in sums.iter().enumerate() {
        let scale = _mm256_mul_ps(scale, load(tail.scales, half));
        let mut value = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sum), scale, load(&tail.bias, half));
        if tail.add {
            value = _mm256_add_ps(value, load(out, half));
        }
        // SAFETY: eight numbers are written to one half of sixteen.
        unsafe { _mm256_storeu_ps(out.as_mut_ptr().add(half % 2 * 8), value) };
    }
}

/// One half of sixteen numbers.
#[target_feature(enable = "avx2")]
#[inline]
fn load(numbers: &[f32; PANEL], half: usize) -> __m256 {
    // SAFETY: eight numbers are read from one half of sixteen.
    unsafe { _mm256_loadu_ps(numbers.as_ptr().add(half % 2 * 8)) }
}
