//! Validation, against the same rules written by hand.

use protoseal::Validate;
use protoseal_benches::{rules_by_hand, samples};

use crate::measure::{Side, pair};
use crate::report::Report;

/// Calls in a batch.
const BATCH: u32 = 1024;

pub(crate) fn run(report: &Report) {
    let (signup, span) = (samples::signup(), samples::span());
    report.ratio("validate.five_rules", 1.2, || {
        pair(
            report.budget,
            BATCH,
            Side {
                make: || &signup,
                run: |signup: &_| Validate::validate(signup),
            },
            Side {
                make: || &signup,
                run: |signup| rules_by_hand::signup(signup),
            },
        )
    });
    report.ratio("validate.cel", 1.5, || {
        pair(
            report.budget,
            BATCH,
            Side {
                make: || &span,
                run: |span: &_| Validate::validate(span),
            },
            Side {
                make: || &span,
                run: |span| rules_by_hand::span(span),
            },
        )
    });
    report.allocations("validate.allocations", || (signup.validate(), span.validate()));
}
