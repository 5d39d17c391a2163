//! Which annotations each field and oneof has, by its own options, by policies that it names and by what it stands in.
//!
//! What they say together goes back into the options, so that all that follows sees a policy or a custom option as it sees `seal` and `mask`.

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor, OneofDescriptor};

use super::{
    annotation::{Annotation, Annotations, Rank, together},
    key, mask,
};
use crate::{
    diagnostic::Diagnostic,
    load::{At, Schema, is_google, value_kind},
    mask::Mask,
    options::{Claim, FieldOptions, OneofOptions, Options, Policy, Seal, Set},
};

/// Joins the annotations of all fields and oneofs.
pub(super) fn all(schema: &Schema, options: &mut Options, found: &mut Vec<Diagnostic>) -> Annotations {
    let mut join = Join {
        schema,
        options,
        found,
        annotations: Annotations::default(),
    };
    for message in schema.pool.all_messages().filter(|message| !message.is_map_entry()) {
        join.message(&message);
    }
    let annotations = join.annotations;
    for (name, annotations) in &annotations.fields {
        let slot = options.field_mut(name);
        (slot.seal, slot.mask) = together(annotations, schema, found);
    }
    for (name, annotations) in &annotations.oneofs {
        let slot = options.oneof_mut(name);
        (slot.seal, slot.mask) = together(annotations, schema, found);
    }
    annotations
}

struct Join<'a> {
    schema: &'a Schema,
    options: &'a Options,
    found: &'a mut Vec<Diagnostic>,
    annotations: Annotations,
}

impl Join<'_> {
    fn message(&mut self, message: &MessageDescriptor) {
        let around = self.around(message);
        for oneof in message.oneofs().filter(|oneof| !oneof.is_synthetic()) {
            self.oneof(&oneof, &around);
        }
        for field in message.fields() {
            let options = self.options.field(field.full_name());
            let mut annotations = options.map_or_else(Vec::new, |options| self.own_of_field(options));
            if !is_google(message.package_name()) {
                match key::real_oneof(&field) {
                    Some(oneof) => self.member(&field, &oneof, &mut annotations),
                    None => self.field(&field, &around, &mut annotations),
                }
            }
            if !annotations.is_empty() {
                let fields = &mut self.annotations.fields;
                fields.insert(field.full_name().to_owned(), annotations);
            }
        }
    }

    /// What is said of a message as a whole, by itself, by those around it and by its file.
    fn around(&self, message: &MessageDescriptor) -> Vec<Annotation> {
        let mut annotations = Vec::new();
        if is_google(message.package_name()) {
            return annotations;
        }
        let mut next = Some(message.clone());
        for distance in 0.. {
            let Some(message) = next else { break };
            annotations.extend(self.claims(message.full_name(), Rank::Around(distance)));
            next = message.parent_message();
        }
        let of_file = self.options.claims_of_file(message.parent_file().name());
        annotations.extend(of_file.iter().map(|claim| self.annotation(claim, Rank::File)));
        annotations
    }

    /// A field outside of oneofs.
    fn field(&self, field: &FieldDescriptor, around: &[Annotation], annotations: &mut Vec<Annotation>) {
        annotations.extend(self.claims(field.full_name(), Rank::Itself));
        if self.is_envelope(field) {
            return;
        }
        let of_type = self.claims_of_type(field);
        // No other language could parse a message without its required fields; what is bound is to be read.
        let stays = self.is_bound(field) || field.is_required();
        for wide in of_type.iter().chain(around) {
            annotations.push(wide.adapted(stays, |mask| mask::serves(mask, field)));
        }
    }

    fn oneof(&mut self, oneof: &OneofDescriptor, around: &[Annotation]) {
        let options = self.options.oneof(oneof.full_name());
        let mut annotations = options.map_or_else(Vec::new, |options| self.own_of_oneof(options));
        if !is_google(oneof.parent_message().package_name()) {
            annotations.extend(self.claims(oneof.full_name(), Rank::Itself));
            let members: Vec<FieldDescriptor> = oneof.fields().collect();
            let stays = members.iter().any(|member| self.is_bound(member));
            let of_types = members.iter().flat_map(|member| self.claims_of_type(member));
            let of_types: Vec<Annotation> = of_types.filter(|of_type| of_type.seal.is_some()).collect();
            for wide in of_types.iter().chain(around) {
                annotations.push(wide.adapted(stays, mask::serves_oneof));
            }
            // A member cannot be sealed alone, but is content with a oneof that is sealed.
            if annotations.iter().any(|annotation| annotation.seal.is_some()) {
                let of_members = members
                    .iter()
                    .flat_map(|member| self.claims(member.full_name(), Rank::Itself));
                let sealing = of_members.filter(|of_member| of_member.seal.is_some());
                annotations.extend(sealing.map(|of_member| of_member.adapted(false, mask::serves_oneof)));
            }
        }
        if !annotations.is_empty() {
            let oneofs = &mut self.annotations.oneofs;
            oneofs.insert(oneof.full_name().to_owned(), annotations);
        }
    }

    /// A member of a oneof whose annotations are joined already.
    fn member(&self, field: &FieldDescriptor, oneof: &OneofDescriptor, annotations: &mut Vec<Annotation>) {
        let whole = self.annotations.oneof(oneof.full_name());
        if whole.iter().any(|annotation| annotation.seal.is_some()) {
            return;
        }
        let masked = !whole.is_empty();
        let own = self.claims(field.full_name(), Rank::Itself);
        annotations.extend(own.filter(|claim| claim.seal.is_some() || !masked));
        if !masked {
            let of_type = self.claims_of_type(field).into_iter();
            let of_type = of_type.filter(|of_type| of_type.seal.is_none());
            annotations.extend(of_type.map(|of_type| of_type.adapted(true, |mask| mask::serves(mask, field))));
        }
    }

    fn own_of_field(&mut self, options: &FieldOptions) -> Vec<Annotation> {
        let sensitive = options.sensitive.as_ref().filter(|sensitive| sensitive.value);
        let sensitive = sensitive.map(|sensitive| own("(protoseal.sensitive)", &sensitive.at, Some(None), None));
        let parts = Parts {
            of: "(protoseal.field)",
            seal: options.seal.as_ref(),
            mask: options.mask.as_ref(),
            policy: options.policy.as_ref(),
        };
        sensitive.into_iter().chain(self.own(&parts)).collect()
    }

    fn own_of_oneof(&mut self, options: &OneofOptions) -> Vec<Annotation> {
        self.own(&Parts {
            of: "(protoseal.oneof)",
            seal: options.seal.as_ref(),
            mask: options.mask.as_ref(),
            policy: options.policy.as_ref(),
        })
    }

    fn own(&mut self, parts: &Parts<'_>) -> Vec<Annotation> {
        let of = parts.of;
        let seal = parts
            .seal
            .map(|seal| own(&format!("{of}.seal"), &seal.at, Some(seal.value.key.clone()), None));
        let mask = parts
            .mask
            .map(|mask| own(&format!("{of}.mask"), &mask.at, None, Some(mask.value)));
        let policy = parts.policy.and_then(|name| self.of_policy(name));
        seal.into_iter().chain(mask).chain(policy).collect()
    }

    /// What the policy says that a field or oneof names.
    fn of_policy(&mut self, name: &Set<String>) -> Option<Annotation> {
        let Some(policy) = self.options.policy(&name.value) else {
            let mistake = unknown_policy(self.schema, self.options, &name.value, &name.at);
            self.found.push(mistake);
            return None;
        };
        Some(Annotation {
            at: name.at.clone().by_policy(&name.value, &self.schema.locate(&policy.at)),
            words: format!("the policy {:?}", name.value),
            seal: policy.seal.as_ref().map(|seal| seal.value.key.clone()),
            mask: policy.mask.as_ref().map(|mask| mask.value),
            policy: Some(name.value.clone()),
            rank: Rank::Policy,
        })
    }

    fn claims(&self, full_name: &str, rank: Rank) -> impl Iterator<Item = Annotation> {
        let claims = self.options.claims(full_name).iter();
        claims.map(move |claim| self.annotation(claim, rank))
    }

    /// What is said of a field's enum type, also of lists and of maps' values.
    fn claims_of_type(&self, field: &FieldDescriptor) -> Vec<Annotation> {
        let Kind::Enum(enumeration) = value_kind(field.kind(), field.is_map()) else {
            return Vec::new();
        };
        self.claims(enumeration.full_name(), Rank::Around(0)).collect()
    }

    fn annotation(&self, claim: &Claim, rank: Rank) -> Annotation {
        let policy: Option<&Policy> = claim.policy.as_ref().and_then(|name| self.options.policy(name));
        let own_key = claim.seal.clone().flatten().map(|value| Set {
            value,
            at: claim.at.clone(),
        });
        let of_policy = policy.and_then(|policy| policy.seal.as_ref());
        let key = own_key.or_else(|| of_policy.and_then(|seal| seal.value.key.clone()));
        let masks = [
            claim.mask,
            policy.and_then(|policy| policy.mask.as_ref()).map(|mask| mask.value),
        ];
        Annotation {
            at: claim.at.clone(),
            words: claim.words.clone(),
            seal: (claim.seal.is_some() || of_policy.is_some()).then_some(key),
            mask: masks.into_iter().flatten().reduce(Mask::stricter),
            policy: claim.policy.clone(),
            rank,
        }
    }

    fn is_envelope(&self, field: &FieldDescriptor) -> bool {
        let options = self.options.field(field.full_name());
        options.is_some_and(|options| options.envelope().is_some())
    }

    fn is_bound(&self, field: &FieldDescriptor) -> bool {
        let options = self.options.field(field.full_name());
        options.is_some_and(|options| options.bound().is_some())
    }
}

/// What Protoseal's own options say of one element.
struct Parts<'a> {
    of: &'a str,
    seal: Option<&'a Set<Seal>>,
    mask: Option<&'a Set<Mask>>,
    policy: Option<&'a Set<String>>,
}

fn own(option: &str, at: &At, seal: Option<Option<Set<String>>>, mask: Option<Mask>) -> Annotation {
    let words = match at.setting() {
        Some(path) => format!("the build's setting for `{path}`"),
        None => format!("`{option}`"),
    };
    Annotation {
        at: at.clone(),
        words,
        seal,
        mask,
        policy: None,
        rank: Rank::Own,
    }
}

/// Said of a name that no file declares.
fn unknown_policy(schema: &Schema, options: &Options, name: &str, at: &At) -> Diagnostic {
    let (cause, help) = if name.is_empty() {
        let help = "name one that a file declares by (protoseal.policy), or remove the option".to_owned();
        ("the name of a policy is empty".to_owned(), help)
    } else {
        let cause = format!("no file declares the policy {name:?}");
        (cause, options.remedy_of_unknown_policy(name))
    };
    let mistake = Diagnostic::new(schema.locate(at), cause);
    let mistake = match at.by("says so") {
        Some(by) => mistake.note(by),
        None => mistake,
    };
    mistake.help(help)
}
