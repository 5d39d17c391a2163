//! The options of a team's own that the build names as sensitive, `configure().sensitive_option(..)`.

mod path;

use prost_reflect::{DynamicMessage, EnumDescriptor, FieldDescriptor, MessageDescriptor, OneofDescriptor};

use self::path::{Holder, Path};
use super::{Claim, Options, mask};
use crate::{
    diagnostic::{Diagnostic, Location},
    field::FieldOptions,
    load::{At, Schema, is_google, nearest},
    sensitive::SensitiveOption,
};

/// What a build takes options for, in the order of the calls.
pub(crate) type SensitiveOptions = Vec<(SensitiveOption, FieldOptions)>;

/// Reads what elements say by the options that the settings name. An option that is set nowhere is a mistake: who names it
/// believes that it seals something.
pub(super) fn read(schema: &Schema, settings: &SensitiveOptions, options: &mut Options, found: &mut Vec<Diagnostic>) {
    if settings.is_empty() {
        return;
    }
    let mut targets = Vec::new();
    for (option, says) in settings {
        let refused = |cause: String| Diagnostic::new(Location::default(), cause);
        found.extend(unfit(option, says, options).map(|(cause, help)| refused(cause).help(help)));
        match Path::resolve(&schema.pool, option) {
            Ok(path) => targets.push(Target {
                option,
                says,
                path,
                found: false,
            }),
            Err((cause, help)) => found.push(refused(cause).help(help)),
        }
    }
    let mut reader = Reader { targets, options };
    reader.schema(schema);
    for target in reader.targets.iter().filter(|target| !target.found) {
        let cause = format!(
            "the build says something of the option `{}`, but no {} of the schema says `{}`",
            target.option,
            target.path.holder.word(),
            target.path.words()
        );
        let help = "set it where it is meant, or remove the setting";
        found.push(Diagnostic::new(Location::default(), cause).help(help));
    }
}

/// What is wrong with what a setting takes an option for, and the remedy.
fn unfit(option: &SensitiveOption, says: &FieldOptions, options: &Options) -> Option<(String, String)> {
    let such = "FieldOptions::new().seal(\"pii\"), .sensitive(), .mask(..) or .policy(\"contact\")";
    if *says == FieldOptions::new() {
        let cause = format!("the build's setting for the option `{option}` says nothing");
        return Some((
            cause,
            format!("say what is meant, such as {such}, or remove the setting"),
        ));
    }
    if !says.is_annotation() {
        let cause = format!("an option such as `{option}` can mean sealed and masked, and nothing else");
        return Some((
            cause,
            format!("say {such}; fields that are bound or carry envelopes are named one by one"),
        ));
    }
    if let Some((cause, help)) = says.mask.and_then(mask::unfit) {
        return Some((
            format!("{cause}, in the build's setting for the option `{option}`"),
            help.to_owned(),
        ));
    }
    let name = says.policy.as_ref().filter(|name| options.policy(name).is_none())?;
    let cause =
        format!("the build's setting for the option `{option}` names the policy {name:?}, which no file declares");
    Some((cause, options.remedy_of_unknown_policy(name)))
}

/// An option that is looked for.
struct Target<'a> {
    option: &'a SensitiveOption,
    says: &'a FieldOptions,
    path: Path,
    /// Whether an element sets it.
    found: bool,
}

struct Reader<'a> {
    targets: Vec<Target<'a>>,
    options: &'a mut Options,
}

impl Reader<'_> {
    fn schema(&mut self, schema: &Schema) {
        let pool = &schema.pool;
        for file in pool.files().filter(|file| !is_google(file.package_name())) {
            let set = || file.file_descriptor_proto().options.is_some().then(|| file.options());
            let claims = self.claims(Holder::File, set, || At::file(&file));
            put(&mut self.options.claims_of_files, file.name(), claims);
        }
        for message in pool.all_messages().filter(|message| !message.is_map_entry()) {
            if !is_google(message.package_name()) {
                self.message(&message);
            }
        }
        for enumeration in pool.all_enums().filter(|found| !is_google(found.package_name())) {
            self.enumeration(&enumeration);
        }
    }

    fn message(&mut self, message: &MessageDescriptor) {
        let set = || message.descriptor_proto().options.is_some().then(|| message.options());
        let claims = self.claims(Holder::Message, set, || At::message(message));
        put(&mut self.options.claims, message.full_name(), claims);
        for field in message.fields() {
            self.field(&field);
        }
        for oneof in message.oneofs().filter(|oneof| !oneof.is_synthetic()) {
            self.oneof(&oneof);
        }
    }

    fn field(&mut self, field: &FieldDescriptor) {
        let set = || {
            field
                .field_descriptor_proto()
                .options
                .is_some()
                .then(|| field.options())
        };
        let claims = self.claims(Holder::Field, set, || At::field(field));
        put(&mut self.options.claims, field.full_name(), claims);
    }

    fn oneof(&mut self, oneof: &OneofDescriptor) {
        let set = || {
            oneof
                .oneof_descriptor_proto()
                .options
                .is_some()
                .then(|| oneof.options())
        };
        let claims = self.claims(Holder::Oneof, set, || At::oneof(oneof));
        put(&mut self.options.claims, oneof.full_name(), claims);
    }

    fn enumeration(&mut self, enumeration: &EnumDescriptor) {
        let options = || enumeration.enum_descriptor_proto().options.is_some();
        let set = || options().then(|| enumeration.options());
        let claims = self.claims(Holder::Enum, set, || At::enumeration(enumeration));
        put(&mut self.options.claims, enumeration.full_name(), claims);
    }

    /// What one element says by the options that are looked for.
    fn claims(
        &mut self,
        holder: Holder,
        set: impl FnOnce() -> Option<DynamicMessage>,
        element: impl FnOnce() -> At,
    ) -> Vec<Claim> {
        if !self.targets.iter().any(|target| target.path.holder == holder) {
            return Vec::new();
        }
        let Some(set) = set() else { return Vec::new() };
        let element = element();
        let mut claims = Vec::new();
        let here = self.targets.iter_mut().filter(|target| target.path.holder == holder);
        for target in here.filter(|target| target.path.counts(&set)) {
            target.found = true;
            claims.push(Claim {
                at: element
                    .option(&target.path.numbers())
                    .custom(&target.option.to_string()),
                words: format!("`{}`", target.path.words()),
                seal: target.says.seal.clone(),
                mask: target.says.mask,
                policy: target.says.policy.clone(),
            });
        }
        claims
    }
}

fn put(claims: &mut std::collections::BTreeMap<String, Vec<Claim>>, name: &str, mut new: Vec<Claim>) {
    if !new.is_empty() {
        claims.entry(name.to_owned()).or_default().append(&mut new);
    }
}

impl Options {
    /// How to mend it that no policy has this name.
    pub(crate) fn remedy_of_unknown_policy(&self, name: &str) -> String {
        match nearest(name, self.policies.keys().cloned()) {
            Some(meant) => format!("did you mean {meant:?}?"),
            None => format!(
                "declare it in one of the files: option (protoseal.policy) = {{ name: {name:?} seal {{ key: \"pii\" }} }};"
            ),
        }
    }
}
