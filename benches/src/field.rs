//! Sealing and opening of fields, against prost and one raw AEAD call.

use std::thread;
use std::time::Instant;

use prost::Message;
use protoseal::Padding;
use protoseal::prelude::*;
use protoseal_benches::by_hand::{ByHand, Source};
use protoseal_benches::sealed::clear;
use protoseal_benches::{plain, samples, sealed};

use crate::measure::{Pair, Side, pair};
use crate::report::Report;

/// Calls in a batch: enough for the clock, few enough for the caches.
const BATCH: u32 = 256;
/// Messages of the long list.
const LIST: u32 = 10_000;

struct Bench {
    report: Report,
    keyring: Keyring,
    kernel: Sealer,
    process: Sealer,
    opener: Opener,
    by_hand: ByHand,
    context: Context,
}

pub(crate) fn run(report: Report) {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("a key");
    let process = Sealer::builder(&keyring).never_forked_or_cloned().build();
    let bench = Bench {
        report,
        kernel: Sealer::new(&keyring),
        process: process.expect("the settings are in bounds"),
        opener: Opener::new(&keyring),
        by_hand: ByHand::new(),
        context: Context::new().with("tenant", "acme"),
        keyring,
    };
    bench.figure("field.seal_encode", 1.12, |b| b.seal_encode(&b.kernel, Source::Kernel));
    bench.figure("field.seal_encode_process", 1.3, |b| {
        b.seal_encode(&b.process, Source::Process)
    });
    bench.figure("field.decode_open", 1.16, Bench::decode_open);
    bench.figure("field.nested_10k", 1.3, Bench::nested);
    bench.figure("field.nested_10k_open", f64::NAN, Bench::nested_open);
    bench.figure("field.bulk_64k", 1.05, Bench::bulk);
    bench.figure("field.relay", 1.1, Bench::relay);
    bench.figure("field.cold_open", f64::NAN, Bench::cold_open);
    bench.threads();
    bench.sizes();
    bench.allocations();
}

impl Bench {
    fn figure(&self, name: &str, limit: f64, measure: impl FnOnce(&Self) -> Pair) {
        self.report.ratio(name, limit, || measure(self));
    }

    fn seal_encode(&self, sealer: &Sealer, source: Source) -> Pair {
        pair(
            self.report.budget,
            BATCH,
            Side {
                make: samples::clear_customer,
                run: |customer| sealer.encode(customer, &self.context).expect("it seals"),
            },
            Side {
                make: samples::customer,
                run: |customer| self.by_hand.seal(customer, source),
            },
        )
    }

    fn decode_open(&self) -> Pair {
        let ours = self.sealed_customer();
        let reference = self.by_hand.seal(samples::customer(), Source::Process);
        pair(
            self.report.budget,
            BATCH,
            Side {
                make: || (),
                run: |()| {
                    self.opener
                        .decode::<clear::Customer>(&ours, &self.context)
                        .expect("it opens")
                },
            },
            Side {
                make: || (),
                run: |()| self.by_hand.open::<plain::Customer>(&reference),
            },
        )
    }

    fn sealed_customer(&self) -> Vec<u8> {
        let sealed = self.process.encode(samples::clear_customer(), &self.context);
        sealed.expect("it seals")
    }

    /// A list of messages that each have their envelope, against as many calls by hand into one buffer.
    fn nested(&self) -> Pair {
        let list = pair(
            self.report.budget,
            1,
            Side {
                make: || samples::clear_customers(LIST as usize),
                run: |list| self.process.encode(list, &self.context).expect("it seals"),
            },
            Side {
                make: || samples::customers(LIST as usize),
                run: |list: plain::Customers| {
                    let mut output = Vec::with_capacity(128 * LIST as usize);
                    for customer in list.customers {
                        self.by_hand.seal_into(&customer, Source::Process, &mut output);
                    }
                    output
                },
            },
        );
        per_message(list)
    }

    fn nested_open(&self) -> Pair {
        let list = self
            .process
            .encode(samples::clear_customers(LIST as usize), &self.context);
        let list = list.expect("it seals");
        let one = self.by_hand.seal(samples::customer(), Source::Process);
        let pair = pair(
            self.report.budget,
            1,
            Side {
                make: || (),
                run: |()| {
                    self.opener
                        .decode::<clear::Customers>(&list, &self.context)
                        .expect("it opens")
                },
            },
            Side {
                make: || (),
                run: |()| {
                    let open = |_| self.by_hand.open::<plain::Customer>(&one);
                    (0..LIST).map(open).collect::<Vec<_>>()
                },
            },
        );
        per_message(pair)
    }

    fn bulk(&self) -> Pair {
        pair(
            self.report.budget,
            16,
            Side {
                make: || samples::clear_document(64 << 10),
                run: |document| self.process.encode(document, &self.context).expect("it seals"),
            },
            Side {
                make: || samples::document(64 << 10),
                run: |document| self.by_hand.seal(document, Source::Process),
            },
        )
    }

    /// A peer without keys decodes and encodes a message, sealed or plain.
    fn relay(&self) -> Pair {
        let (ours, reference) = (self.sealed_customer(), samples::customer().encode_to_vec());
        pair(
            self.report.budget,
            BATCH,
            Side {
                make: || (),
                run: |()| relayed::<sealed::Customer>(&ours),
            },
            Side {
                make: || (),
                run: |()| relayed::<plain::Customer>(&reference),
            },
        )
    }

    /// Opening when no epoch is cached, against a warm cache.
    fn cold_open(&self) -> Pair {
        let sealed = self.sealed_customer();
        let open = |opener: &Opener| {
            opener
                .decode::<clear::Customer>(&sealed, &self.context)
                .expect("it opens")
        };
        let warm = |opener: Opener| {
            drop(open(&opener));
            opener
        };
        pair(
            self.report.budget,
            64,
            Side {
                make: || Opener::new(&self.keyring),
                run: |opener| (open(&opener), opener),
            },
            Side {
                make: || warm(Opener::new(&self.keyring)),
                run: |opener| (open(&opener), opener),
            },
        )
    }

    /// How much more two threads seal with one sealer than one thread does: 2 at best.
    fn threads(&self) {
        if !self.report.wants("field.threads_2") {
            return;
        }
        let sealed = |work: &(dyn Fn() + Sync), threads: usize| {
            let start = Instant::now();
            thread::scope(|scope| {
                for _ in 0..threads {
                    scope.spawn(work);
                }
            });
            threads as f64 / start.elapsed().as_secs_f64()
        };
        let ours = || {
            for _ in 0..50_000 {
                let sealed = self.process.encode(samples::clear_customer(), &self.context);
                std::hint::black_box(sealed.expect("it seals"));
            }
        };
        let by_hand = || {
            for _ in 0..50_000 {
                std::hint::black_box(self.by_hand.seal(samples::customer(), Source::Process));
            }
        };
        let gain = |work: &(dyn Fn() + Sync)| {
            let (mut one, mut two) = (0f64, 0f64);
            let end = Instant::now() + self.report.budget;
            while Instant::now() < end {
                one = one.max(sealed(work, 1));
                two = two.max(sealed(work, 2));
            }
            two / one
        };
        let (ours, by_hand) = (gain(&ours), gain(&by_hand));
        println!("field.threads_2 {ours:.3}");
        eprintln!("    by hand, with nothing shared: {by_hand:.3}");
    }

    /// What sealing adds to a message of one group, without padding.
    fn sizes(&self) {
        let name = "field.overhead_bytes";
        if !self.report.wants(name) {
            return;
        }
        let sealer = Sealer::builder(&self.keyring).padding(Padding::None).build();
        let sealed = sealer
            .expect("the settings are in bounds")
            .encode(samples::clear_customer(), &self.context);
        let plain = samples::customer().encoded_len();
        println!("{name} {}", sealed.expect("it seals").len() - plain);
        eprintln!("    to {plain} bytes, limit 100");
    }

    /// Allocations of one call.
    fn allocations(&self) {
        let sealed = self.sealed_customer();
        let by_hand = self.by_hand.seal(samples::customer(), Source::Process);
        let (clear, plain) = (samples::clear_customer(), samples::customer());
        self.report.allocations("field.seal_allocations", || {
            self.process.encode(clear, &self.context).expect("it seals")
        });
        self.report.allocations("field.seal_allocations_by_hand", || {
            self.by_hand.seal(plain, Source::Process)
        });
        self.report.allocations("field.open_allocations", || {
            self.opener
                .decode::<clear::Customer>(&sealed, &self.context)
                .expect("it opens")
        });
        self.report.allocations("field.open_allocations_by_hand", || {
            self.by_hand.open::<plain::Customer>(&by_hand)
        });
    }
}

fn per_message(list: Pair) -> Pair {
    Pair {
        ours: list.ours / LIST,
        reference: list.reference / LIST,
    }
}

fn relayed<M: Message + Default>(bytes: &[u8]) -> Vec<u8> {
    M::decode(bytes).expect("it decodes").encode_to_vec()
}
