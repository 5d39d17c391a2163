//! What can be known of a sealed message without a key.

mod report;
mod show;

use core::fmt;

pub use report::{Envelope, Field, FieldKind, Message, Report, Sizes};

use crate::codegen::{Inspectable, Place, Policy, Scope};
use crate::envelope;
use crate::error::{Location, NAMED, OpenError};
use crate::opener::check_declaration;

/// More than a message has groups.
const LISTED_ENVELOPES: usize = 1_000;

/// Reads the envelopes of a wire message, and of every sealed message in its clear fields, without a key.
///
/// For each envelope: its group, the key's version, what it bound, the place that it was sealed for, its sizes; for each
/// message also what an opener would refuse it for before it uses a key. Nothing of it is authenticated: a forger writes
/// headers as he likes, and only opening tells. Sealed messages in sealed fields cannot be seen, nor is it told whether messages
/// that are bound below one without envelopes were sealed together.
///
/// A report is bounded, since whoever sends messages chooses how many there are to tell of: it lists the first 10,000 messages, or
/// fewer where their paths are long, and counts the others; of one message 1,000 envelopes and 16 malformed ones. So it takes some megabytes and at most 32 times the
/// length of the message.
///
/// ```
/// # use protoseal::codegen::Inspectable;
/// # fn log(wire: &impl Inspectable) {
/// let report = protoseal::inspect(wire);
/// if !report.is_sound() {
///     eprintln!("{report}");
/// }
/// # }
/// ```
#[must_use]
pub fn inspect<M: Inspectable>(message: &M) -> Report {
    let mut inspecting = Inspecting(Report::default());
    message.inspect(&Place::root(), &mut inspecting);
    inspecting.0
}

/// An inspection under way, for generated code.
pub struct Inspecting(Report);

impl Inspecting {
    /// Tells of one sealed message. `tripwires`: for each sealed field its name and whether it is empty on the wire, as it must
    /// be. `names`: the numbers and names of its bound and counted fields.
    pub fn message<B: AsRef<[u8]>>(
        &mut self,
        policy: &'static Policy,
        place: &Place<'_>,
        tripwires: &[(&'static str, bool)],
        names: &[(u32, &'static str)],
        envelopes: &[B],
    ) {
        let listed = self.0.has_room();
        let found = Found::read(policy, place, listed, envelopes);
        let mut problems: Vec<OpenError> = tripwires
            .iter()
            .filter(|(_, empty)| !empty)
            .map(|(field, _)| OpenError::Plaintext {
                at: if listed { place.locate_field(field) } else { found.at() },
            })
            .collect();
        let told = found.read.iter().take(LISTED_ENVELOPES).map(|(index, envelope)| {
            let group = policy.name(envelope.declaration.group);
            Envelope::new(*index, group, envelope, names, &|tag| policy.name(tag))
        });
        let envelopes = if listed { told.collect() } else { Vec::new() };
        let more_problems = found.problems(&mut problems);
        self.list(policy.message, place, envelopes, problems, more_problems);
    }

    /// Tells of a message that stands too deep to be opened, and is not looked into.
    pub(crate) fn too_deep(&mut self, place: &Place<'_>) {
        let seen = if self.0.has_room() { *place } else { Place::root() };
        let at = seen.locate_message();
        self.list("", place, Vec::new(), vec![OpenError::TooDeep { at }], 0);
    }

    fn list(
        &mut self,
        message: &'static str,
        place: &Place<'_>,
        envelopes: Vec<Envelope>,
        problems: Vec<OpenError>,
        more_problems: usize,
    ) {
        if !self.0.has_room() {
            self.0.unlisted += 1;
            self.0.unlisted_with_problems += usize::from(!problems.is_empty());
            return;
        }
        self.0.list(Message {
            message,
            path: place.to_string(),
            stands: place.fields().into(),
            envelopes,
            problems,
            more_problems,
        });
    }
}

/// The envelopes of one message: those that parse, and what is wrong with the others.
struct Found<'e> {
    policy: &'static Policy,
    place: &'e Place<'e>,
    /// Whether anyone will see where the problems are: a path costs more than all else.
    listed: bool,
    read: Vec<(usize, envelope::Envelope<'e>)>,
    malformed: Vec<OpenError>,
    /// Malformed ones beyond these.
    more: usize,
}

impl<'e> Found<'e> {
    fn read<B: AsRef<[u8]>>(policy: &'static Policy, place: &'e Place<'e>, listed: bool, envelopes: &'e [B]) -> Self {
        let mut found = Self {
            policy,
            place,
            listed,
            read: Vec::new(),
            malformed: Vec::new(),
            more: 0,
        };
        for (envelope, bytes) in envelopes.iter().enumerate() {
            match envelope::Envelope::read(bytes.as_ref()) {
                Ok(read) => found.read.push((envelope, read)),
                Err(_) if found.malformed.len() >= NAMED => found.more += 1,
                Err(malformed) => found.malformed.push(OpenError::Malformed {
                    at: found.at(),
                    envelope,
                    offset: malformed.offset,
                    expected: malformed.what,
                }),
            }
        }
        found
    }

    fn at(&self) -> Location {
        if self.listed {
            self.place.locate(self.policy)
        } else {
            Place::root().locate(self.policy)
        }
    }

    /// What steps 2 to 5 of `docs/format.md`, section 8, refuse: all of it, where an opener stops at the first. How many more
    /// there are.
    fn problems(self, problems: &mut Vec<OpenError>) -> usize {
        // Which group a malformed envelope is of cannot be known, nor so whether one is missing.
        if self.malformed.is_empty() {
            self.missing(problems);
        }
        self.together(problems);
        let mut scope = Scope::for_opening(self.policy, self.place);
        let scope = scope.bind(|_| {});
        let declared = self.read.iter().filter_map(|(_, envelope)| {
            let mut groups = self.policy.groups.iter();
            let group = groups.find(|group| group.tag == envelope.declaration.group)?;
            check_declaration(scope, group, &envelope.declaration).err()
        });
        problems.extend(declared.take(LISTED_ENVELOPES));
        problems.extend(self.malformed);
        self.more
    }

    /// Groups of the schema, or that an envelope declares, without an envelope.
    fn missing(&self, problems: &mut Vec<OpenError>) {
        let declared = self.read.first().map(|(_, first)| first.declaration.groups());
        let mut due: Vec<u16> = self.policy.groups.iter().map(|group| group.tag).collect();
        due.extend(declared.into_iter().flatten());
        due.sort_unstable();
        due.dedup();
        let mut present: Vec<u16> = self
            .read
            .iter()
            .map(|(_, envelope)| envelope.declaration.group)
            .collect();
        present.sort_unstable();
        let missing = due.into_iter().filter(|tag| present.binary_search(tag).is_err());
        problems.extend(missing.take(LISTED_ENVELOPES).map(|tag| OpenError::EnvelopeMissing {
            at: self.at(),
            group: self.policy.name(tag),
        }));
    }

    /// Second envelopes of one group, and envelopes that were not sealed together with the one of the lowest tag.
    fn together(&self, problems: &mut Vec<OpenError>) {
        let mut tags: Vec<u16> = self
            .read
            .iter()
            .map(|(_, envelope)| envelope.declaration.group)
            .collect();
        tags.sort_unstable();
        let mut twins: Vec<u16> = tags
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .map(|pair| pair[0])
            .collect();
        twins.dedup();
        problems.extend(
            twins
                .into_iter()
                .take(LISTED_ENVELOPES)
                .map(|tag| OpenError::EnvelopeDuplicated {
                    at: self.at(),
                    group: self.policy.name(tag),
                }),
        );
        let mut read: Vec<_> = self.read.iter().map(|(_, envelope)| envelope).collect();
        read.sort_by_key(|envelope| envelope.declaration.group);
        let Some((first, rest)) = read.split_first() else {
            return;
        };
        let groups: Vec<u16> = first.declaration.groups().collect();
        let foreign = rest.iter().filter(|other| {
            other.instance() != first.instance() || !other.declaration.groups().eq(groups.iter().copied())
        });
        problems.extend(foreign.take(LISTED_ENVELOPES).map(|other| OpenError::EnvelopeForeign {
            at: self.at(),
            group: self.policy.name(other.declaration.group),
        }));
    }
}

impl fmt::Debug for Inspecting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Inspecting")
    }
}
