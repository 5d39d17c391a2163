//! The same calls under criterion, for people: absolute times and their spread.

#![forbid(unsafe_code)]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use protoseal::prelude::*;
use protoseal_benches::by_hand::{ByHand, Source};
use protoseal_benches::sealed::clear;
use protoseal_benches::{plain, samples};

fn field(criterion: &mut Criterion) {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("a key");
    let kernel = Sealer::new(&keyring);
    let process = Sealer::builder(&keyring).never_forked_or_cloned().build();
    let process = process.expect("the settings are in bounds");
    let opener = Opener::new(&keyring);
    let by_hand = ByHand::new();
    let context = Context::new().with("tenant", "acme");

    let mut group = criterion.benchmark_group("field");
    for (name, sealer, source) in [
        ("kernel", &kernel, Source::Kernel),
        ("process", &process, Source::Process),
    ] {
        group.bench_function(format!("seal_encode/{name}"), |b| {
            b.iter_batched(
                samples::clear_customer,
                |customer| sealer.encode(customer, &context),
                BatchSize::SmallInput,
            );
        });
        group.bench_function(format!("by_hand/{name}"), |b| {
            b.iter_batched(
                samples::customer,
                |customer| by_hand.seal(customer, source),
                BatchSize::SmallInput,
            );
        });
    }
    let sealed = process.encode(samples::clear_customer(), &context).expect("it seals");
    group.bench_function("decode_open", |b| {
        b.iter(|| opener.decode::<clear::Customer>(&sealed, &context));
    });
    let sealed = by_hand.seal(samples::customer(), Source::Process);
    group.bench_function("decode_open_by_hand", |b| {
        b.iter(|| by_hand.open::<plain::Customer>(&sealed))
    });
    group.finish();
}

criterion_group!(benches, field);
criterion_main!(benches);
