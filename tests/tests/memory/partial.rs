//! Opening for update keeps, beside what it opened, fragments, envelopes, and what these bind.

use prost::Message;
use protoseal::Partial;
use protoseal::codegen::PartlyOpenable;
use protoseal_tests::pb::hostile::v1::{clear, partial};

use crate::PEAK;
use crate::cost::{BENCH, alone, context, seal};
use crate::forged::{delimited, item};
use crate::genuine::in_a_large_stack;

/// The peak is at most this often what prost takes for decoding the same bytes, and this often their length.
const TIMES: usize = 5;
const FIXED: usize = 64 << 10;

fn peak<T>(run: impl FnOnce() -> T) -> usize {
    PEAK.reset_peak_usage();
    let before = PEAK.current_usage();
    drop(run());
    PEAK.peak_usage() - before
}

fn check<P>(name: &str, n: usize, make: impl Fn(usize) -> Vec<u8>)
where
    P: Partial<Wire: PartlyOpenable<Partial = P> + Message + Default>,
{
    alone(|| {
        for n in [1, n, 2 * n] {
            let bytes = make(n);
            let decoded = peak(|| P::Wire::decode(&*bytes).expect("it decodes"));
            let peak = peak(|| {
                let opened = BENCH.opener.decode_partial::<P>(&bytes, &context());
                opened.expect("it opens in part")
            });
            let most = TIMES * (decoded + bytes.len()) + FIXED;
            println!("{name}: n {n}, input {}, decoded {decoded}, peak {peak}", bytes.len());
            assert!(peak <= most, "{name}: a peak of {peak} bytes, above {most}");
        }
    });
}

#[test]
fn genuine_children() {
    let item = item().encode_to_vec();
    check::<partial::Heap>("genuine children in part", 10_000, |n| delimited(1, &item).repeat(n));
}

#[test]
fn children_that_stay_closed() {
    let mut item = item();
    // The key's version: one that nobody has.
    item.sealed[0][4] = 9;
    let item = item.encode_to_vec();
    check::<partial::Heap>("closed children", 10_000, |n| delimited(1, &item).repeat(n));
}

#[test]
fn empty_messages_that_bind() {
    check::<partial::Heap>("empty chains in part", 50_000, |n| delimited(3, &[]).repeat(n));
}

/// Their places are far longer than they are.
#[test]
fn children_at_the_end_of_long_keys() {
    let make = |n: usize| {
        let items = (0..n).map(|_| clear::Item { secret: "s".into() }).collect();
        let last = clear::Shelf {
            items,
            ..Default::default()
        };
        let shelf = (0..40).fold(last, |inner, _| clear::Shelf {
            by_name: [("k".repeat(64), inner)].into(),
            ..Default::default()
        });
        let store = clear::Store {
            shelves: vec![shelf],
            ..Default::default()
        };
        seal(store).encode_to_vec()
    };
    in_a_large_stack(move || check::<partial::Store>("children below long keys in part", 1_000, make));
}
