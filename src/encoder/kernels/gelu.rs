//! The error-function form of GELU (Hendrycks and Gimpel 2016) by a polynomial: half the time of one by exponentials.
#![allow(clippy::inline_always, reason = "what is inlined is compiled anew for the registers of its caller")]

/// Beyond this, up or down, a normal distribution has 5e-6 left.
const END: f32 = 4.4;

/// `(P(x) - 0.5) / x`, where `P(x)` is what a normal distribution has below `x`, as a polynomial in `2 (x / END)^2 - 1`: fitted so that the largest error of
/// `x P(x)` up to `END` is least, 5e-6. Odd powers of x alone have none.
const COEFFICIENTS: [f32; 10] = [
    0.160_406_93,
    -0.078_621_13,
    0.055_134_412,
    -0.039_886_277,
    0.027_590_174,
    -0.017_087_927,
    0.009_347_868,
    -0.005_800_149_4,
    0.003_787_097_3,
    -0.001_236_141_4,
];

/// GELU of every number.
#[inline(always)]
pub(super) fn gelu(numbers: &mut [f32]) {
    for x in numbers {
        let near = x.clamp(-END, END);
        let t = (near * near).mul_add(2.0 / (END * END), -1.0);
        let ratio = COEFFICIENTS.iter().rev().fold(0.0_f32, |sum, &coefficient| sum.mul_add(t, coefficient));
        *x *= near.mul_add(ratio, 0.5);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `P(x)` by Simpson's rule.
    fn normal_below(x: f64) -> f64 {
        let density = |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
        let step = x / 1000.0;
        let parts = (0..1000).map(|i| f64::from(i) * step);
        0.5 + parts.map(|a| (density(a) + 4.0 * density(a + step / 2.0) + density(a + step)) * step / 6.0).sum::<f64>()
    }

    #[test]
    fn the_polynomial_is_close_everywhere() {
        for i in -1200..=1200 {
            let x = i as f32 / 100.0;
            let mut ours = [x];
            gelu(&mut ours);
            let exact = f64::from(x) * normal_below(f64::from(x));
            assert!((f64::from(ours[0]) - exact).abs() < 1e-4, "{x}: {} for {exact}", ours[0]);
            assert!(END < x.abs() || (f64::from(ours[0]) - exact).abs() < 6e-6, "{x}: {} for {exact}", ours[0]);
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn the_kernel_gives_the_same_bits() {
        let Some(avx2) = super::super::avx2::Avx2::detect() else { return };
        let mut plain: Vec<f32> = (0..1003).map(|i| (i as f32 - 500.0) / 61.0).chain([f32::INFINITY, -f32::MAX, 0.0, -0.0]).collect();
        let mut fast = plain.clone();
        gelu(&mut plain);
        avx2.gelu(&mut fast);
        let bits = |numbers: &[f32]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&plain), bits(&fast));
    }
}
