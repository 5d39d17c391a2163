//! Floating-point numbers.

/// An infinity: of the sign of `sign`, or either if that is 0. CEL: `isInf`.
pub fn is_inf(number: f64, sign: i64) -> bool {
    number.is_infinite() && (sign == 0 || (sign > 0) == number.is_sign_positive())
}
