//! JSON of clear values, masked and exposed, against pbjson's of the same message without masks.

use protoseal::Exposed;
use protoseal::prelude::*;
use protoseal_benches::sealed::clear;
use protoseal_benches::{plain, samples};

use crate::measure::{Side, pair};
use crate::report::Report;

/// Calls in a batch.
const BATCH: u32 = 256;
/// More than any text here takes.
const ROOM: usize = 1024;

pub(crate) fn run(report: &Report) {
    let (clear, plain) = (samples::clear_customer(), samples::customer());
    let theirs = || Side {
        make: || (),
        run: |()| serde_json::to_string(&plain).expect("it has a form in JSON"),
    };
    report.ratio("json.masked", 1.2, || {
        let ours = Side {
            make: || (),
            run: |()| serde_json::to_string(&clear).expect("it has a form in JSON"),
        };
        pair(report.budget, BATCH, ours, theirs())
    });
    report.ratio("json.exposed", f64::NAN, || {
        let ours = Side {
            make: || (),
            run: |()| serde_json::to_string(&clear.exposed()).expect("it has a form in JSON"),
        };
        pair(report.budget, BATCH, ours, theirs())
    });
    report.ratio("json.read_exposed", f64::NAN, || {
        let text = serde_json::to_string(&plain).expect("it has a form in JSON");
        pair(
            report.budget,
            BATCH,
            Side {
                make: || (),
                run: |()| serde_json::from_str::<Exposed<clear::Customer>>(&text).expect("it is one"),
            },
            Side {
                make: || (),
                run: |()| serde_json::from_str::<plain::Customer>(&text).expect("it is one"),
            },
        )
    });

    let masked = samples::masked();
    let mut text = Vec::with_capacity(ROOM);
    report.allocations("json.mask_allocations", || write(&masked, &mut text));
    text.clear();
    report.allocations("json.customer_allocations", || write(&clear, &mut text));
}

fn write(value: &impl serde::Serialize, text: &mut Vec<u8>) {
    serde_json::to_writer(text, value).expect("it has a form in JSON");
}
