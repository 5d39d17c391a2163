//! A pattern of RE2: it is refused, or its translation compiles unless it is too large, and then it matches without a panic.
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;
use protoseal_re2::Error;

fuzz_target!(|pattern: &str| {
    match protoseal_re2::compile(pattern) {
        Ok(regex) => {
            // What a pattern says is near to what it matches.
            let start = pattern.len().min(64);
            let text = pattern.get(..start).unwrap_or_default();
            if let Some(found) = regex.find(text) {
                assert!(regex.is_match(text), "{found:?} is found and does not match");
            }
        }
        Err(Error::TooLarge { .. }) => {}
        Err(Error::Unsupported(error)) => {
            assert!(
                pattern.is_char_boundary(error.at()),
                "{error:?} is inside of a character"
            );
            assert!(!error.remedy().is_empty());
        }
        Err(error) => panic!("{error}"),
    }
});
