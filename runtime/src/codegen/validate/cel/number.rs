//! Numbers: arithmetic that does not leave its range, comparison of several types, conversions.

use core::cmp::Ordering;

use super::Fault;

/// A count as CEL has it. Nothing in memory has more than [`i64::MAX`] elements.
#[inline]
pub const fn count(count: usize) -> i64 {
    count as i64
}

/// A count that was made unsigned.
#[inline]
pub const fn unsigned(count: usize) -> u64 {
    count as u64
}

/// An integer of CEL's.
pub trait Arithmetic: Copy {
    /// What `checked_add` and the like of the type give; a zero divisor is told apart.
    #[doc(hidden)]
    fn checked(self, operator: Operator, other: Self) -> Option<Self>;
    #[doc(hidden)]
    fn is_zero(self) -> bool;
}

#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

macro_rules! arithmetic {
    ($($ty:ty),*) => {$(
        impl Arithmetic for $ty {
            #[inline]
            fn checked(self, operator: Operator, other: Self) -> Option<Self> {
                match operator {
                    Operator::Add => self.checked_add(other),
                    Operator::Subtract => self.checked_sub(other),
                    Operator::Multiply => self.checked_mul(other),
                    Operator::Divide => self.checked_div(other),
                    Operator::Remainder => self.checked_rem(other),
                }
            }

            #[inline]
            fn is_zero(self) -> bool {
                self == 0
            }
        }
    )*};
}

arithmetic!(i64, u64);

macro_rules! operators {
    ($($name:ident $operator:ident $sign:literal;)*) => {$(
        #[doc = concat!("`a ", $sign, " b`.")]
        ///
        /// # Errors
        ///
        /// [`Fault::Overflow`] if the result leaves its range.
        #[inline]
        pub fn $name<T: Arithmetic>(a: T, b: T) -> Result<T, Fault> {
            a.checked(Operator::$operator, b).ok_or(Fault::Overflow)
        }
    )*};
}

operators! {
    add Add "+";
    subtract Subtract "-";
    multiply Multiply "*";
}

/// `a / b`, towards zero.
///
/// # Errors
///
/// [`Fault::DivisionByZero`], or [`Fault::Overflow`] if the result leaves its range.
#[inline]
pub fn divide<T: Arithmetic>(a: T, b: T) -> Result<T, Fault> {
    divided(a, Operator::Divide, b)
}

/// `a % b`, with the sign of `a`.
///
/// # Errors
///
/// As [`divide`].
#[inline]
pub fn remainder<T: Arithmetic>(a: T, b: T) -> Result<T, Fault> {
    divided(a, Operator::Remainder, b)
}

#[inline]
fn divided<T: Arithmetic>(a: T, operator: Operator, b: T) -> Result<T, Fault> {
    if b.is_zero() {
        return Err(Fault::DivisionByZero);
    }
    a.checked(operator, b).ok_or(Fault::Overflow)
}

/// `-a`.
///
/// # Errors
///
/// [`Fault::Overflow`] for the least integer.
#[inline]
pub fn negate(a: i64) -> Result<i64, Fault> {
    a.checked_neg().ok_or(Fault::Overflow)
}

/// A number of CEL's, to compare with one of another type.
pub trait Number: Copy {
    #[doc(hidden)]
    fn kind(self) -> Kind;
}

#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Integer(i128),
    Double(f64),
}

impl Number for i64 {
    #[inline]
    fn kind(self) -> Kind {
        Kind::Integer(self.into())
    }
}

impl Number for u64 {
    #[inline]
    fn kind(self) -> Kind {
        Kind::Integer(self.into())
    }
}

impl Number for f64 {
    #[inline]
    fn kind(self) -> Kind {
        Kind::Double(self)
    }
}

fn order(a: Kind, b: Kind) -> Option<Ordering> {
    match (a, b) {
        (Kind::Integer(a), Kind::Integer(b)) => Some(a.cmp(&b)),
        (Kind::Double(a), Kind::Double(b)) => a.partial_cmp(&b),
        (Kind::Integer(a), Kind::Double(b)) => with_double(a, b),
        (Kind::Double(a), Kind::Integer(b)) => with_double(b, a).map(Ordering::reverse),
    }
}

/// Exactly: an integer may have more digits than a double.
fn with_double(integer: i128, double: f64) -> Option<Ordering> {
    if double.is_nan() {
        return None;
    }
    // Saturates, far outside of the integers that there are.
    let whole = double.trunc() as i128;
    let rest = double - double.trunc();
    let of_rest = if rest > 0.0 {
        Ordering::Less
    } else if rest < 0.0 {
        Ordering::Greater
    } else {
        Ordering::Equal
    };
    Some(integer.cmp(&whole).then(of_rest))
}

/// `a == b`, by value.
#[inline]
pub fn equal(a: impl Number, b: impl Number) -> bool {
    order(a.kind(), b.kind()) == Some(Ordering::Equal)
}

/// `a < b`, by value.
#[inline]
pub fn less(a: impl Number, b: impl Number) -> bool {
    order(a.kind(), b.kind()) == Some(Ordering::Less)
}

/// `a <= b`, by value.
#[inline]
pub fn less_or_equal(a: impl Number, b: impl Number) -> bool {
    matches!(order(a.kind(), b.kind()), Some(Ordering::Less | Ordering::Equal))
}

/// `isInf`: of one sign, or of either with zero.
pub fn is_infinite(value: f64, sign: i64) -> bool {
    value.is_infinite() && (sign == 0 || (sign > 0) == (value > 0.0))
}

/// What `int(..)` takes.
pub trait ToInt {
    #[doc(hidden)]
    fn to_int(self) -> Option<i64>;
}

impl ToInt for u64 {
    fn to_int(self) -> Option<i64> {
        i64::try_from(self).ok()
    }
}

impl ToInt for f64 {
    fn to_int(self) -> Option<i64> {
        // Both ends are left out, since other values round to them.
        let (least, greatest) = (i64::MIN as f64, i64::MAX as f64);
        (self > least && self < greatest).then_some(self as i64)
    }
}

impl ToInt for &str {
    fn to_int(self) -> Option<i64> {
        self.parse().ok()
    }
}

/// `int(..)`; of a double, towards zero.
///
/// # Errors
///
/// [`Fault::Conversion`] if it does not fit or is no number.
#[inline]
pub fn int(value: impl ToInt) -> Result<i64, Fault> {
    value.to_int().ok_or(Fault::Conversion)
}

/// What `uint(..)` takes.
pub trait ToUint {
    #[doc(hidden)]
    fn to_uint(self) -> Option<u64>;
}

impl ToUint for i64 {
    fn to_uint(self) -> Option<u64> {
        u64::try_from(self).ok()
    }
}

impl ToUint for f64 {
    fn to_uint(self) -> Option<u64> {
        (self >= 0.0 && self < u64::MAX as f64).then_some(self as u64)
    }
}

impl ToUint for &str {
    fn to_uint(self) -> Option<u64> {
        self.parse().ok().filter(|_| !self.starts_with('+'))
    }
}

/// `uint(..)`; of a double, towards zero.
///
/// # Errors
///
/// [`Fault::Conversion`] if it does not fit or is no number.
#[inline]
pub fn uint(value: impl ToUint) -> Result<u64, Fault> {
    value.to_uint().ok_or(Fault::Conversion)
}

/// `double(..)` of an integer.
#[inline]
pub fn double(value: impl Number) -> f64 {
    match value.kind() {
        Kind::Integer(value) => value as f64,
        Kind::Double(value) => value,
    }
}

/// `double(..)` of a text.
///
/// # Errors
///
/// [`Fault::Conversion`] if it is no number.
pub fn parse_double(text: &str) -> Result<f64, Fault> {
    text.parse().map_err(|_| Fault::Conversion)
}

/// `bool(..)` of a text.
///
/// # Errors
///
/// [`Fault::Conversion`] if it is none of the words for it.
pub fn parse_bool(text: &str) -> Result<bool, Fault> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(Fault::Conversion),
    }
}

/// `string(..)` of a double: its shortest digits, with an exponent where it is very large or small.
pub fn double_text(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let text = format!("{value:e}");
    let Some((digits, exponent)) = text.split_once('e') else {
        return text;
    };
    match exponent.parse::<i32>() {
        Ok(exponent) if !(-4..21).contains(&exponent) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_stays_in_its_range() {
        assert_eq!(add(i64::MAX, 1), Err(Fault::Overflow));
        assert_eq!(subtract(0u64, 1), Err(Fault::Overflow));
        assert_eq!(multiply(i64::MIN, -1), Err(Fault::Overflow));
        assert_eq!(divide(i64::MIN, -1), Err(Fault::Overflow));
        assert_eq!(divide(1, 0), Err::<i64, _>(Fault::DivisionByZero));
        assert_eq!(remainder(1u64, 0), Err(Fault::DivisionByZero));
        assert_eq!((divide(-7i64, 2), remainder(-7i64, 2)), (Ok(-3), Ok(-1)));
        assert_eq!(negate(i64::MIN), Err(Fault::Overflow));
    }

    #[test]
    fn numbers_of_several_types_are_compared_exactly() {
        assert!(less(-1i64, 0u64) && less(i64::MAX, i64::MAX as u64 + 1));
        assert!(less(i64::MAX, i64::MAX as f64) && !equal(i64::MAX, i64::MAX as f64));
        assert!(less(u64::MAX, u64::MAX as f64) && less_or_equal(1i64, 1.0) && equal(1u64, 1.0));
        assert!(less(1i64, 1.5) && less(-1.5, -1i64) && less(f64::NEG_INFINITY, i64::MIN));
        assert!(!less(1i64, f64::NAN) && !less_or_equal(f64::NAN, 1i64) && !equal(0i64, f64::NAN));
    }

    #[test]
    fn conversions_keep_the_value_or_fail() {
        assert_eq!((int(1.9), int(-1.9)), (Ok(1), Ok(-1)));
        for value in [9.3e18, -9.3e18, f64::NAN, f64::INFINITY] {
            assert_eq!(int(value), Err(Fault::Conversion), "{value}");
        }
        assert_eq!(
            (uint(-1i64), uint(-0.5)),
            (Err(Fault::Conversion), Err(Fault::Conversion))
        );
        assert_eq!(
            (uint("7"), uint("+7"), int("-7")),
            (Ok(7), Err(Fault::Conversion), Ok(-7))
        );
        assert_eq!(int(u64::MAX), Err(Fault::Conversion));
        assert_eq!(parse_double("1e3"), Ok(1000.0));
    }

    #[test]
    fn doubles_are_written_as_go_does() {
        for (value, text) in [
            (1.0, "1"),
            (-0.5, "-0.5"),
            (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (1.5e-7, "1.5e-07"),
            (0.0001, "0.0001"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "+Inf"),
        ] {
            assert_eq!(double_text(value), text);
        }
    }
}
