//! Panics that are caught are no finds: the plugin turns those of the libraries that it calls into errors.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

/// What the last panic said, and where it arose.
static LAST: Mutex<String> = Mutex::new(String::new());

/// libFuzzer's own hook ends the process at every panic; this one remembers it alone. For a target's `init`.
pub fn remember() {
    set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
}

/// Runs a target, and ends the process if it panics.
pub fn none_escapes(run: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(run)).is_err() {
        eprintln!("{}", LAST.lock().unwrap_or_else(PoisonError::into_inner));
        std::process::abort();
    }
}
