use std::ops::Range;

use safetensors::{Dtype, SafeTensors};

use super::files::FileBytes;
use super::kernels::Matrix;
use super::{LoadError, LoadErrorKind};

/// The tensors of a model. A matrix is stored in 8 bits with a scale for each row (`NAME` as I8 `[rows, columns]`, `NAME.scale` as F32 `[rows]`), or
/// as it is, in F32.
pub(super) struct Weights<'f> {
    tensors: SafeTensors<'f>,
    bytes: &'f [u8],
}

/// Where the rows of a table stay in the file: they are turned into numbers one by one, when they are looked up.
#[derive(Debug, Clone)]
pub(super) struct Table {
    bytes: FileBytes,
    data: Range<usize>,
    scales: Vec<f32>,
    columns: usize,
}

impl<'f> Weights<'f> {
    pub(super) fn read(bytes: &'f [u8]) -> Result<Self, LoadError> {
        let failed = |e| LoadError::new(LoadErrorKind::Format, "weights.safetensors", "is not a safetensors file").caused_by(Box::new(e));
        Ok(Self { tensors: SafeTensors::deserialize(bytes).map_err(failed)?, bytes })
    }

    /// A vector of `len` numbers.
    pub(super) fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, LoadError> {
        self.floats(name, &[len])
    }

    /// A matrix of `rows` by `columns`.
    pub(super) fn matrix(&self, name: &str, rows: usize, columns: usize) -> Result<Matrix, LoadError> {
        if self.dtype(name)? == Dtype::F32 {
            return Ok(Matrix::Float(self.floats(name, &[rows, columns])?));
        }
        let data = self.tensor(name, Dtype::I8, &[rows, columns])?;
        let scales = self.vector(&format!("{name}.scale"), rows)?;
        Ok(Matrix::Scaled { numbers: data.iter().map(|byte| byte.cast_signed()).collect(), scales })
    }

    /// A matrix in 8 bits that stays where it is. `file` must be the bytes this was read from.
    pub(super) fn table(&self, name: &str, rows: usize, columns: usize, file: &FileBytes) -> Result<Table, LoadError> {
        let data = self.tensor(name, Dtype::I8, &[rows, columns])?;
        let scales = self.vector(&format!("{name}.scale"), rows)?;
        let start = data.as_ptr() as usize - self.bytes.as_ptr() as usize;
        Ok(Table { bytes: file.clone(), data: start..start + data.len(), scales, columns })
    }

    fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, LoadError> {
        let data = self.tensor(name, Dtype::F32, shape)?;
        let numbers: Vec<f32> = data.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        if numbers.iter().all(|x| x.is_finite()) {
            return Ok(numbers);
        }
        Err(LoadError::new(LoadErrorKind::Format, name, "holds a number that is not finite"))
    }

    fn dtype(&self, name: &str) -> Result<Dtype, LoadError> {
        let missing = |e| LoadError::new(LoadErrorKind::Mismatch, name, "is not in the weights").caused_by(Box::new(e));
        self.tensors.tensor(name).map(|tensor| tensor.dtype()).map_err(missing)
    }

    fn tensor(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'f [u8], LoadError> {
        let missing = |e| LoadError::new(LoadErrorKind::Mismatch, name, "is not in the weights").caused_by(Box::new(e));
        let tensor = self.tensors.tensor(name).map_err(missing)?;
        if tensor.dtype() == dtype && tensor.shape() == shape {
            return Ok(tensor.data());
        }
        let message = format!("expected {dtype:?} {shape:?}, found {:?} {:?}", tensor.dtype(), tensor.shape());
        Err(LoadError::new(LoadErrorKind::Mismatch, name, message))
    }
}

impl Table {
    /// Adds a row to `out`; a row that does not exist adds nothing.
    pub(super) fn add_row(&self, row: usize, out: &mut [f32]) {
        let Some(&scale) = self.scales.get(row) else { return };
        let start = self.data.start + row * self.columns;
        for (x, &byte) in out.iter_mut().zip(&self.bytes[start..start + self.columns]) {
            *x += f32::from(byte.cast_signed()) * scale;
        }
    }
}
