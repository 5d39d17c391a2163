//! Masking allocates nothing, unless it is a hash.

use std::fmt::{self, Write as _};

use protoseal_tests::pb::canonical::v1::Masked;

use crate::TOTAL;
use crate::cost::alone;

/// Takes text and drops it.
struct Nowhere;

impl fmt::Write for Nowhere {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}

fn masked() -> Masked {
    let text = "Zoë 🧑🏽‍🚒 Żółć \"\\\n".to_owned();
    Masked {
        full: text.clone(),
        first: text.clone(),
        ends: text.clone(),
        omitted: text.clone(),
        email: "zoë.żółć@example.com".to_owned(),
        phone: "+86 138 0013 8000".to_owned(),
        id_card: "11010519491231002X".to_owned(),
        bank_card: "6222 0202 0001 2345 678".to_owned(),
        list: vec![text.clone(), String::new()],
        entries: [(text.clone(), text.clone())].into(),
        sum: 0.1,
        shown: text,
        ..Masked::default()
    }
}

/// The fewest bytes that some runs allocate: other tests of this program may allocate meanwhile, but not each time.
fn allocated(mut run: impl FnMut()) -> usize {
    let runs = (0..200).map(|_| {
        let before = TOTAL.total_allocated();
        run();
        TOTAL.total_allocated() - before
    });
    runs.min().expect("there are runs")
}

#[test]
fn debug_of_masked_fields_allocates_nothing() {
    let masked = masked();
    alone(|| {
        let once = allocated(|| write!(Nowhere, "{masked:?}").expect("nothing fails"));
        assert_eq!(once, 0);
        // That allocations would be seen.
        assert_ne!(allocated(|| drop(format!("{masked:?}"))), 0);
    });
}

#[test]
fn json_of_masked_fields_allocates_nothing() {
    let masked = masked();
    let mut text = Vec::with_capacity(4096);
    alone(|| {
        let once = allocated(|| {
            text.clear();
            serde_json::to_writer(&mut text, &masked).expect("it has a form in JSON");
        });
        assert_eq!(once, 0);
        assert_ne!(allocated(|| drop(serde_json::to_string(&masked))), 0);
    });
}
