//! Text that is read as a message: an error that says so, or a value that is written and read again.
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;
use protoseal::Exposed;
use protoseal_fuzz::pb::kinds::v1::clear::AllClear;

fuzz_target!(|text: &str| {
    let Ok(read) = serde_json::from_str::<Exposed<AllClear>>(text) else {
        return;
    };
    let written = serde_json::to_string(&read).expect("what is read has a form in JSON");
    let again = serde_json::from_str::<Exposed<AllClear>>(&written).expect("which is read");
    // Not the values, for NaN equals nothing; nor the text, as maps have no order.
    let tree = |value: &Exposed<AllClear>| serde_json::to_value(value).expect("as before");
    assert_eq!(tree(&read), tree(&again));
});
