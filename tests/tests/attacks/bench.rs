//! Sealing and opening with a ring of keys of one suite, and what holds for every refusal.

use std::mem::discriminant;
use std::sync::LazyLock;

use prost::Message;
use protoseal::codegen::{Inspectable, Openable, Sealable};
use protoseal::inspect::Report;
use protoseal::prelude::*;
use protoseal::{OpenError, Stand, inspect};

/// In every sealed value of the samples.
pub(crate) const CANARY: &str = "canary-5f1e9c7702aa";

/// A wire type that can be compared and copied, as all generated ones can.
pub(crate) trait Wire:
    Openable<Clear: Sealable<Wire = Self> + PartialEq> + Inspectable + Message + Default + Clone + PartialEq
{
}

impl<W> Wire for W
where
    W: Openable + Inspectable + Message + Default + Clone + PartialEq,
    W::Clear: Sealable<Wire = W> + PartialEq,
{
}

pub(crate) struct Bench {
    pub(crate) keyring: Keyring,
    pub(crate) sealer: Sealer,
    pub(crate) opener: Opener,
}

static AES: LazyLock<Bench> = LazyLock::new(|| Bench::of_suite(Suite::Aes256Gcm));
static SM4: LazyLock<Bench> = LazyLock::new(|| Bench::of_suite(Suite::Sm4Gcm));

/// The keys of all samples, for AES-256-GCM.
pub(crate) fn bench() -> &'static Bench {
    &AES
}

/// One for each suite.
pub(crate) fn both() -> [&'static Bench; 2] {
    [&AES, &SM4]
}

pub(crate) fn context() -> Context {
    Context::new().with("tenant", "acme").with("table", "attacks")
}

impl Bench {
    pub(crate) fn new(keyring: Keyring) -> Self {
        Self {
            sealer: Sealer::new(&keyring),
            opener: Opener::new(&keyring),
            keyring,
        }
    }

    /// With keys of its own.
    pub(crate) fn of_suite(suite: Suite) -> Self {
        let names = ["pii", "other", "address", "legacy"].map(|name| (name, suite));
        Self::new(Keyring::generate(&names).expect("names are unique"))
    }

    pub(crate) fn seal<C: Sealable>(&self, clear: C) -> C::Wire {
        clear.seal(&self.sealer, &context()).expect("a sample is sealed")
    }

    /// What opens as it is, by value and from bytes.
    pub(crate) fn opened<W: Wire>(&self, wire: &W) -> W::Clear {
        let clear = wire.clone().open(&self.opener, &context()).expect("it opens");
        let from_bytes: W::Clear = self
            .opener
            .decode(&wire.encode_to_vec(), &context())
            .expect("it opens from bytes");
        assert!(clear == from_bytes);
        let report = inspect(wire);
        silent(&format!("{report} {report:?}"));
        assert!(report.is_sound(), "it opens, but {report}");
        clear
    }

    /// Why a message is refused after a change, which must change it.
    pub(crate) fn refusal<W: Wire>(&self, untouched: &W, change: impl FnOnce(&mut W)) -> OpenError {
        self.opened(untouched);
        let mut forged = untouched.clone();
        change(&mut forged);
        assert!(forged != *untouched, "the attack changed nothing");
        self.refused(&forged)
    }

    /// Why a message is refused, by value and from bytes.
    pub(crate) fn refused<W: Wire>(&self, forged: &W) -> OpenError {
        self.refused_in(forged, &context())
    }

    /// Why a message is refused in a context. It comes back as it was; nothing shown shows a secret; a peer is told one thing.
    pub(crate) fn refused_in<W: Wire>(&self, forged: &W, context: &Context) -> OpenError {
        let refused = forged
            .clone()
            .open(&self.opener, context)
            .expect_err("the attack must be noticed");
        silent(&format!("{refused} {refused:?} {forged:?}"));
        let (message, error) = refused.into_parts();
        assert!(message == *forged, "the message came back changed");
        let report = inspect(forged);
        silent(&format!("{report} {report:?}"));
        let seen = seen_without_a_key(&report, &error);
        assert_eq!(seen, needs_no_key(&report, &error), "{error}, but {report}");
        let from_bytes = self.refused_bytes::<W>(&forged.encode_to_vec(), context);
        assert_eq!(
            discriminant(&error),
            discriminant(&from_bytes),
            "{error}, but {from_bytes}"
        );
        error
    }

    /// Why bytes are refused as a message of a type.
    pub(crate) fn refused_bytes<W: Wire>(&self, bytes: &[u8], context: &Context) -> OpenError {
        let error = self
            .opener
            .decode::<W::Clear>(bytes, context)
            .expect_err("the attack must be noticed");
        silent(&format!("{error} {error:?}"));
        let peer = error.for_peer();
        assert_eq!(format!("{peer} {peer:?}"), "the message was refused PeerError(())");
        error
    }

    /// Why a message is refused with bytes before or behind it, which must not matter.
    pub(crate) fn refused_with<W: Wire>(&self, untouched: &W, extra: &[u8]) -> OpenError {
        self.opened(untouched);
        let bytes = untouched.encode_to_vec();
        let before = self.refused_bytes::<W>(&[extra, &bytes].concat(), &context());
        let behind = self.refused_bytes::<W>(&[&bytes, extra].concat(), &context());
        assert_eq!(what(&before), what(&behind), "{before}, but {behind}");
        behind
    }
}

/// The kind of an error in a word, and the path where it arose.
pub(crate) fn what(error: &OpenError) -> (&'static str, &str) {
    match error {
        OpenError::Plaintext { at } => ("plaintext", at.path()),
        OpenError::Malformed { at, .. } => ("malformed", at.path()),
        OpenError::Decode(_) => ("no protobuf", ""),
        OpenError::EnvelopeMissing { at, .. } => ("missing", at.path()),
        OpenError::EnvelopeDuplicated { at, .. } => ("duplicated", at.path()),
        OpenError::EnvelopeForeign { at, .. } => ("foreign", at.path()),
        OpenError::BoundLess { at, .. } => ("bound less", at.path()),
        OpenError::BoundMore { at, .. } => ("bound more", at.path()),
        OpenError::OutOfPlace { at, .. } => ("out of place", at.path()),
        OpenError::KeyUnknown { at, .. } => ("key unknown", at.path()),
        OpenError::KeyVersionUnknown { at, .. } => ("key version unknown", at.path()),
        OpenError::KeyDestroyed { at, .. } => ("key destroyed", at.path()),
        OpenError::WrongKey { at, .. } => ("wrong key", at.path()),
        OpenError::Tampered { at, .. } => ("tampered", at.path()),
        OpenError::ContextMalformed { .. } => ("context malformed", ""),
        other => panic!("no attack here ends so: {other}"),
    }
}

/// Whether it is an error that [`inspect`] tells of too.
fn needs_no_key(report: &Report, error: &OpenError) -> bool {
    let (kind, path) = what(error);
    match kind {
        // Of one message, not of several below one without envelopes.
        "foreign" => report
            .messages
            .iter()
            .any(|message| message.path == path && message.envelopes.len() > 1),
        "plaintext" | "malformed" | "missing" | "duplicated" => true,
        "bound less" | "bound more" | "out of place" => true,
        _ => false,
    }
}

fn seen_without_a_key(report: &Report, error: &OpenError) -> bool {
    let problems = report.messages.iter().flat_map(|message| &message.problems);
    problems
        .map(ToString::to_string)
        .any(|problem| problem == error.to_string())
}

/// Where an envelope was sealed and where it stands.
pub(crate) fn stands(error: &OpenError) -> (&Stand, &Stand) {
    match error {
        OpenError::OutOfPlace { sealed, stands, .. } => (sealed, stands),
        other => panic!("not out of place: {other}"),
    }
}

/// No canary, be it as text, as a list of numbers, or in hex, nor half of one.
pub(crate) fn silent(shown: &str) {
    let list = format!("{:?}", CANARY.as_bytes());
    let hex: String = CANARY.bytes().map(|byte| format!("{byte:02x}")).collect();
    for form in [CANARY, list.trim_matches(['[', ']']), &hex] {
        assert!(!shown.contains(&form[..form.len() / 2]), "a secret shows: {shown}");
    }
}

/// A field of protobuf's that holds bytes: text, a message, packed numbers.
pub(crate) fn delimited(number: u32, value: &[u8]) -> Vec<u8> {
    [&*varint(number << 3 | 2), &*varint(value.len() as u32), value].concat()
}

/// A proto2 group.
pub(crate) fn group(number: u32, value: &[u8]) -> Vec<u8> {
    [&*varint(number << 3 | 3), value, &*varint(number << 3 | 4)].concat()
}

pub(crate) fn varint(value: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    prost::encode_length_delimiter(value as usize, &mut bytes).expect("a vector grows");
    bytes
}

/// Named attacks on one sample: how each is refused and where, and what it changes.
macro_rules! attacks {
    ($sample:expr; $($name:ident: $kind:literal at $path:literal, $change:expr;)*) => { $(
        #[test]
        fn $name() {
            let wire = $crate::bench::bench().seal($sample);
            let error = $crate::bench::bench().refusal(&wire, $change);
            assert_eq!($crate::bench::what(&error), ($kind, $path), "{error}");
        }
    )* };
}
pub(crate) use attacks;
