//! The kernels of [`narrow`](super::narrow) for processors with AVX-512 and its VNNI, which multiplies 64 numbers of 8 bits and adds them up in 32 at once.
//! `narrow::Packed::multiply` is the safe twin, which tests compare them with.
#![allow(unsafe_code, reason = "instructions of the processor; tests compare every result with that of safe code")]
#![allow(clippy::needless_range_loop, reason = "with iterators over them the sums go through memory, which halves the speed")]

use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_mullo_epi32, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_sub_epi32,
};

use super::avx512::{Avx512, store_panel};
use super::narrow::{Packed, Panel, QUAD, Rows};
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
        tiles([first, second], rows, &tails, packed.width(), out);
    }
    if let [last] = last {
        tiles([last], rows, &[packed.tail(packed.panels.len() - 1, bias, add)], packed.width(), out);
    }
}

/// All rows times some panels.
#[target_feature(enable = "avx512f,avx512vnni")]
fn tiles<const N: usize>(panels: [&Panel; N], rows: &Rows, tails: &[Tail; N], width: usize, out: &mut [f32]) {
    let units = rows.scales.chunks(TILE).zip(rows.zeros.chunks(TILE));
    let tiles = rows.numbers.chunks(width * TILE).zip(units).zip(out.chunks_mut(tails[0].stride * TILE));
    for ((numbers, (scales, zeros)), out) in tiles {
        match scales.len() {
            1 => tile::<1, N>(panels, numbers, scales, zeros, tails, out),
            2 => tile::<2, N>(panels, numbers, scales, zeros, tails, out),
            3 => tile::<3, N>(panels, numbers, scales, zeros, tails, out),
            4 => tile::<4, N>(panels, numbers, scales, zeros, tails, out),
            5 => tile::<5, N>(panels, numbers, scales, zeros, tails, out),
            6 => tile::<6, N>(panels, numbers, scales, zeros, tails, out),
            7 => tile::<7, N>(panels, numbers, scales, zeros, tails, out),
            _ => tile::<TILE, N>(panels, numbers, scales, zeros, tails, out),
        }
    }
}

/// `ROWS` rows times `N` panels: their number is a constant, so that the sums stay in registers.
#[target_feature(enable = "avx512f,avx512vnni")]
#[inline]
fn tile<const ROWS: usize, const N: usize>(
    panels: [&Panel; N],
    numbers: &[u8],
    scales: &[f32],
    zeros: &[i32],
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
    for row in 0..ROWS {
        let zero = _mm512_set1_epi32(zeros[row]);
        for panel in 0..N {
            let of_zero = _mm512_mullo_epi32(zero, load_sums(&panels[panel].sums));
            let sum = _mm512_sub_epi32(sums[row][panel], of_zero);
            let tail = &tails[panel];
            tail.on_panel(out, row, |out| store_panel(tail, sum, scales[row], out));
        }
    }
}

#[target_feature(enable = "avx512f")]
#[inline]
fn load_sums(sums: &[i32; PANEL]) -> __m512i {
    // SAFETY: sixteen numbers are what is read.
    unsafe { _mm512_loadu_si512(sums.as_ptr().cast()) }
}
