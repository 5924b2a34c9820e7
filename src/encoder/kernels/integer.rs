//! Dense layers in whole numbers: weights in 8 bits, as they are stored, and activations in up to 16.
//!
//! A row of activations is scaled so that its largest number just fits, with a scale of its own. The 32-bit sum of a product can then not overflow, and
//! is exact: it does not depend on the order in which it is summed, so a row gives the same bits alone and in any batch. What is lost is the rounding of
//! the activations, to 13 bits and a sign or better: next to nothing beside the 8 bits of the weights. An AVX2 multiply-add of 16-bit numbers does
//! twice the work of one of 32-bit floats, and the weights take half of the memory.

#![allow(clippy::inline_always, reason = "what is inlined is compiled anew for the registers of its caller")]

use super::panel::{PANEL, Tail};

/// The weights of a dense layer, packed in panels for the kernels.
///
/// A panel holds [`PANEL`] outputs. In it, two neighbouring inputs of every output stand together, as the multiply-add takes them:
/// `[inputs / 2][PANEL][2]`. What is missing to whole pairs and panels is zero.
pub(super) struct Packed {
    /// Widened once, which is worth 7% of a product's time against widening in its loop.
    pub(super) panels: Vec<i16>,
    /// Of each output, the scale of its weights. Padded to whole panels.
    pub(super) scales: Vec<f32>,
    pub(super) inputs: usize,
    pub(super) outputs: usize,
}

/// Rows of activations in whole numbers.
#[derive(Debug, Default)]
pub(in crate::encoder) struct Rows {
    /// `[rows, pairs * 2]`.
    pub(super) numbers: Vec<i16>,
    /// Of each row, what a unit of its numbers is worth.
    pub(super) scales: Vec<f32>,
}

impl Packed {
    /// `weights` is `[outputs, inputs]`, with a scale for each output.
    pub(super) fn new(weights: &[i8], scales: &[f32]) -> Self {
        let (outputs, inputs) = (scales.len(), weights.len() / scales.len().max(1));
        let pairs = inputs.div_ceil(2);
        let padded = outputs.next_multiple_of(PANEL);
        let mut panels = vec![0; padded * pairs * 2];
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate() {
            let panel = output / PANEL * pairs * PANEL * 2;
            for (input, &weight) in row.iter().enumerate() {
                panels[panel + (input / 2 * PANEL + output % PANEL) * 2 + input % 2] = i16::from(weight);
            }
        }
        let mut padded_scales = scales.to_vec();
        padded_scales.resize(padded, 0.0);
        Self { panels, scales: padded_scales, inputs, outputs }
    }

    /// Pairs of inputs, the last of which may be half.
    pub(super) fn pairs(&self) -> usize {
        self.inputs.div_ceil(2)
    }

    /// What becomes of the sums of a panel.
    #[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels yet"))]
    pub(super) fn tail<'a>(&'a self, panel: usize, bias: &[f32], add: bool) -> Tail<'a> {
        Tail::new(panel, &self.scales, bias, add)
    }

    /// That buffers fit each other and this layer, which the kernels rest on.
    pub(super) fn assert_fits(&self, rows: &Rows, bias: &[f32], out: &[f32]) {
        assert_eq!(rows.numbers.len(), rows.scales.len() * self.pairs() * 2);
        assert_eq!(out.len(), rows.scales.len() * self.outputs);
        assert_eq!(bias.len(), self.outputs);
    }

    /// The largest activation of which no sum of products leaves 32 bits.
    fn largest(&self) -> f32 {
        let bound = i32::MAX as usize / (128 * self.inputs.max(1));
        bound.min(i16::MAX as usize) as f32
    }

    /// The rows of `x` in whole numbers, as [`largest`](Self::largest) permits. Inlined, so that it is compiled anew for the registers of its caller.
    #[inline(always)]
    pub(super) fn quantise(&self, x: &[f32], rows: &mut Rows) {
        let (width, largest) = (self.pairs() * 2, self.largest());
        rows.scales.clear();
        rows.numbers.resize(x.len() / self.inputs.max(1) * width, 0);
        for (row, out) in x.chunks_exact(self.inputs.max(1)).zip(rows.numbers.chunks_exact_mut(width.max(1))) {
            if let Some(half) = out.get_mut(row.len()) {
                *half = 0;
            }
            let top = magnitude(row);
            let factor = if top > 0.0 { largest / top } else { 0.0 };
            for (number, &x) in out.iter_mut().zip(row) {
                *number = to_nearest(x * factor);
            }
            rows.scales.push(top / largest);
        }
    }

    /// `out = rows * weights^T + bias`, added to what `out` holds where `add` is set. What the kernels of processors are held against.
    #[cfg(test)]
    pub(super) fn multiply(&self, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
        let width = self.pairs() * 2;
        for ((row, &scale), out) in rows.numbers.chunks_exact(width.max(1)).zip(&rows.scales).zip(out.chunks_exact_mut(self.outputs.max(1)))
        {
            for (panel, out) in out.chunks_mut(PANEL).enumerate() {
                let sums = self.dot_panel(panel, row);
                for (i, out) in out.iter_mut().enumerate() {
                    let output = panel * PANEL + i;
                    let before = if add { *out } else { 0.0 };
                    *out = before + (sums[i] as f32).mul_add(scale * self.scales[output], bias[output]);
                }
            }
        }
    }

    #[cfg(test)]
    fn dot_panel(&self, panel: usize, row: &[i16]) -> [i32; PANEL] {
        let width = row.len();
        let weights = &self.panels[panel * width * PANEL..][..width * PANEL];
        let mut sums = [0; PANEL];
        for (pair, weights) in row.chunks_exact(2).zip(weights.chunks_exact(2 * PANEL)) {
            for (sum, weight) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                *sum += i32::from(pair[0]) * i32::from(weight[0]) + i32::from(pair[1]) * i32::from(weight[1]);
            }
        }
        sums
    }
}

/// The largest magnitude of a row. In eight strands, so that a compiler can keep them in one register.
#[inline(always)]
fn magnitude(row: &[f32]) -> f32 {
    let (blocks, rest) = row.as_chunks::<8>();
    let mut strands = [0.0_f32; 8];
    for block in blocks {
        for (strand, x) in strands.iter_mut().zip(block) {
            *strand = strand.max(x.abs());
        }
    }
    strands.iter().chain(rest).fold(0.0, |top, x| top.max(x.abs()))
}

/// The nearest whole number, ties to even, of one that fits 16 bits. Adding 1.5 * 2^23 leaves the whole number in the low bits of the sum: an addition
/// and no conversion, in any instruction set.
#[inline(always)]
fn to_nearest(x: f32) -> i16 {
    (x + 12_582_912.0).to_bits() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers from -127 to 127 and numbers between -1 and 1, of no pattern.
    fn case(rows: usize, inputs: usize, outputs: usize) -> (Packed, Vec<f32>, Vec<f32>) {
        let draw = |i: usize, seed: usize| (i * 7919 + seed * 104_729) % 2003;
        let weights: Vec<i8> = (0..outputs * inputs).map(|i| (draw(i, 1) % 255) as i16 - 127).map(|x| x as i8).collect();
        let scales: Vec<f32> = (0..outputs).map(|i| 0.001 + i as f32 * 1e-5).collect();
        let numbers = |n: usize, seed| (0..n).map(|i| draw(i, seed) as f32 / 1001.0 - 1.0).collect::<Vec<_>>();
        (Packed::new(&weights, &scales), numbers(rows * inputs, 2), numbers(outputs, 3))
    }

    fn weight(packed: &Packed, output: usize, input: usize) -> f32 {
        let place = (output / PANEL * packed.pairs() + input / 2) * PANEL * 2 + output % PANEL * 2 + input % 2;
        f32::from(packed.panels[place]) * packed.scales[output]
    }

    const SHAPES: [(usize, usize, usize); 6] = [(1, 1, 1), (1, 3, 2), (5, 16, 16), (7, 33, 21), (13, 384, 40), (6, 1536, 17)];

    #[test]
    fn products_are_those_of_floating_point() {
        for (rows, inputs, outputs) in SHAPES {
            let (packed, x, bias) = case(rows, inputs, outputs);
            let (mut whole, mut out) = (Rows::default(), vec![0.0; rows * outputs]);
            packed.quantise(&x, &mut whole);
            packed.multiply(&whole, &bias, &mut out, false);
            for (i, out) in out.iter().enumerate() {
                let (row, output) = (i / outputs, i % outputs);
                let plain: f64 = (0..inputs).map(|k| f64::from(x[row * inputs + k]) * f64::from(weight(&packed, output, k))).sum();
                let plain = plain + f64::from(bias[output]);
                assert!((f64::from(*out) - plain).abs() < 2e-4, "{rows}x{inputs}x{outputs}: {out} for {plain}");
            }
        }
    }

    #[test]
    fn no_sum_overflows() {
        let inputs = 20_000;
        let packed = Packed::new(&vec![-128; inputs], &[1.0]);
        let (mut whole, mut out) = (Rows::default(), [0.0]);
        packed.quantise(&vec![3.0; inputs], &mut whole);
        packed.multiply(&whole, &[0.0], &mut out, false);
        let expected = -128.0 * 3.0 * inputs as f32;
        assert!((out[0] / expected - 1.0).abs() < 1e-3, "{}", out[0]);
    }

    #[test]
    fn odd_rows_are_no_panic() {
        let (packed, _, bias) = case(1, 33, 21);
        let mut out = vec![0.0; 3 * 21];
        let mut whole = Rows::default();
        let x: Vec<f32> = [[0.0; 33], [f32::NAN; 33], [f32::INFINITY; 33]].concat();
        packed.quantise(&x, &mut whole);
        packed.multiply(&whole, &bias, &mut out, false);
        assert_eq!(out[..21], bias, "a row of zeros gives the bias");
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn every_kernel_of_the_processor_gives_the_same_bits() {
        let (mut ours, mut theirs) = (Rows::default(), Rows::default());
        for kernel in super::super::x86::Kernel::all() {
            for (rows, inputs, outputs) in SHAPES.into_iter().chain((1..26).map(|rows| (rows, 32, 33 + 16 * (rows % 2)))) {
                for add in [false, true] {
                    let (packed, x, bias) = case(rows, inputs, outputs);
                    let (mut plain, mut fast) = (vec![0.5; rows * outputs], vec![0.5; rows * outputs]);
                    packed.quantise(&x, &mut ours);
                    kernel.quantise(&packed, &x, &mut theirs);
                    assert_eq!(ours.numbers, theirs.numbers);
                    packed.multiply(&ours, &bias, &mut plain, add);
                    kernel.multiply(&packed, &theirs, &bias, &mut fast, add);
                    assert_eq!(plain, fast, "{kernel:?}: {rows}x{inputs}x{outputs}, add {add}");
                }
            }
        }
    }
}
