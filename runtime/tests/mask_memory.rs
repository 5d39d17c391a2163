//! Masking allocates nothing, and a process has one hash key: what is one for the whole process stands in a test of its own.
#![forbid(unsafe_code)]

use std::alloc::System;
use std::fmt::{self, Write};

use cap::Cap;
use protoseal::Mask;
use protoseal::codegen::debug;
use protoseal::mask::HashKey;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Counts what is written.
struct Sink(usize);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

const MASKS: [Mask; 9] = [
    Mask::Full,
    Mask::keep_first(2),
    Mask::keep_last(4),
    Mask::Email,
    Mask::Phone,
    Mask::IdCard,
    Mask::BankCard,
    Mask::Hash,
    Mask::Omit,
];

const VALUES: [&str; 6] = [
    "",
    "11010519491231002X",
    "+86 138 0013 8000",
    "6222 0212 3456 7890",
    "jane.doe@example.com",
    "北京市👨‍👩‍👧‍👦朝阳区建国路e\u{301}",
];

fn write_all() -> usize {
    let mut sink = Sink(0);
    for mask in MASKS {
        for value in VALUES {
            let masked = mask.of(value);
            write!(sink, "{masked} {masked:?}").expect("a sink takes all");
        }
    }
    sink.0
}

#[test]
fn masking_allocates_nothing_and_one_key_is_installed() {
    assert_eq!(Mask::Hash.of("13800138000").to_string(), "***");
    let key = || HashKey::from_bytes(std::array::from_fn(|i| i as u8));
    key().install().expect("the process has none yet");
    let again = key().install().expect_err("the process has one now");
    assert_eq!(
        again.to_string(),
        "the process has a hash key already; install one, once, when the process starts"
    );
    // By Python's hmac, as the unit test of the hash says.
    assert_eq!(Mask::Hash.of("13800138000").to_string(), "#4678161f5c7f1c3b");
    assert_eq!(format!("{:?}", Mask::Hash.of("13800138000")), "\"#4678161f5c7f1c3b\"");
    assert_eq!(Mask::Hash.of("").to_string(), "***");

    // Bytes and integers are hashed as the text of the same person would be.
    let text = Mask::Hash.of("-42").to_string();
    let hashed = |shown: String| assert_eq!(shown, text);
    hashed(format!("{:?}", debug::masked(&-42i32, Mask::Hash, false)));
    hashed(format!("{:?}", debug::masked(&Some(-42i64), Mask::Hash, false)));
    hashed(format!("{:?}", debug::masked(&b"-42".to_vec(), Mask::Hash, false)));
    let one = format!("{:?}", debug::masked(&vec![-42i64, 0], Mask::Hash, false));
    assert_eq!(one, format!("[{text}, {}]", Mask::Hash.of("0")));
    let entry = std::collections::HashMap::from([(1, "-42".to_owned())]);
    let shown = format!("{:?}", debug::masked(&entry, Mask::Hash, false));
    assert_eq!(shown, format!("{{***: {text:?}}}"));

    let before = ALLOCATOR.total_allocated();
    let written = write_all();
    let allocated = ALLOCATOR.total_allocated() - before;
    assert!(written > 1_000, "only {written} bytes were written");
    assert_eq!(allocated, 0);
}
