//! A library that panics on a schema: what it says becomes an error.
//!
//! protox, prost-reflect and prost-build are made for schemas that some compiler has passed. A descriptor set that none has, can
//! make them panic: two files that use one name, say. Whoever sent it gets an error like any other.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::{Diagnostic, Error, Location};

/// Runs what a library does with a schema.
pub(crate) fn guarded<T>(library: &str, run: impl FnOnce() -> T) -> Result<T, Error> {
    // What it leaves half done is dropped with it; nothing is used again.
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let said = text.or_else(|| panic.downcast_ref::<&str>().copied());
        let said = said.unwrap_or("it does not say why");
        Diagnostic::new(
            Location::default(),
            format!("{library} cannot cope with this schema: {said}"),
        )
        .help(if said.starts_with("mismatch between DynamicMessage value") {
            "two options have one number and different types: give one of them another number"
        } else {
            "see whether protoc takes it; if so, please report it"
        })
        .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_that_says_whose() {
        assert_eq!(guarded("a library", || 7).ok(), Some(7));
        let error = guarded("a library", || panic!("no {}", "more")).map(|()| 0);
        let shown = error.expect_err("it panicked").to_string();
        assert!(shown.contains("a library") && shown.contains("no more"), "{shown}");
    }
}
