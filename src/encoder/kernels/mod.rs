//! The arithmetic of the encoder: dense layers in whole numbers by kernels of our own, where the processor has the instructions, and everything else over the
//! kernels of rten. No other file names that engine.
//!
//! Matrices are row-major slices of f32. A product whose inner dimension is summed in one order whatever the number of threads or rows gives the same
//! bits for a row alone and in a batch; rten's kernels do, and whole numbers always do.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx2_narrow;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod avx512_narrow;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels yet"))]
mod gelu;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels for whole numbers yet"))]
mod groups;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels for whole numbers yet"))]
mod integer;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels for whole numbers yet"))]
mod narrow;
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels for whole numbers yet"))]
mod panel;
#[cfg(target_arch = "x86_64")]
mod x86;

use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

#[cfg(target_arch = "x86_64")]
use x86::Kernel;

/// Every shape is checked when the model is loaded, and every buffer is sized from those shapes.
const SHAPES_FIT: &str = "the shapes of the model were checked when it was loaded";

/// A dense layer, `x W^T + b`, its weights packed for the kernel of this processor.
pub(super) struct Linear {
    weight: Weight,
    bias: Vec<f32>,
}

enum Weight {
    #[cfg(target_arch = "x86_64")]
    Integer(integer::Packed, Kernel),
    #[cfg(target_arch = "x86_64")]
    Narrow(narrow::Packed, Kernel),
    Float(PackedBMatrix<f32>),
}

/// How finely the activations of a dense layer are rounded, where it is computed in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// To up to 16 bits, which is next to exact: see [`integer`].
    Fine,
    /// To 160 steps, which takes half of the time: see [`narrow`].
    Narrow,
}

/// Buffers for rows of activations in whole numbers.
#[derive(Debug, Default)]
pub(super) struct Rows {
    #[cfg(target_arch = "x86_64")]
    fine: integer::Rows,
    #[cfg(target_arch = "x86_64")]
    narrow: narrow::Rows,
}

/// A matrix as the model's file holds it.
#[derive(Debug, Clone)]
pub(super) enum Matrix {
    /// 8 bits a number, with a scale for each row.
    Scaled {
        /// `[rows, columns]`.
        numbers: Vec<i8>,
        /// `[rows]`.
        scales: Vec<f32>,
    },
    /// 32 bits a number, `[rows, columns]`.
    Float(Vec<f32>),
}

impl std::fmt::Debug for Linear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Linear({} -> {})", self.inputs(), self.outputs())
    }
}

impl Linear {
    /// `weight` is `[outputs, inputs]`, with as many outputs as `bias` has numbers. Weights in 8 bits stay so where the processor has a kernel for them.
    #[cfg_attr(not(target_arch = "x86_64"), allow(unused_variables, reason = "only x86-64 has kernels for whole numbers yet"))]
    pub(super) fn new(weight: &Matrix, bias: Vec<f32>, precision: Precision) -> Self {
        #[cfg(target_arch = "x86_64")]
        if let (Matrix::Scaled { numbers, scales }, Some(kernel)) = (weight, Kernel::detect()) {
            let narrow = || narrow::Packed::new(numbers, scales, kernel.groups_quads()).map(|packed| Weight::Narrow(packed, kernel));
            let fine = || Weight::Integer(integer::Packed::new(numbers, scales), kernel);
            let weight = if precision == Precision::Narrow { narrow().unwrap_or_else(fine) } else { fine() };
            return Self { weight, bias };
        }
        Self::of_floats(&weight.to_floats(), bias)
    }

    /// As [`new`](Self::new), in floating point.
    pub(super) fn of_floats(weight: &[f32], bias: Vec<f32>) -> Self {
        let outputs = bias.len();
        let view = NdTensorView::from_data([outputs, weight.len() / outputs.max(1)], weight);
        Self { weight: Weight::Float(executor().prepack_b(view.transposed())), bias }
    }

    /// Numbers in a row of what it reads.
    pub(super) fn inputs(&self) -> usize {
        match &self.weight {
            #[cfg(target_arch = "x86_64")]
            Weight::Integer(packed, _) => packed.inputs,
            #[cfg(target_arch = "x86_64")]
            Weight::Narrow(packed, _) => packed.inputs,
            Weight::Float(packed) => packed.rows(),
        }
    }

    /// Numbers in a row of the result.
    pub(super) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// The rows of `x` through the layer.
    pub(super) fn apply(&self, x: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        self.apply_into(x, &mut Rows::default(), &mut out);
        out
    }

    /// As [`apply`](Self::apply), into a buffer that is grown or cut to fit. What `rows` holds is of no concern.
    pub(super) fn apply_into(&self, x: &[f32], rows: &mut Rows, out: &mut Vec<f32>) {
        out.resize(x.len() / self.inputs() * self.outputs(), 0.0);
        self.run(x, rows, out, false);
    }

    /// Adds the result to `out`, which is a residual connection at no cost.
    pub(super) fn add_to(&self, x: &[f32], rows: &mut Rows, out: &mut [f32]) {
        self.run(x, rows, out, true);
    }

    fn run(&self, x: &[f32], rows: &mut Rows, out: &mut [f32], add: bool) {
        match &self.weight {
            #[cfg(target_arch = "x86_64")]
            Weight::Integer(packed, kernel) => {
                kernel.quantise(packed, x, &mut rows.fine);
                kernel.multiply(packed, &rows.fine, &self.bias, out, add);
            }
            #[cfg(target_arch = "x86_64")]
            Weight::Narrow(packed, kernel) => {
                kernel.quantise_narrow(packed, x, &mut rows.narrow);
                kernel.multiply_narrow(packed, &rows.narrow, &self.bias, out, add);
            }
            Weight::Float(packed) => {
                let x = NdTensorView::from_data([x.len() / packed.rows(), packed.rows()], x);
                let options = GemmOptions { beta: f32::from(add), bias: Some(BiasVector::Row(&self.bias)), ..GemmOptions::default() };
                executor().gemm(out, GemmInputA::Unpacked(x), GemmInputB::Packed(packed), options).expect(SHAPES_FIT);
            }
        }
    }
}

impl Matrix {
    /// The numbers, row by row.
    pub(super) fn to_floats(&self) -> Vec<f32> {
        match self {
            Self::Float(numbers) => numbers.clone(),
            Self::Scaled { numbers, scales } => {
                let columns = numbers.len() / scales.len().max(1);
                let row = |(row, scale): (&[i8], &f32)| row.iter().map(|&x| f32::from(x) * scale).collect::<Vec<_>>();
                numbers.chunks_exact(columns.max(1)).zip(scales).flat_map(row).collect()
            }
        }
    }

    /// A matrix of so many columns without its last one, and the last one.
    pub(super) fn split_last_column(&self, columns: usize) -> (Self, Vec<f32>) {
        let last = self.to_floats().chunks_exact(columns).map(|row| row[columns - 1]).collect();
        let rest = match self {
            Self::Float(numbers) => Self::Float(all_but_last(numbers, columns)),
            Self::Scaled { numbers, scales } => Self::Scaled { numbers: all_but_last(numbers, columns), scales: scales.clone() },
        };
        (rest, last)
    }

    /// Matrices of the same width, one below the other.
    pub(super) fn stacked(parts: &[Self]) -> Self {
        let mut all = (Vec::new(), Vec::new());
        for part in parts {
            let Self::Scaled { numbers, scales } = part else {
                return Self::Float(parts.iter().flat_map(Self::to_floats).collect());
            };
            all.0.extend_from_slice(numbers);
            all.1.extend_from_slice(scales);
        }
        Self::Scaled { numbers: all.0, scales: all.1 }
    }
}

fn all_but_last<T: Copy>(numbers: &[T], columns: usize) -> Vec<T> {
    numbers.chunks_exact(columns).flat_map(|row| &row[..columns - 1]).copied().collect()
}

/// A matrix inside a larger one: `rows` by `columns` from `offset` on, `stride` numbers from row to row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) data: &'a [f32],
    pub(super) offset: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) stride: usize,
}

impl<'a> Block<'a> {
    /// A whole matrix with this many columns.
    pub(super) fn whole(data: &'a [f32], columns: usize) -> Self {
        Self { data, offset: 0, rows: data.len() / columns, columns, stride: columns }
    }

    fn view(self) -> NdTensorView<'a, f32, 2> {
        let data = self.data.get(self.offset..).unwrap_or_default();
        NdTensorView::from_slice_with_strides([self.rows, self.columns], data, [self.stride, 1]).expect(SHAPES_FIT)
    }
}

/// `scale * a b^T`, `[a.rows, b.rows]`.
pub(super) fn product_transposed(a: Block, b: Block, scale: f32, out: &mut Vec<f32>) {
    out.resize(a.rows * b.rows, 0.0);
    let options = GemmOptions { alpha: scale, ..GemmOptions::default() };
    executor().gemm(out, GemmInputA::Unpacked(a.view()), GemmInputB::Unpacked(b.view().transposed()), options).expect(SHAPES_FIT);
}

/// `a b`, `[a.rows, b.columns]`.
pub(super) fn product(a: Block, b: Block, out: &mut Vec<f32>) {
    out.resize(a.rows * b.columns, 0.0);
    let (a, b) = (GemmInputA::Unpacked(a.view()), GemmInputB::Unpacked(b.view()));
    executor().gemm(out, a, b, GemmOptions::default()).expect(SHAPES_FIT);
}

/// The best kernel of this processor. It holds no state and costs nothing to make, and it cannot be sent to another thread.
fn executor() -> GemmExecutor {
    GemmExecutor::default()
}

/// Layer normalisation (Ba et al. 2016).
#[derive(Debug)]
pub(super) struct LayerNorm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
    pub(super) epsilon: f32,
}

impl LayerNorm {
    /// Normalises every row of `x`.
    pub(super) fn apply(&self, x: &mut [f32]) {
        let width = self.weight.len();
        for row in x.chunks_exact_mut(width) {
            let mean = Sum::new(row).dispatch() / width as f32;
            let variance = SumSquareSub::new(row, mean).dispatch() / width as f32;
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: 1.0 / (variance + self.epsilon).sqrt(),
                element_scale: Some(&self.weight),
                bias: 0.0,
                element_bias: Some(&self.bias),
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}

/// The error-function form of GELU, on every number.
pub(super) fn gelu(x: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = avx2::Avx2::detect() {
        return avx2.gelu(x);
    }
    Gelu {}.map_mut(x);
}

/// Softmax of every row of `columns` numbers.
pub(super) fn softmax(x: &mut [f32], columns: usize) {
    for row in x.chunks_exact_mut(columns.max(1)) {
        Softmax::new_mut(row).dispatch();
    }
}

/// Logarithms of the softmax of every row. Plain: it runs over a few numbers a token.
pub(super) fn log_softmax(x: &mut [f32], columns: usize) {
    for row in x.chunks_exact_mut(columns.max(1)) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let log_sum = row.iter().map(|x| (x - top).exp()).sum::<f32>().ln();
        for x in row {
            *x -= top + log_sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(n: usize, seed: u32) -> Vec<f32> {
        (0..n as u32).map(|i| f32::from(((i * 7919 + seed * 104_729) % 2003) as u16) / 1001.0 - 1.0).collect()
    }

    /// What the kernels stand in for, written out.
    fn plain_product(x: &[f32], w: &[f32], bias: &[f32], inputs: usize) -> Vec<f32> {
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        x.chunks(inputs).flat_map(|x| w.chunks(inputs).zip(bias).map(move |(w, b)| dot(x, w) + b)).collect()
    }

    fn close(a: &[f32], b: &[f32]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-4)
    }

    #[test]
    fn a_dense_layer_is_the_plain_product() {
        for (rows, inputs, outputs) in [(1, 3, 2), (7, 16, 11), (40, 97, 33)] {
            let (x, w, b) = (numbers(rows * inputs, 1), numbers(outputs * inputs, 2), numbers(outputs, 3));
            let layer = Linear::of_floats(&w, b.clone());
            let expected = plain_product(&x, &w, &b, inputs);
            assert!(close(&layer.apply(&x), &expected));
            let mut sum = vec![1.0; expected.len()];
            layer.add_to(&x, &mut Rows::default(), &mut sum);
            assert!(close(&sum, &expected.iter().map(|x| x + 1.0).collect::<Vec<_>>()));
        }
    }

    #[test]
    fn blocks_multiply_in_place() {
        let (a, b) = (numbers(6 * 10, 4), numbers(5 * 10, 5));
        let block = |data, rows| Block { data, offset: 4, rows, columns: 3, stride: 10 };
        let cut = |data: &[f32]| data.chunks(10).flat_map(|row| row[4..7].to_vec()).collect::<Vec<_>>();
        let mut out = Vec::new();
        product_transposed(block(&a, 6), block(&b, 5), 1.0, &mut out);
        assert!(close(&out, &plain_product(&cut(&a), &cut(&b), &[0.0; 5], 3)));
    }

    #[test]
    fn rows_are_normalised() {
        let mut x = numbers(24, 6);
        LayerNorm { weight: vec![1.0; 8], bias: vec![0.0; 8], epsilon: 1e-12 }.apply(&mut x);
        for row in x.chunks(8) {
            assert!(row.iter().sum::<f32>().abs() < 1e-4);
            assert!((row.iter().map(|x| x * x).sum::<f32>() - 8.0).abs() < 1e-3);
        }
        log_softmax(&mut x, 8);
        assert!(x.chunks(8).all(|row| (row.iter().map(|x| x.exp()).sum::<f32>() - 1.0).abs() < 1e-4));
    }
}
