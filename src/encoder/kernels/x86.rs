//! Which kernel of [`integer`](super::integer) and [`narrow`](super::narrow) a processor can run. All give the same bits.

use super::avx2::Avx2;
use super::avx512::Avx512;
use super::integer::{Packed, Rows};
use super::narrow;

/// A kernel that this processor has the instructions for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kernel {
    Avx2(Avx2),
    /// With what shorter registers do as well.
    Avx512(Avx512, Avx2),
}

impl Kernel {
    /// The fastest, if there is one. `--cfg dateline_avx2` leaves AVX-512 out, to measure what a processor without it would do.
    pub(super) fn detect() -> Option<Self> {
        Self::all().into_iter().next_back()
    }

    /// All of them, the slowest first.
    pub(super) fn all() -> Vec<Self> {
        let Some(avx2) = Avx2::detect() else { return Vec::new() };
        let avx512 = Avx512::detect().filter(|_| !cfg!(dateline_avx2)).map(|avx512| Self::Avx512(avx512, avx2));
        [Self::Avx2(avx2)].into_iter().chain(avx512).collect()
    }

    /// As [`Packed::quantise`].
    pub(super) fn quantise(self, packed: &Packed, x: &[f32], rows: &mut Rows) {
        let (Self::Avx2(avx2) | Self::Avx512(_, avx2)) = self;
        avx2.quantise(packed, x, rows);
    }

    /// `out = rows * weights^T + bias`, added to what `out` holds where `add` is set.
    pub(super) fn multiply(self, packed: &Packed, rows: &Rows, bias: &[f32], out: &mut [f32], add: bool) {
        match self {
            Self::Avx2(avx2) => avx2.multiply(packed, rows, bias, out, add),
            Self::Avx512(avx512, _) => avx512.multiply(packed, rows, bias, out, add),
        }
    }

    /// Whether it gains by groups of quads, see [`narrow::Packed::new`].
    pub(super) fn groups_quads(self) -> bool {
        matches!(self, Self::Avx2(_))
    }

    /// As [`narrow::Packed::quantise`].
    pub(super) fn quantise_narrow(self, packed: &narrow::Packed, x: &[f32], rows: &mut narrow::Rows) {
        let (Self::Avx2(avx2) | Self::Avx512(_, avx2)) = self;
        avx2.quantise_narrow(packed, x, rows);
    }

    /// As [`multiply`](Self::multiply), of layers packed as this kernel asks for.
    pub(super) fn multiply_narrow(self, packed: &narrow::Packed, rows: &narrow::Rows, bias: &[f32], out: &mut [f32], add: bool) {
        match self {
            Self::Avx2(avx2) => avx2.multiply_narrow(packed, rows, bias, out, add),
            Self::Avx512(avx512, _) => avx512.multiply_narrow(packed, rows, bias, out, add),
        }
    }
}
