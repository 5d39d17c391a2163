//! `tracing` is given messages of every kind, as wholes, in parts and in errors: no canary is in a log.

use std::fmt::{Debug, Write as _};
use std::io;
use std::sync::{Arc, Mutex};

use prost::Message;
use protoseal::codegen::debug::Show;
use protoseal::codegen::{Inspectable, Openable, PartlyOpenable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::pb::masks::{plain, v1};
use protoseal_tests::random::{IN_THE_CLEAR, Random, Rng};
use tracing::field::{Field, Visit};
use tracing_subscriber::fmt::MakeWriter;

use crate::{context, opener, sealer, with_hash_key};

/// All that was written.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no writer panics").extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Collects all fields of all spans and events itself, in both forms of `Debug`.
struct Collector(Log);

impl Collector {
    fn record(&self, record: impl FnOnce(&mut Recorder)) {
        let mut recorder = Recorder(String::new());
        record(&mut recorder);
        io::Write::write_all(&mut self.0.clone(), recorder.0.as_bytes()).expect("a vector takes all");
    }
}

struct Recorder(String);

impl Visit for Recorder {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0, "{field} {value:?} {value:#?}").expect("a string takes all");
    }
}

impl tracing::Subscriber for Collector {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        self.record(|recorder| attributes.record(recorder));
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        self.record(|recorder| values.record(recorder));
    }

    fn event(&self, event: &tracing::Event<'_>) {
        self.record(|recorder| event.record(recorder));
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

/// What two subscribers wrote while something ran: the one that most use, and one that looks at all fields.
fn logged(run: impl Fn()) -> String {
    let log = Log::default();
    let most_used = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::with_default(most_used, &run);
    tracing::subscriber::with_default(Collector(log.clone()), &run);
    let bytes = log.0.lock().expect("no writer panics");
    String::from_utf8(bytes.clone()).expect("logs are text")
}

/// A value as a service would log it: by itself, with others, as a span's field, and the message that it makes.
fn log_value(value: &impl Debug) {
    let span = tracing::info_span!("call", request = ?value, later = tracing::field::Empty);
    span.record("later", tracing::field::debug(value));
    span.in_scope(|| {
        tracing::info!(?value, "received");
        tracing::trace!(pair = ?(1, Some(value)), list = ?[value]);
        tracing::error!("cannot handle {value:?}");
    });
}

/// Whether a canary is there, as text, as a list of bytes in either form, or in hexadecimal.
fn holds(log: &str, canary: &[u8]) -> bool {
    let part = &canary[..12];
    let text = String::from_utf8_lossy(part).into_owned();
    let list: String = part.iter().map(|byte| format!("{byte},")).collect();
    let hex: String = part.iter().map(|byte| format!("{byte:02x}")).collect();
    let dense: String = log.split_whitespace().collect();
    [text, list, hex].iter().any(|form| dense.contains(form))
}

fn assert_silent(name: &str, log: &str, rng: &Rng) {
    for (what, canary) in [("sealed", rng.canary()), ("masked", rng.masked())] {
        assert!(!holds(log, canary), "{name}: what is {what} is in the log:\n{log}");
    }
}

/// How many bytes were logged and how many canaries the value had, and of these how many were exposed.
fn check<Clear>(name: &str, seed: u64) -> (usize, usize, usize)
where
    Clear: Sealable<Wire: Openable<Clear = Clear> + PartlyOpenable + Inspectable + Clone + Show>,
    Clear: Random + Clone + Show,
{
    let mut rng = Rng::new(seed);
    let clear = Clear::random(&mut rng);
    let wire = clear
        .clone()
        .seal(&sealer(), &context())
        .expect("a random value is sealed");
    let received = Clear::Wire::decode(&*wire.encode_to_vec()).expect("it decodes");
    let foreign = Keyring::generate(&[("ignored", Suite::Aes256Gcm)]).expect("it is the only key");
    let log = logged(|| {
        log_value(&clear);
        log_value(&wire);
        log_value(&received);
        for opener in [opener(), Opener::new(&foreign)] {
            match wire.clone().open_partial(&opener, &context()) {
                Ok(partial) => log_value(&partial),
                Err(refused) => tracing::warn!(error = %refused, cause = ?refused, "refused"),
            }
            if let Err(refused) = wire.clone().open(&opener, &Context::new().with("table", "others")) {
                tracing::warn!(error = %refused, cause = ?refused, "refused");
            }
        }
        tracing::debug!(report = %protoseal::inspect(&wire), report_too = ?protoseal::inspect(&wire));
    });
    assert_silent(name, &log, &rng);
    let exposed = logged(|| tracing::info!(exposed = ?clear.exposed()));
    let found = [rng.canary(), rng.masked()]
        .iter()
        .filter(|canary| holds(&exposed, &canary[..]))
        .count();
    (log.len(), rng.canaries(), found)
}

/// A type's path, and its check.
type Check = fn(&str, u64) -> (usize, usize, usize);

/// Every message that has a clear type, as the build found them.
const TYPES: &[(&str, Check)] = include!(concat!(env!("OUT_DIR"), "/types.rs"));

#[test]
fn no_canary_of_any_sealed_message_is_in_a_log() {
    with_hash_key();
    let (mut logged, mut canaries, mut exposed) = (0, 0, 0);
    for (index, (name, check)) in (0..).zip(TYPES) {
        for value in 0..2 {
            let (bytes, all, found) = check(name, index << 8 | value);
            logged += bytes;
            canaries += all;
            exposed += found;
        }
    }
    println!(
        "{} types, {logged} bytes, {canaries} canaries, {exposed} values exposed",
        TYPES.len()
    );
    assert!(TYPES.len() > 50 && logged > 1_000_000 && canaries > 1_000);
    // What is searched for is found where it is shown.
    assert!(exposed > 50, "the search finds a canary in {exposed} values alone");
}

fn check_plain<T: Random + Show + Debug>(name: &str) {
    let mut exposed = 0;
    let mut in_the_clear = 0;
    for seed in 0..40 {
        let mut rng = Rng::new(seed);
        let value = T::random(&mut rng);
        let log = logged(|| log_value(&value));
        assert_silent(name, &log, &rng);
        let unmasked = logged(|| tracing::info!(exposed = ?value.exposed()));
        exposed += usize::from(holds(&unmasked, rng.masked()));
        in_the_clear += usize::from(holds(&log, IN_THE_CLEAR.as_bytes()));
    }
    assert!(
        exposed > 10,
        "{name}: {exposed} of 40 values show a canary when they are exposed"
    );
    println!("{name}: {exposed} with canaries, {in_the_clear} with what is in the clear");
}

#[test]
fn no_canary_of_a_message_that_masks_alone_is_in_a_log() {
    with_hash_key();
    check_plain::<v1::Text>("Text");
    check_plain::<v1::MaybeText>("MaybeText");
    check_plain::<v1::Texts>("Texts");
    check_plain::<v1::TextMap>("TextMap");
    check_plain::<v1::Numbers>("Numbers");
    check_plain::<v1::Held>("Held");
    check_plain::<v1::Node>("Node");
    check_plain::<plain::v1::Visit>("Visit");
    check_plain::<plain::v1::Diary>("Diary");
}

/// What an application says itself: a value under a mask, and errors, by `%`.
#[test]
fn displays_show_no_more() {
    let phone = "13800138000";
    let log = logged(|| {
        tracing::info!(phone = %protoseal::Mask::Phone.of(phone), quoted = ?protoseal::Mask::Full.of(phone));
        tracing::info!("call {}", protoseal::Mask::keep_last(4).of(phone));
    });
    for shown in ["138****8000", "\"***\"", "call *******8000"] {
        assert!(log.contains(shown), "{log}");
    }
    assert!(!log.contains(phone));
}
