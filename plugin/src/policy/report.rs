//! What is sealed, masked and bound, with the annotations that say so.

use prost_reflect::{FieldDescriptor, MessageDescriptor};

use super::{
    Message, Policies,
    annotation::{Annotation, Annotations, Rank},
};
use crate::{
    load::{At, Schema},
    options::Options,
    report::{FieldPolicy, PolicyReport},
};

/// Of all messages of the files to generate.
pub(super) fn of(schema: &Schema, options: &Options, annotations: &Annotations, policies: &Policies) -> PolicyReport {
    let report = Report {
        schema,
        options,
        annotations,
    };
    let files = schema
        .files
        .iter()
        .filter_map(|file| schema.pool.get_file_by_name(file));
    let mut messages = Vec::new();
    for message in files.flat_map(|file| file.messages().collect::<Vec<_>>()) {
        with_nested(message, &mut messages);
    }
    let with_policy = messages
        .iter()
        .filter_map(|descriptor| Some((descriptor, policies.message(descriptor.full_name())?)));
    PolicyReport {
        fields: with_policy
            .flat_map(|(descriptor, message)| report.message(descriptor, message))
            .collect(),
    }
}

fn with_nested(message: MessageDescriptor, messages: &mut Vec<MessageDescriptor>) {
    let nested: Vec<MessageDescriptor> = message.child_messages().collect();
    messages.push(message);
    for message in nested {
        with_nested(message, messages);
    }
}

struct Report<'a> {
    schema: &'a Schema,
    options: &'a Options,
    annotations: &'a Annotations,
}

impl Report<'_> {
    fn message(&self, descriptor: &MessageDescriptor, message: &Message) -> Vec<FieldPolicy> {
        let key = |number: u32| {
            let group = message.field(number)?.group?;
            message.groups.get(group).map(|group| group.key.clone())
        };
        let secret = |number: u32| message.field(number).is_some_and(|field| field.secret);
        let oneofs = descriptor.oneofs().filter(|oneof| !oneof.is_synthetic());
        // What is sealed as a whole is masked as a whole.
        let oneofs = oneofs.filter_map(|oneof| {
            let mask = message.oneof_mask(oneof.name())?;
            Some(FieldPolicy {
                name: oneof.full_name().to_owned(),
                oneof: true,
                key: oneof.fields().find_map(|member| key(member.number())),
                mask: Some(mask),
                bound_to: None,
                secret: oneof.fields().any(|member| secret(member.number())),
                annotations: self.all(self.annotations.oneof(oneof.full_name()), Vec::new()),
            })
        });
        let fields = message.fields.iter().filter_map(|field| {
            let descriptor = descriptor.get_field(field.number)?;
            let whole = field.oneof.as_ref().and_then(|oneof| message.oneof_mask(oneof));
            let sealed = if whole.is_some() { None } else { key(field.number) };
            let groups = field.bound_to.iter().filter_map(|group| message.groups.get(*group));
            let keys = groups.map(|group| group.key.clone());
            let bound_to = field.bound.map(|_| keys.collect());
            (sealed.is_some() || field.mask.is_some() || bound_to.is_some()).then(|| FieldPolicy {
                name: descriptor.full_name().to_owned(),
                oneof: false,
                key: sealed,
                mask: field.mask,
                bound_to,
                secret: field.secret,
                annotations: self.all(
                    self.annotations.field(descriptor.full_name()),
                    self.bound(&descriptor).into_iter().collect(),
                ),
            })
        });
        oneofs.chain(fields).collect()
    }

    /// What binds a field, if something does.
    fn bound(&self, field: &FieldDescriptor) -> Option<String> {
        let options = self.options.field(field.full_name())?;
        let at = options.bound()?;
        let option = match options.bound_to {
            Some(_) => "`(protoseal.field).bound_to`",
            None => "`(protoseal.field).bound`",
        };
        Some(match at.setting() {
            Some(path) => format!("the build's setting for `{path}`"),
            None => self.placed(option, at),
        })
    }

    /// In words, the nearest first, each once.
    fn all(&self, annotations: &[Annotation], bound: Vec<String>) -> Vec<String> {
        let mut sorted: Vec<&Annotation> = annotations.iter().collect();
        sorted.sort_by_key(|annotation| annotation.rank);
        let mut words = bound;
        for annotation in sorted {
            let new = self.words(annotation);
            if !words.contains(&new) {
                words.push(new);
            }
        }
        words
    }

    fn words(&self, annotation: &Annotation) -> String {
        let at = &annotation.at;
        let policy = annotation.policy.as_ref().and_then(|name| {
            let declared = self.schema.locate(&self.options.policy(name)?.at);
            Some(format!("the policy {name:?} at {}", declared.short()))
        });
        match (annotation.rank, at.setting(), policy) {
            (Rank::Own, Some(_), _) => annotation.words.clone(),
            (Rank::Policy, Some(path), Some(policy)) => format!("{policy}, named by the build's setting for `{path}`"),
            (Rank::Policy, None, Some(policy)) => format!("{policy}, named at {}", self.schema.locate(at).short()),
            (_, _, Some(policy)) => format!(
                "{}, which the build takes for {policy}",
                self.placed(&annotation.words, at)
            ),
            (_, _, None) => self.placed(&annotation.words, at),
        }
    }

    fn placed(&self, words: &str, at: &At) -> String {
        format!("{words} at {}", self.schema.locate(at).short())
    }
}
