//! Panels: the outputs of a dense layer that a kernel makes together, and what becomes of their sums.

#![allow(clippy::inline_always, reason = "what is inlined is compiled anew for the registers of its caller")]

/// Outputs that a panel of packed weights holds.
pub(super) const PANEL: usize = 16;

/// What becomes of the sums of a panel: each is scaled, gets its bias, and goes to, or is added to, its column of a row of `stride` numbers.
pub(super) struct Tail<'a> {
    pub(super) scales: &'a [f32; PANEL],
    pub(super) bias: [f32; PANEL],
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) stride: usize,
    pub(super) add: bool,
}

#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "only x86-64 has kernels yet"))]
impl<'a> Tail<'a> {
    /// Of a panel of a layer with as many outputs as `bias` has numbers; `scales` are padded to whole panels.
    pub(super) fn new(panel: usize, scales: &'a [f32], bias: &[f32], add: bool) -> Self {
        let column = panel * PANEL;
        let columns = PANEL.min(bias.len() - column);
        let mut padded = [0.0; PANEL];
        padded[..columns].copy_from_slice(&bias[column..][..columns]);
        let scales = scales[column..].first_chunk().expect("scales are padded to whole panels");
        Self { scales, bias: padded, column, columns, stride: bias.len(), add }
    }

    /// Gives `write` the panel's columns of a row, as a whole panel even where the layer has fewer outputs left.
    #[inline(always)]
    pub(super) fn on_panel(&self, out: &mut [f32], row: usize, write: impl FnOnce(&mut [f32; PANEL])) {
        let out = &mut out[row * self.stride + self.column..][..self.columns];
        if let Ok(out) = <&mut [f32; PANEL]>::try_from(&mut *out) {
            return write(out);
        }
        let mut values = [0.0; PANEL];
        values[..out.len()].copy_from_slice(out);
        write(&mut values);
        out.copy_from_slice(&values[..out.len()]);
    }
}
