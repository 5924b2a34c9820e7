//! Dense layers in whole numbers of 8 bits on both sides: weights as they are stored, and activations from 0 to [`MOST`].
//!
//! A row of activations has a scale and a zero of its own, so that its range, whatever it is, is cut into [`MOST`] steps: the products of a row are the same
//! alone and in any batch. The sums are whole numbers of 32 bits, the same on every processor. AVX-512 VNNI makes them of 64 products an instruction. AVX2
//! multiplies 32 and adds neighbours, but in 16 bits, which must be widened by another multiplication; so the inputs of a panel are put in an
//! order in which up to [`DEPTH`] of its products can be added before that, whatever the activations are. Whether they can follows from
//! the weights: with activations from 0 to `MOST`, a sum lies between `MOST` times its negative weights and `MOST` times its positive ones.

#![allow(clippy::inline_always, reason = "what is inlined is compiled anew for the registers of its caller")]

use super::groups::Order;
use super::panel::{PANEL, Tail};

/// The largest activation.
pub(super) const MOST: i16 = 127;
/// Products of 16 bits that are added before they are widened, at most. With four, a third of the panels finds no such order.
pub(super) const DEPTH: usize = 3;
/// Neighbouring inputs that the processors multiply together.
pub(super) const QUAD: usize = 4;
/// The most that the weights of one sign may come to in a sum of 16 bits.
const REACH: i16 = i16::MAX / MOST;
/// Sums of 32 bits hold the products of so many inputs, and where a quad begins is said in 16.
const MOST_INPUTS: usize = u16::MAX as usize;

// Two neighbouring products fit 16 bits, even with weights of -128.
const _: () = assert!(MOST as i32 * 2 * 128 <= i16::MAX as i32);

/// The weights of a dense layer, packed in panels for the kernels.
pub(super) struct Packed {
    pub(super) panels: Vec<Panel>,
    /// Of each output, the scale of its weights. Padded to whole panels.
    scales: Vec<f32>,
    pub(super) inputs: usize,
    pub(super) outputs: usize,
}

/// The weights of [`PANEL`] outputs. What is missing to whole quads and panels is zero.
pub(super) struct Panel {
    /// `[quads][PANEL][QUAD]`.
    pub(super) weights: Vec<[i8; PANEL * QUAD]>,
    /// Which inputs each quad of weights is for: where they begin in a row, `QUAD` or more before its end.
    pub(super) starts: Vec<u16>,
    /// How many quads, from the first, stand in groups of [`DEPTH`]; how many after them in pairs. Every other is a group of its own.
    pub(super) deep: usize,
    pub(super) paired: usize,
    /// Of each output, the sum of its weights: what a unit of a row's zero adds to its sum.
    pub(super) sums: [i32; PANEL],
}

/// Rows of activations in whole numbers.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// `[rows, width]`, from 0 to `MOST`.
    pub(super) numbers: Vec<u8>,
    /// Of each row, what a unit of its numbers is worth.
    pub(super) scales: Vec<f32>,
    /// Of each row, the number that stands for 0.
    pub(super) zeros: Vec<i32>,
}

impl Packed {
    /// `weights` is `[outputs, inputs]`, with a scale for each output. `grouped` puts quads in an order of groups; without it they stand in order, each alone.
    /// `None` for a layer of more inputs than this is made for.
    pub(super) fn new(weights: &[i8], scales: &[f32], grouped: bool) -> Option<Self> {
        let (outputs, inputs) = (scales.len(), weights.len() / scales.len().max(1));
        if inputs == 0 || MOST_INPUTS < inputs {
            return None;
        }
        let panels = weights.chunks(PANEL * inputs).map(|rows| Panel::new(rows, inputs, grouped)).collect();
        let mut padded = scales.to_vec();
        padded.resize(outputs.next_multiple_of(PANEL), 0.0);
        Some(Self { panels, scales: padded, inputs, outputs })
    }

    /// Numbers in a row, whole quads.
    pub(super) fn width(&self) -> usize {
        self.inputs.next_multiple_of(QUAD)
    }

    /// What becomes of the sums of a panel.
    #[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels yet"))]
    pub(super) fn tail<'a>(&'a self, panel: usize, bias: &[f32], add: bool) -> Tail<'a> {
        Tail::new(panel, &self.scales, bias, add)
    }

    /// That buffers fit each other and this layer, which the kernels rest on.
    pub(super) fn assert_fits(&self, rows: &Rows, bias: &[f32], out: &[f32]) {
        assert_eq!(rows.numbers.len(), rows.scales.len() * self.width());
        assert_eq!(rows.zeros.len(), rows.scales.len());
        assert_eq!(out.len(), rows.scales.len() * self.outputs);
        assert_eq!(bias.len(), self.outputs);
    }

    /// The rows of `x` in whole numbers. Inlined, so that it is compiled anew for the registers of its caller.
    #[inline(always)]
    pub(super) fn quantise(&self, x: &[f32], rows: &mut Rows) {
        let width = self.width();
        rows.scales.clear();
        rows.zeros.clear();
        rows.numbers.resize(x.len() / self.inputs * width, 0);
        for (row, out) in x.chunks_exact(self.inputs).zip(rows.numbers.chunks_exact_mut(width)) {
            let (least, most) = range(row);
            let range = most - least;
            let factor = if range > 0.0 { f32::from(MOST) / range } else { 0.0 };
            let zero = to_nearest(-least * factor).clamp(0, MOST.into());
            let (out, rest) = out.split_at_mut(row.len());
            rest.fill(0);
            for (number, &x) in out.iter_mut().zip(row) {
                *number = to_nearest(x * factor).wrapping_add(zero).clamp(0, MOST.into()) as u8;
            }
            rows.scales.push(range / f32::from(MOST));
            rows.zeros.push(zero);
        }
    }

    /// `out = rows * weights^T + bias`, added to what `out` holds where `add` is set. What the kernels of processors are held against.
    #[cfg(test)]
    pub(super) fn multiply(&self, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
        let each = rows.numbers.chunks_exact(self.width()).zip(&rows.scales).zip(&rows.zeros).zip(out.chunks_exact_mut(self.outputs));
        for (((row, scale), zero), out) in each {
            for (output, out) in out.iter_mut().enumerate() {
                let panel = &self.panels[output / PANEL];
                let sum = panel.dot(output % PANEL, row) - zero * panel.sums[output % PANEL];
                let before = if add { *out } else { 0.0 };
                *out = before + (sum as f32).mul_add(scale * self.scales[output], bias[output]);
            }
        }
    }
}

impl Panel {
    /// `rows` are the weights of up to [`PANEL`] outputs, each of `inputs`.
    fn new(rows: &[i8], inputs: usize, grouped: bool) -> Self {
        let mut quads = vec![[0; PANEL * QUAD]; inputs.div_ceil(QUAD)];
        for (output, row) in rows.chunks_exact(inputs).enumerate() {
            for (quad, part) in quads.iter_mut().zip(row.chunks(QUAD)) {
                quad[output * QUAD..][..part.len()].copy_from_slice(part);
            }
        }
        let mut sums = [0; PANEL];
        for (sum, row) in sums.iter_mut().zip(rows.chunks_exact(inputs)) {
            *sum = row.iter().map(|&weight| i32::from(weight)).sum();
        }
        let order = if grouped { Order::grouped(&quads, REACH, DEPTH) } else { Order::plain(quads.len()) };
        let weights = order.quads.iter().map(|&quad| quads[usize::from(quad)]).collect();
        let starts = order.quads.iter().map(|quad| quad * QUAD as u16).collect();
        Self { weights, starts, deep: order.deep, paired: order.paired, sums }
    }

    #[cfg(test)]
    fn dot(&self, output: usize, row: &[u8]) -> i32 {
        let product = |(weights, &start): (&[i8; PANEL * QUAD], &u16)| {
            let (weights, row) = (&weights[output * QUAD..][..QUAD], &row[usize::from(start)..][..QUAD]);
            weights.iter().zip(row).map(|(&w, &x)| i32::from(w) * i32::from(x)).sum::<i32>()
        };
        self.weights.iter().zip(&self.starts).map(product).sum()
    }
}

/// The least and the largest number of a row, and 0. In eight strands, so that a compiler can keep them in one register.
#[inline(always)]
fn range(row: &[f32]) -> (f32, f32) {
    let (blocks, rest) = row.as_chunks::<8>();
    let (mut least, mut most) = ([0.0_f32; 8], [0.0_f32; 8]);
    for block in blocks {
        for ((least, most), &x) in least.iter_mut().zip(&mut most).zip(block) {
            *least = least.min(x);
            *most = most.max(x);
        }
    }
    let least = least.iter().chain(rest).fold(0.0, |least: f32, x| least.min(*x));
    (least, most.iter().chain(rest).fold(0.0, |most: f32, x| most.max(*x)))
}

/// The nearest whole number, ties to even, of one of up to 22 bits. Adding 1.5 * 2^23 leaves the whole number in the low bits of the sum: an addition and no
/// conversion, in any instruction set. What it makes of other numbers means nothing.
#[inline(always)]
fn to_nearest(x: f32) -> i32 {
    const HIGH: f32 = 12_582_912.0;
    ((x + HIGH).to_bits() as i32).wrapping_sub(HIGH.to_bits() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers up to `largest` in magnitude and numbers between -1 and 1, of no pattern.
    fn case((rows, inputs, outputs): (usize, usize, usize), largest: usize, grouped: bool) -> (Packed, Vec<i8>, Vec<f32>, Vec<f32>) {
        let draw = |i: usize, seed: usize| (i * 7919 + seed * 104_729) % 2003;
        let weights: Vec<i8> = (0..outputs * inputs).map(|i| (draw(i, 1) % (2 * largest + 1)) as i16 - largest as i16).map(|x| x as i8).collect();
        let scales: Vec<f32> = (0..outputs).map(|i| 0.001 + i as f32 * 1e-5).collect();
        let numbers = |n: usize, seed| (0..n).map(|i| draw(i, seed) as f32 / 1001.0 - 0.8).collect::<Vec<_>>();
        (Packed::new(&weights, &scales, grouped).unwrap(), weights, numbers(rows * inputs, 2), numbers(outputs, 3))
    }

    const SHAPES: [(usize, usize, usize); 6] = [(1, 1, 1), (1, 3, 2), (5, 16, 16), (7, 33, 21), (13, 384, 40), (6, 1536, 17)];

    #[test]
    fn products_are_those_of_floating_point() {
        for shape in SHAPES {
            for grouped in [false, true] {
                let (packed, weights, x, bias) = case(shape, 127, grouped);
                let (_, inputs, outputs) = shape;
                let mut rows = Rows::default();
                packed.quantise(&x, &mut rows);
                let mut out = vec![1.0; rows.scales.len() * outputs];
                packed.multiply(&rows, &bias, &mut out, true);
                for (row, out) in x.chunks(inputs).zip(out.chunks(outputs)) {
                    for (output, &ours) in out.iter().enumerate() {
                        let weights = &weights[output * inputs..][..inputs];
                        let exact: f32 = row.iter().zip(weights).map(|(x, &w)| x * f32::from(w) * packed.scales[output]).sum();
                        // Each activation is off by half a unit at most.
                        let bound: f32 = weights.iter().map(|&w| f32::from(w).abs() * packed.scales[output] * 2.1 / 127.0 * 0.5).sum();
                        assert!((ours - 1.0 - bias[output] - exact).abs() <= bound + 1e-4, "{shape:?}: {ours} for {exact}");
                    }
                }
            }
        }
    }

    #[test]
    fn zero_stays_zero_and_a_row_gives_the_same_alone() {
        let (packed, _, mut x, bias) = case((3, 32, 21), 127, true);
        x[..32].fill(0.0);
        x[40] = 0.0;
        let (mut all, mut one) = (Rows::default(), Rows::default());
        let (mut out, mut alone) = (vec![0.0; 3 * 21], vec![0.0; 21]);
        packed.quantise(&x, &mut all);
        packed.multiply(&all, &bias, &mut out, false);
        assert_eq!(out[..21], bias, "a row of zeros gives the bias");
        assert_eq!(i32::from(all.numbers[40]), all.zeros[1]);
        packed.quantise(&x[32..64], &mut one);
        packed.multiply(&one, &bias, &mut alone, false);
        assert_eq!(out[21..42], alone);
    }

    #[test]
    fn numbers_that_are_none_stay_in_range() {
        let (packed, _, mut x, bias) = case((4, 32, 16), 127, true);
        for (row, odd) in x.chunks_mut(32).zip([f32::NAN, f32::INFINITY, -f32::MAX, 1e-45]) {
            row[3] = odd;
            if odd > 0.0 && odd < 1.0 {
                row.fill(odd);
            }
        }
        let (mut rows, mut out) = (Rows::default(), vec![0.0; 64]);
        packed.quantise(&x, &mut rows);
        assert!(rows.numbers.iter().all(|&x| i16::from(x) <= MOST));
        packed.multiply(&rows, &bias, &mut out, false);
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn every_kernel_of_the_processor_gives_the_same_bits() {
        let (mut ours, mut theirs) = (Rows::default(), Rows::default());
        for kernel in super::super::x86::Kernel::all() {
            for (rows, inputs, outputs) in SHAPES.into_iter().chain((1..26).map(|rows| (rows, 36, 33 + 16 * (rows % 2)))) {
                // Weights of which three products can be added in 16 bits, two, and one.
                for (largest, add) in [(30, false), (70, true), (127, false), (127, true)] {
                    let (packed, _, x, bias) = case((rows, inputs, outputs), largest, kernel.groups_quads());
                    let (mut plain, mut fast) = (vec![0.5; rows * outputs], vec![0.5; rows * outputs]);
                    packed.quantise(&x, &mut ours);
                    kernel.quantise_narrow(&packed, &x, &mut theirs);
                    assert_eq!((&ours.numbers, &ours.zeros, &ours.scales), (&theirs.numbers, &theirs.zeros, &theirs.scales));
                    packed.multiply(&ours, &bias, &mut plain, add);
                    kernel.multiply_narrow(&packed, &theirs, &bias, &mut fast, add);
                    assert_eq!(plain, fast, "{kernel:?}: {rows}x{inputs}x{outputs}, up to {largest}, add {add}");
                }
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn the_largest_sums_fit_sixteen_bits() {
        for kernel in super::super::x86::Kernel::all() {
            for (weight, x) in [(127, 1.0), (-127, 1.0), (-128, 1.0), (127, -1.0), (40, 1.0), (-43, 1.0), (64, 1.0)] {
                // Half of the inputs reaches up, the other down: numbers of 127 meet numbers of 0.
                let weights: Vec<i8> = vec![weight; 16 * 96];
                let packed = Packed::new(&weights, &[0.01; 16], kernel.groups_quads()).unwrap();
                let x: Vec<f32> = (0..96).map(|i| if i % 8 < 4 { x } else { 0.0 }).collect();
                let (mut rows, mut out) = (Rows::default(), [0.0; 16]);
                kernel.quantise_narrow(&packed, &x, &mut rows);
                kernel.multiply_narrow(&packed, &rows, &[0.0; 16], &mut out, false);
                let exact = x.iter().sum::<f32>() * f32::from(weight) * 0.01;
                assert!(out.iter().all(|out| (out - exact).abs() < 1e-3), "{kernel:?}: {out:?} for {exact}");
            }
        }
    }
}
