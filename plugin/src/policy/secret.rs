//! Which sealed strings and bytes are secrets, as the build says.

use prost_reflect::{FieldDescriptor, Kind};

use super::{Policies, key};
use crate::{
    diagnostic::{Diagnostic, Error, Location},
    load::{At, Schema, nearest, value_kind},
    mask::Mask,
    options::Options,
    settings::{self, Settings},
};

/// Marks the fields that these paths mean.
pub(super) fn mark(
    schema: &Schema,
    options: &Options,
    paths: &[String],
    policies: &mut Policies,
    found: &mut Vec<Diagnostic>,
) {
    for path in paths {
        let meant = fields(schema).filter(|field| means(path, field));
        let mut served = false;
        for descriptor in meant {
            let message = policies.messages.get_mut(descriptor.parent_message().full_name());
            let field = message.and_then(|message| {
                let mut fields = message.fields.iter_mut();
                fields.find(|field| field.number == descriptor.number())
            });
            let Some(field) = field.filter(|field| field.group.is_some() && of_text(&descriptor)) else {
                continue;
            };
            served = true;
            field.secret = true;
            if field.mask.is_some_and(|mask| !matches!(mask, Mask::Full | Mask::Omit)) {
                found.push(shown_in_part(schema, options, &descriptor, path));
            }
        }
        if !served {
            found.push(unmatched(schema, policies, path));
        }
    }
}

/// Refuses secrets that would be `Bytes`: who else holds such a buffer, nobody knows.
pub(crate) fn refuse_shared(schema: &Schema, policies: &Policies, settings: &Settings) -> Result<(), Error> {
    let mut found = Vec::new();
    for descriptor in fields(schema) {
        let parent = descriptor.parent_message();
        let field = policies
            .message(parent.full_name())
            .and_then(|message| message.field(descriptor.number()));
        let is_secret = field.is_some_and(|field| field.secret) && !settings.is_extern(parent.full_name());
        let shared = settings.bytes.iter().find(|path| means(path, &descriptor));
        if let Some(path) = shared.filter(|_| is_secret && descriptor.kind() == Kind::Bytes) {
            let cause = format!(
                "`{}` is a secret, but `Bytes` by the setting `bytes` for `{path}`: what shares its buffer would keep the value",
                descriptor.name()
            );
            let mistake = Diagnostic::new(schema.locate(&At::field(&descriptor)), cause);
            found.push(
                mistake.help("let the paths of `bytes` mean other fields alone: a secret is a `Secret<Vec<u8>>`"),
            );
        }
    }
    Error::unless_empty(found)
}

fn fields(schema: &Schema) -> impl Iterator<Item = FieldDescriptor> + '_ {
    let messages = schema.pool.all_messages().filter(|message| !message.is_map_entry());
    messages.flat_map(|message| message.fields().collect::<Vec<_>>())
}

/// Whether a path means a field; of a oneof's member, its name with that of the oneof too.
fn means(path: &str, field: &FieldDescriptor) -> bool {
    let message = field.parent_message();
    let in_oneof = || {
        let oneof = key::real_oneof(field)?;
        Some(format!(".{}.{}.{}", message.full_name(), oneof.name(), field.name()))
    };
    settings::matches(path, &format!(".{}", field.full_name()))
        || in_oneof().is_some_and(|name| settings::matches(path, &name))
}

fn of_text(field: &FieldDescriptor) -> bool {
    matches!(value_kind(field.kind(), field.is_map()), Kind::String | Kind::Bytes)
}

fn shown_in_part(schema: &Schema, options: &Options, field: &FieldDescriptor, path: &str) -> Diagnostic {
    let said = options
        .field(field.full_name())
        .and_then(|options| Some(options.mask.as_ref()?.at.clone()));
    let at = said.unwrap_or_else(|| At::field(field));
    let cause = format!(
        "`{}` is a secret by the build's setting for `{path}`, but its mask shows something of it",
        field.name()
    );
    Diagnostic::new(schema.locate(&at), cause)
        .help("remove the mask, which leaves FULL, or say OMIT; or take the field out of `secrets`")
}

fn unmatched(schema: &Schema, policies: &Policies, path: &str) -> Diagnostic {
    let cause = format!("the build makes secrets of `{path}`, but that means no sealed string or bytes");
    if let Some(field) = fields(schema).find(|field| means(path, field)) {
        let mistake = Diagnostic::new(schema.locate(&At::field(&field)), cause);
        let policy = policies.message(field.parent_message().full_name());
        let sealed = policy
            .and_then(|message| message.field(field.number()))
            .is_some_and(|field| field.group.is_some());
        return mistake.help(if of_text(&field) && !sealed {
            format!("seal `{}`, or take the path out: only what is sealed is a secret", field.name())
        } else {
            "secrets are strings and bytes, also in lists, maps and oneofs; take the path out, or give that of such a field"
                .to_owned()
        });
    }
    // What has a beginning of a path has to have it from the dot on.
    let names = policies.messages.values().flat_map(|message| {
        let sealed = message.fields.iter().filter(|field| field.group.is_some());
        let names = sealed.flat_map(|field| [Some(&field.name), field.oneof.as_ref()]);
        let whole = message.sealed().then(|| format!(".{}", message.full_name));
        whole
            .into_iter()
            .chain(names.flatten().map(|name| format!(".{}.{name}", message.full_name)))
    });
    let names: Vec<String> = names.collect();
    let end = format!(".{}", path.trim_start_matches('.'));
    let meant = names.iter().find(|name| name.ends_with(&end)).cloned();
    Diagnostic::new(Location::default(), cause).help(match meant.or_else(|| nearest(path, names.into_iter())) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            "write the full name of a field with a leading dot, of a message or package for all in it, or `.` for all"
                .to_owned()
        }
    })
}
