//! The functions that take and give what one line can say. What is generic or has Rust of its own is in `calls.rs`.

use crate::cel::types::Type;

#[derive(Debug)]
pub(in crate::cel) struct Signature {
    pub(in crate::cel) name: &'static str,
    pub(in crate::cel) style: Style,
    pub(in crate::cel) takes: &'static [Is],
    pub(in crate::cel) gives: Is,
    /// With `_0`, `_1` for the arguments: strings and bytes are borrowed, what else there is goes by value.
    pub(in crate::cel) rust: &'static str,
    /// Whether the Rust is of type `Result`.
    pub(in crate::cel) fails: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::cel) enum Style {
    Method,
    Global,
}

/// A type of an argument or a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::cel) enum Is {
    Bool,
    Int,
    Double,
    /// As a result: owned.
    String,
    /// A part of an argument.
    Borrowed,
    Bytes,
    Duration,
    Timestamp,
    /// A list of strings; as a result: of owned ones.
    Strings,
}

impl Is {
    pub(in crate::cel) fn ty(self) -> Type {
        match self {
            Self::Bool => Type::Bool,
            Self::Int => Type::Int,
            Self::Double => Type::Double,
            Self::String | Self::Borrowed => Type::String,
            Self::Bytes => Type::Bytes,
            Self::Duration => Type::Duration,
            Self::Timestamp => Type::Timestamp,
            Self::Strings => Type::List(Box::new(Type::String)),
        }
    }
}

const fn method(name: &'static str, takes: &'static [Is], gives: Is, rust: &'static str) -> Signature {
    Signature {
        name,
        style: Style::Method,
        takes,
        gives,
        rust,
        fails: false,
    }
}

/// A method whose Rust can fail.
const fn failing(name: &'static str, takes: &'static [Is], gives: Is, rust: &'static str) -> Signature {
    Signature {
        fails: true,
        ..method(name, takes, gives, rust)
    }
}

const fn global(name: &'static str, takes: &'static [Is], gives: Is, rust: &'static str) -> Signature {
    Signature {
        style: Style::Global,
        ..method(name, takes, gives, rust)
    }
}

use Is::{Bool, Borrowed, Bytes, Double, Duration, Int, String, Strings, Timestamp};

pub(super) static SIGNATURES: &[Signature] = &[
    // Strings and bytes
    method("contains", &[String, String], Bool, "_0.contains(_1)"),
    method("endsWith", &[String, String], Bool, "_0.ends_with(_1)"),
    method("startsWith", &[String, String], Bool, "_0.starts_with(_1)"),
    method("contains", &[Bytes, Bytes], Bool, "cel::contains(_0, _1)"),
    method("endsWith", &[Bytes, Bytes], Bool, "_0.ends_with(_1)"),
    method("startsWith", &[Bytes, Bytes], Bool, "_0.starts_with(_1)"),
    // protovalidate's
    method("isEmail", &[String], Bool, "formats::is_email(_0)"),
    method("isHostname", &[String], Bool, "formats::is_hostname(_0)"),
    method(
        "isHostAndPort",
        &[String, Bool],
        Bool,
        "formats::is_host_and_port(_0, _1)",
    ),
    method("isIp", &[String], Bool, "formats::is_ip(_0, 0)"),
    method("isIp", &[String, Int], Bool, "formats::is_ip(_0, _1)"),
    method("isIpPrefix", &[String], Bool, "formats::is_ip_prefix(_0, 0, false)"),
    method(
        "isIpPrefix",
        &[String, Int],
        Bool,
        "formats::is_ip_prefix(_0, _1, false)",
    ),
    method("isIpPrefix", &[String, Bool], Bool, "formats::is_ip_prefix(_0, 0, _1)"),
    method(
        "isIpPrefix",
        &[String, Int, Bool],
        Bool,
        "formats::is_ip_prefix(_0, _1, _2)",
    ),
    method("isUri", &[String], Bool, "formats::is_uri(_0)"),
    method("isUriRef", &[String], Bool, "formats::is_uri_ref(_0)"),
    method("isNan", &[Double], Bool, "_0.is_nan()"),
    method("isInf", &[Double], Bool, "_0.is_infinite()"),
    method("isInf", &[Double, Int], Bool, "cel::is_infinite(_0, _1)"),
    // Instants, at UTC or in a zone
    method("getFullYear", &[Timestamp], Int, "_0.year()"),
    method("getMonth", &[Timestamp], Int, "_0.month()"),
    method("getDate", &[Timestamp], Int, "_0.date()"),
    method("getDayOfMonth", &[Timestamp], Int, "_0.day_of_month()"),
    method("getDayOfWeek", &[Timestamp], Int, "_0.day_of_week()"),
    method("getDayOfYear", &[Timestamp], Int, "_0.day_of_year()"),
    method("getHours", &[Timestamp], Int, "_0.hours()"),
    method("getMinutes", &[Timestamp], Int, "_0.minutes()"),
    method("getSeconds", &[Timestamp], Int, "_0.seconds()"),
    method("getMilliseconds", &[Timestamp], Int, "_0.milliseconds()"),
    failing(
        "getFullYear",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::year)",
    ),
    failing(
        "getMonth",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::month)",
    ),
    failing("getDate", &[Timestamp, String], Int, "_0.within(_1, cel::Local::date)"),
    failing(
        "getDayOfMonth",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::day_of_month)",
    ),
    failing(
        "getDayOfWeek",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::day_of_week)",
    ),
    failing(
        "getDayOfYear",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::day_of_year)",
    ),
    failing(
        "getHours",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::hours)",
    ),
    failing(
        "getMinutes",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::minutes)",
    ),
    failing(
        "getSeconds",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::seconds)",
    ),
    failing(
        "getMilliseconds",
        &[Timestamp, String],
        Int,
        "_0.within(_1, cel::Local::milliseconds)",
    ),
    // Spans of time
    method("getHours", &[Duration], Int, "_0.hours()"),
    method("getMinutes", &[Duration], Int, "_0.minutes()"),
    method("getSeconds", &[Duration], Int, "_0.seconds()"),
    method("getMilliseconds", &[Duration], Int, "_0.milliseconds()"),
    // The extension `strings`
    failing("charAt", &[String, Int], String, "cel::char_at(_0, _1)"),
    method("indexOf", &[String, String], Int, "cel::index_of(_0, _1)"),
    failing("indexOf", &[String, String, Int], Int, "cel::index_from(_0, _1, _2)"),
    method("lastIndexOf", &[String, String], Int, "cel::last_index_of(_0, _1)"),
    failing(
        "lastIndexOf",
        &[String, String, Int],
        Int,
        "cel::last_index_from(_0, _1, _2)",
    ),
    method("join", &[Strings], String, "cel::join(_0, \"\")"),
    method("join", &[Strings, String], String, "cel::join(_0, _1)"),
    method("lowerAscii", &[String], String, "_0.to_ascii_lowercase()"),
    method("upperAscii", &[String], String, "_0.to_ascii_uppercase()"),
    method("replace", &[String, String, String], String, "_0.replace(_1, _2)"),
    method(
        "replace",
        &[String, String, String, Int],
        String,
        "cel::replace(_0, _1, _2, _3)",
    ),
    method("reverse", &[String], String, "cel::reverse(_0)"),
    method("split", &[String, String], Strings, "cel::split(_0, _1, -1)"),
    method("split", &[String, String, Int], Strings, "cel::split(_0, _1, _2)"),
    failing("substring", &[String, Int], Borrowed, "cel::substring_from(_0, _1)"),
    failing("substring", &[String, Int, Int], Borrowed, "cel::substring(_0, _1, _2)"),
    method("trim", &[String], Borrowed, "_0.trim()"),
    global("strings.quote", &[String], String, "cel::quote(_0)"),
];
