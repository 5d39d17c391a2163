//! Measures an opening, and holds it to what is promised.

use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use prost::Message;
use protoseal::codegen::{Inspectable, Openable, Sealable};
use protoseal::prelude::*;
use protoseal::{OpenError, inspect};

use crate::{PEAK, TOTAL};

/// The peak of an opening is at most this often what prost takes for decoding the same bytes, …
const TIMES_DECODED: usize = 3;
/// … this often the length of the input, and once more for each layer that is sealed within another.
const TIMES_INPUT: usize = 3;
/// For what does not grow with the input.
const FIXED: usize = 64 << 10;
/// A report of [`inspect`] is at most this often the length of the input, …
const TIMES_REPORTED: usize = 32;
/// … and this.
const REPORT: usize = 8 << 20;

/// The keys, and who seals and opens under them.
pub(crate) struct Bench {
    pub(crate) sealer: Sealer,
    pub(crate) opener: Opener,
}

pub(crate) static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("one name");
    Bench {
        sealer: Sealer::new(&keyring),
        opener: Opener::new(&keyring),
    }
});

pub(crate) fn context() -> Context {
    Context::new().with("tenant", "acme")
}

pub(crate) fn seal<C: Sealable<Wire: Openable<Clear = C>>>(clear: C) -> C::Wire {
    clear.seal(&BENCH.sealer, &context()).expect("it is sealed")
}

/// One measurement at a time: the allocator counts for the whole process.
static ONE: Mutex<()> = Mutex::new(());

/// What opening cost, in bytes.
struct Cost {
    input: usize,
    /// Peak of prost's decoding alone.
    decoded: usize,
    /// Peak of the opening, from bytes to clear value or error.
    peak: usize,
    /// All that was allocated on the way, be it freed at once: bytes are copied into most of it, so it grows as the time does.
    total: usize,
    /// Shown, and held to nothing: how long it took depends on what else runs.
    time: Duration,
}

/// What came of the opening.
pub(crate) type Outcome = Result<(), OpenError>;

fn measure<C: Sealable<Wire: Openable<Clear = C>>>(bytes: &[u8]) -> (Cost, Outcome) {
    let context = context();
    PEAK.reset_peak_usage();
    let before = PEAK.current_usage();
    drop(C::Wire::decode(bytes));
    let decoded = PEAK.peak_usage() - before;

    PEAK.reset_peak_usage();
    let (before, total) = (PEAK.current_usage(), TOTAL.total_allocated());
    let started = Instant::now();
    let outcome = BENCH.opener.decode::<C>(bytes, &context).map(drop);
    let cost = Cost {
        time: started.elapsed(),
        input: bytes.len(),
        decoded,
        peak: PEAK.peak_usage() - before,
        total: TOTAL.total_allocated() - total,
    };
    (cost, outcome)
}

/// The peak of a report, in bytes.
fn report<C: Sealable<Wire: Openable<Clear = C> + Inspectable>>(bytes: &[u8]) -> usize {
    let Ok(wire) = C::Wire::decode(bytes) else {
        return 0;
    };
    PEAK.reset_peak_usage();
    let before = PEAK.current_usage();
    drop(inspect(&wire));
    PEAK.peak_usage() - before
}

/// Opens what `make` makes for n and for 2n as a message `C`. The peak stays below the promised multiple, and what is allocated at
/// most doubles. `expect` says whether the outcome is the one that the case is about.
pub(crate) fn check<C: Sealable<Wire: Openable<Clear = C> + Inspectable>>(
    name: &str,
    n: usize,
    make: impl Fn(usize) -> Vec<u8>,
    expect: fn(&Outcome) -> bool,
) {
    check_layers::<C>(name, 1, n, make, expect);
}

/// As [`check`], where sealed fields hold sealed messages, so many layers in all.
pub(crate) fn check_layers<C: Sealable<Wire: Openable<Clear = C> + Inspectable>>(
    name: &str,
    layers: usize,
    n: usize,
    make: impl Fn(usize) -> Vec<u8>,
    expect: fn(&Outcome) -> bool,
) {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    // What is made once, the table of keys among it, is not the input's.
    let _ = measure::<C>(&make(1));
    let costs = [n, 2 * n].map(|n| {
        let bytes = make(n);
        let (cost, outcome) = measure::<C>(&bytes);
        assert!(expect(&outcome), "{name}: {outcome:?}");
        let Cost {
            input,
            decoded,
            peak,
            total,
            time,
        } = cost;
        println!("{name}: n {n}, input {input}, decoded {decoded}, peak {peak}, allocated {total}, in {time:.1?}");
        let most = TIMES_DECODED * decoded + (TIMES_INPUT + layers) * input + FIXED;
        assert!(peak <= most, "{name}: a peak of {peak} bytes, above {most}");
        let (peak, most) = (report::<C>(&bytes), TIMES_REPORTED * input + REPORT);
        println!("{name}: n {n}, a report takes {peak}");
        assert!(peak <= most, "{name}: a report of {peak} bytes, above {most}");
        cost
    });
    // A vector that grows by doubling may do so once more.
    let [once, twice] = &costs;
    let ratio = twice.time.as_secs_f64() / once.time.as_secs_f64();
    println!("{name}: twice the input takes {ratio:.2} times as long");
    let most = 5 * once.total / 2 + FIXED;
    assert!(
        twice.total <= most,
        "{name}: {} bytes allocated, above {most}",
        twice.total
    );
}

/// How much more is in use after `run` than before.
pub(crate) fn growth(run: impl FnOnce()) -> usize {
    let before = PEAK.current_usage();
    run();
    PEAK.current_usage().saturating_sub(before)
}

/// Runs alone, as far as this file's measurements are concerned.
pub(crate) fn alone(run: impl FnOnce()) {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    run();
}
