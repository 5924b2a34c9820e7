//! Dense layers in whole numbers of 8 bits on both sides: weights as they are stored, and activations from 0 to [`MOST`].
//!
//! A row of activations has a scale and a zero of its own, so the products of a row are the same alone and in any batch. A few activations of a row are far
//! larger than all others, and steps wide enough for them would be coarse for the rest; so the steps cover what is usual in the row, and what an activation
//! has beyond that is multiplied on its own ([`Spill`]). Nothing is cut off.
//!
//! The sums are whole numbers of 32 bits, the same on every processor. AVX-512 VNNI makes them of 64 products an instruction. AVX2 multiplies 32 and adds
//! neighbours, but in 16 bits, which another multiplication must widen; so the inputs of a panel are put in an order in which up to [`DEPTH`] of its products can
//! be added before that, whatever the activations are. Whether they can follows from the weights: with activations from 0 to `MOST`, a sum lies between `MOST`
//! times its negative weights and `MOST` times its positive ones. For 96 products that is three multiplications of 32 and one to widen, where activations
//! in 16 bits take six of 16.

#![allow(clippy::inline_always, reason = "what is inlined is compiled anew for the registers of its caller")]

use std::ops::Range;

use super::groups::{self, Order};
use super::panel::{PANEL, Tail};

/// The largest activation. Nine in ten of the weights of a trained layer stand in groups of [`DEPTH`] with it; with 127 all do, and steps are coarser by a quarter.
pub(super) const MOST: i16 = 159;
/// Products of 16 bits that are added before they are widened, at most.
pub(super) const DEPTH: usize = 3;
/// Neighbouring inputs that the processors multiply together.
pub(super) const QUAD: usize = 4;
/// The weights of neighbouring inputs, `[PANEL][QUAD]`.
pub(super) type Quad = [i8; PANEL * QUAD];
/// The most that the weights of one sign may come to in a sum of 16 bits.
const REACH: i16 = i16::MAX / MOST;
/// Sums of 32 bits hold the products of so many inputs, and where a quad begins is said in 16. No encoder is wider.
const MOST_INPUTS: usize = 1 << 14;
/// The steps of a row cover activations whose square is up to this part of the sum of all squares. With a 16th, about one activation of a row lies beyond, and the
/// scores of tags change about a third as much as with steps that cover all; with a 32nd, two to four do, which costs more time than it gains.
const USUAL: f32 = 1.0 / 16.0;
/// No activation lies so many steps beyond the others: its square is at most the sum of all.
const FURTHEST: u16 = 1 << 10;
/// Numbers that are rounded before it is asked whether one of them spills.
const BLOCK: usize = 16;

// One product fits 16 bits, whatever the weight. Two neighbours of large weights need not: see `Panel::new`.
const _: () = assert!(MOST <= 255 && 255 * 128 <= i16::MAX as i32);

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
    pub(super) weights: Vec<Quad>,
    /// Which inputs each quad of weights is for: where they begin in a row, `QUAD` or more before its end.
    pub(super) starts: Vec<u16>,
    /// For each quad of inputs, where the weights of its even inputs stand, and of its odd ones.
    places: Vec<[u16; 2]>,
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
    pub(super) units: Vec<Unit>,
    pub(super) spills: Vec<Spill>,
}

/// What the numbers of a row mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    /// What a step is worth.
    pub(super) scale: f32,
    /// The number that stands for 0.
    pub(super) zero: i32,
    /// Where the row's spills begin and end.
    spills: (u32, u32),
}

/// What an activation has beyond the numbers of its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spill {
    /// Which of the inputs it belongs to.
    pub(super) input: u16,
    /// 1, or -1 for less than the numbers reach.
    pub(super) sign: i16,
    /// How many steps, at its place in the quad; the other places are 0.
    pub(super) steps: [u8; QUAD],
}

impl Rows {
    /// The spills of a row.
    #[inline(always)]
    pub(super) fn spills(&self, unit: &Unit) -> &[Spill] {
        &self.spills[unit.spills.0 as usize..unit.spills.1 as usize]
    }
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
        assert_eq!(rows.numbers.len(), rows.units.len() * self.width());
        assert_eq!(out.len(), rows.units.len() * self.outputs);
        assert_eq!(bias.len(), self.outputs);
    }

    /// The rows of `x` in whole numbers. Inlined, so that it is compiled anew for the registers of its caller.
    #[inline(always)]
    pub(super) fn quantise(&self, x: &[f32], rows: &mut Rows) {
        let width = self.width();
        rows.units.clear();
        rows.spills.clear();
        rows.numbers.resize(x.len() / self.inputs * width, 0);
        for (row, out) in x.chunks_exact(self.inputs).zip(rows.numbers.chunks_exact_mut(width)) {
            let steps = Steps::of(row);
            let first = rows.spills.len() as u32;
            let (blocks, rest) = row.as_chunks::<BLOCK>();
            let (whole, after) = out.as_chunks_mut::<BLOCK>();
            for (block, (row, out)) in blocks.iter().zip(whole).enumerate() {
                if steps.round(row, out) {
                    steps.spill(row, block * BLOCK, &mut rows.spills);
                }
            }
            if !rest.is_empty() {
                steps.round_rest(rest, after);
                steps.spill(rest, row.len() - rest.len(), &mut rows.spills);
            }
            rows.units.push(Unit { scale: steps.scale, zero: steps.zero.into(), spills: (first, rows.spills.len() as u32) });
        }
    }

    /// `out = rows * weights^T + bias`, added to what `out` holds where `add` is set. What the kernels of processors are held against.
    #[cfg(test)]
    pub(super) fn multiply(&self, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
        for ((row, unit), out) in rows.numbers.chunks_exact(self.width()).zip(&rows.units).zip(out.chunks_exact_mut(self.outputs)) {
            for (output, out) in out.iter_mut().enumerate() {
                let (panel, at) = (&self.panels[output / PANEL], output % PANEL);
                let spilt: i32 = rows.spills(unit).iter().map(|spill| panel.dot_spill(at, *spill)).sum();
                let sum = panel.dot(at, row) + spilt - unit.zero * panel.sums[at];
                let before = if add { *out } else { 0.0 };
                *out = before + (sum as f32).mul_add(unit.scale * self.scales[output], bias[output]);
            }
        }
    }
}

impl Panel {
    /// `rows` are the weights of up to [`PANEL`] outputs, each of `inputs`.
    fn new(rows: &[i8], inputs: usize, grouped: bool) -> Self {
        let mut quads: Vec<Quad> = vec![[0; PANEL * QUAD]; inputs.div_ceil(QUAD)];
        for (output, row) in rows.chunks_exact(inputs).enumerate() {
            for (quad, part) in quads.iter_mut().zip(row.chunks(QUAD)) {
                quad[output * QUAD..][..part.len()].copy_from_slice(part);
            }
        }
        let mut sums = [0; PANEL];
        for (sum, row) in sums.iter_mut().zip(rows.chunks_exact(inputs)) {
            *sum = row.iter().map(|&weight| i32::from(weight)).sum();
        }
        let whole = |(number, quad): (usize, &Quad)| vec![Part { quad: number, halves: 0..2, weights: *quad }];
        let parts: Vec<Part> = quads.iter().enumerate().flat_map(if grouped { parts_that_fit } else { whole }).collect();
        let weights: Vec<Quad> = parts.iter().map(|part| part.weights).collect();
        let order = if grouped { Order::grouped(&weights, REACH, DEPTH) } else { Order::plain(weights.len()) };
        let in_order: Vec<&Part> = order.quads.iter().map(|&part| &parts[usize::from(part)]).collect();
        let mut places = vec![[0; 2]; quads.len()];
        for (place, part) in in_order.iter().enumerate() {
            places[part.quad][part.halves.clone()].fill(place as u16);
        }
        let weights = in_order.iter().map(|part| part.weights).collect();
        let starts = in_order.iter().map(|part| (part.quad * QUAD) as u16).collect();
        Self { weights, starts, places, deep: order.deep, paired: order.paired, sums }
    }

    /// The quad with the weights of an input.
    #[inline(always)]
    pub(super) fn weights_of(&self, input: u16) -> &Quad {
        let input = usize::from(input);
        &self.weights[usize::from(self.places[input / QUAD][input % 2])]
    }

    #[cfg(test)]
    fn dot_spill(&self, output: usize, spill: Spill) -> i32 {
        let weights = &self.weights_of(spill.input)[output * QUAD..][..QUAD];
        i32::from(spill.sign) * weights.iter().zip(spill.steps).map(|(&w, x)| i32::from(w) * i32::from(x)).sum::<i32>()
    }

    #[cfg(test)]
    fn dot(&self, output: usize, row: &[u8]) -> i32 {
        let product = |(weights, &start): (&Quad, &u16)| {
            let (weights, row) = (&weights[output * QUAD..][..QUAD], &row[usize::from(start)..][..QUAD]);
            weights.iter().zip(row).map(|(&w, &x)| i32::from(w) * i32::from(x)).sum::<i32>()
        };
        self.weights.iter().zip(&self.starts).map(product).sum()
    }
}

/// A quad of weights, or its even or its odd inputs, the others being 0.
struct Part {
    quad: usize,
    /// Which halves it has: 0 for the even inputs, 1 for the odd ones.
    halves: Range<usize>,
    weights: Quad,
}

/// A quad whole, or, if its sums alone may leave 16 bits, in two parts.
fn parts_that_fit((number, quad): (usize, &Quad)) -> Vec<Part> {
    if groups::furthest_of(quad) <= REACH {
        return vec![Part { quad: number, halves: 0..2, weights: *quad }];
    }
    let half = |odd: usize| std::array::from_fn(|i| if i % 2 == odd { quad[i] } else { 0 });
    [0, 1].map(|odd| Part { quad: number, halves: odd..odd + 1, weights: half(odd) }).into()
}

/// How a row is rounded.
struct Steps {
    factor: f32,
    scale: f32,
    zero: i16,
}

impl Steps {
    /// Steps from the least number of a row to its largest, as far as these are usual; 0 is one of them. One step less than there is room for, since both ends may
    /// be rounded up.
    #[inline(always)]
    fn of(row: &[f32]) -> Self {
        let (least, most, squares) = extent(row);
        let usual = (USUAL * squares).sqrt();
        // Not `clamp`: of two numbers the one that is a number is what these return.
        let (least, most) = (least.max(-usual), most.min(usual));
        let range = most - least;
        let factor = f32::from(MOST - 1) / range;
        let factor = if factor.is_finite() { factor } else { 0.0 };
        Self { factor, scale: range / f32::from(MOST - 1), zero: to_nearest(-least * factor) }
    }

    #[inline(always)]
    fn whole(&self, x: f32) -> i16 {
        to_nearest(x * self.factor).wrapping_add(self.zero)
    }

    /// Rounds some numbers of the row, and says whether any lies beyond the steps.
    #[inline(always)]
    fn round(&self, row: &[f32; BLOCK], out: &mut [u8; BLOCK]) -> bool {
        let (mut wholes, mut beyond) = ([0; BLOCK], 0);
        for (whole, &x) in wholes.iter_mut().zip(row) {
            *whole = self.whole(x);
        }
        for (number, whole) in out.iter_mut().zip(wholes) {
            beyond |= whole ^ fitting(whole);
            *number = fitting(whole) as u8;
        }
        beyond != 0
    }

    /// Rounds the last numbers of the row.
    fn round_rest(&self, row: &[f32], out: &mut [u8]) {
        out.fill(0);
        for (number, &x) in out.iter_mut().zip(row) {
            *number = fitting(self.whole(x)) as u8;
        }
    }

    /// Notes what numbers of the row, from its number `first` on, have beyond the steps. What is too far for any row of numbers is none: damaged weights make such.
    fn spill(&self, row: &[f32], first: usize, spills: &mut Vec<Spill>) {
        for (i, &x) in row.iter().enumerate() {
            let whole = self.whole(x);
            let beyond = whole.wrapping_sub(fitting(whole));
            let (mut left, sign) = (beyond.unsigned_abs(), beyond.signum());
            while 0 < left && beyond.unsigned_abs() < FURTHEST {
                let step = left.min(u8::MAX.into()) as u8;
                let mut steps = [0; QUAD];
                steps[(first + i) % QUAD] = step;
                spills.push(Spill { input: (first + i) as u16, sign, steps });
                left -= u16::from(step);
            }
        }
    }
}

/// The number of a step that there is.
#[inline(always)]
fn fitting(whole: i16) -> i16 {
    whole.clamp(0, MOST)
}

/// The least and the largest number of a row and 0, and the sum of the squares. Comparisons that are false of what is no number pass it over.
#[inline(always)]
fn extent(row: &[f32]) -> (f32, f32, f32) {
    let least = fold(row, |least, x| if x < least { x } else { least }, f32::min);
    let most = fold(row, |most, x| if most < x { x } else { most }, f32::max);
    (least, most, fold(row, |sum, x| x.mul_add(x, sum), |a, b| a + b))
}

/// Folds a row from 0. In strands, so that a compiler can keep them in two registers.
#[inline(always)]
fn fold(row: &[f32], step: impl Fn(f32, f32) -> f32, join: impl Fn(f32, f32) -> f32) -> f32 {
    let (blocks, rest) = row.as_chunks::<16>();
    let mut strands = [0.0; 16];
    for block in blocks {
        for (strand, &x) in strands.iter_mut().zip(block) {
            *strand = step(*strand, x);
        }
    }
    for (strand, &x) in strands.iter_mut().zip(rest) {
        *strand = step(*strand, x);
    }
    strands.into_iter().fold(0.0, join)
}

/// The nearest whole number, ties to even, of one that fits 16 bits. Adding 1.5 * 2^23 leaves the whole number in the low bits of the sum: an addition and no
/// conversion, in any instruction set. What it makes of other numbers means nothing.
#[inline(always)]
fn to_nearest(x: f32) -> i16 {
    (x + 12_582_912.0).to_bits() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole numbers up to `largest` in magnitude and numbers between -1 and 1, of no pattern.
    fn case((rows, inputs, outputs): (usize, usize, usize), largest: usize, grouped: bool) -> (Packed, Vec<i8>, Vec<f32>, Vec<f32>) {
        let draw = |i: usize, seed: usize| (i * 7919 + seed * 104_729) % 2003;
        let weights: Vec<i8> =
            (0..outputs * inputs).map(|i| (draw(i, 1) % (2 * largest + 1)) as i16 - largest as i16).map(|x| x as i8).collect();
        let scales: Vec<f32> = (0..outputs).map(|i| 0.001 + i as f32 * 1e-5).collect();
        // One in a hundred lies far from the others, to either side.
        let far = |i: usize| [1.0, 20.0][usize::from(i % 97 == 5)];
        let numbers = |n: usize, seed| (0..n).map(|i| far(i) * (draw(i, seed) as f32 / 1001.0 - 0.8)).collect::<Vec<_>>();
        (Packed::new(&weights, &scales, grouped).expect("no wider than it may be"), weights, numbers(rows * inputs, 2), numbers(outputs, 3))
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
                assert!(inputs < 384 || !rows.spills.is_empty(), "some numbers of a long row spill");
                let mut out = vec![1.0; rows.units.len() * outputs];
                packed.multiply(&rows, &bias, &mut out, true);
                for ((row, unit), out) in x.chunks(inputs).zip(&rows.units).zip(out.chunks(outputs)) {
                    for (output, &ours) in out.iter().enumerate() {
                        let weights = &weights[output * inputs..][..inputs];
                        let exact: f32 = row.iter().zip(weights).map(|(x, &w)| x * f32::from(w) * packed.scales[output]).sum();
                        // Each activation is off by half a step at most.
                        let bound: f32 = weights.iter().map(|&w| f32::from(w).abs() * packed.scales[output] * unit.scale * 0.5).sum();
                        assert!((ours - 1.0 - bias[output] - exact).abs() <= bound * 1.001 + 1e-3, "{shape:?}: {ours} for {exact}");
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
        assert_eq!(i32::from(all.numbers[40]), all.units[1].zero);
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
                // Weights of which three products can be added in 16 bits, two, one, and not even all of one quad.
                for (largest, add) in [(25, false), (50, true), (90, true), (127, false), (127, true)] {
                    let (packed, _, x, bias) = case((rows, inputs, outputs), largest, kernel.groups_quads());
                    let (mut plain, mut fast) = (vec![0.5; rows * outputs], vec![0.5; rows * outputs]);
                    packed.quantise(&x, &mut ours);
                    kernel.quantise_narrow(&packed, &x, &mut theirs);
                    assert_eq!((&ours.numbers, &ours.units, &ours.spills), (&theirs.numbers, &theirs.units, &theirs.spills));
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
                let packed = Packed::new(&weights, &[0.01; 16], kernel.groups_quads()).expect("no wider than it may be");
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
