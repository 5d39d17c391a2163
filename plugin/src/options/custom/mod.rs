//! The options of a team's own that the build names as sensitive, `configure().sensitive_option(..)`.

mod path;

use std::collections::{BTreeMap, BTreeSet};

use prost_reflect::{
    DescriptorPool, DynamicMessage, EnumDescriptor, FieldDescriptor, FileDescriptor, MessageDescriptor, OneofDescriptor,
};

use self::path::{Holder, Path};
use super::{Claim, Options, mask};
use crate::{
    diagnostic::{Diagnostic, Error, Location},
    field::FieldOptions,
    load::{At, Schema, is_google, nearest, sees},
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
    let (shared, alone): (Vec<_>, Vec<_>) = targets
        .into_iter()
        .partition(|target: &Target<'_>| !schema.namesakes(&target.path.extension).is_empty());
    let mut read = alone;
    let mut reader = Reader {
        targets: &mut read,
        options,
    };
    reader.schema(&schema.pool, |_| true);
    for target in shared {
        match by_imports(schema, target, options, found) {
            Ok(target) => read.push(target),
            Err(error) => found.extend(error.diagnostics().iter().cloned()),
        }
    }
    for target in read.iter().filter(|target| !target.found) {
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

/// Reads an option whose number others have too: which one a file means is told by what it imports.
fn by_imports<'a>(
    schema: &Schema,
    target: Target<'a>,
    options: &mut Options,
    found: &mut Vec<Diagnostic>,
) -> Result<Target<'a>, Error> {
    let own = &target.path.extension;
    let namesakes = schema.namesakes(own);
    for file in schema.pool.files().filter(|file| sees(file, own)) {
        let other = namesakes.iter().find(|other| sees(&file, other));
        if let Some(other) = other {
            let cause = format!(
                "`{}` imports the options `{}` and `{}`, which have one number, {}",
                file.name(),
                own.full_name(),
                other.full_name(),
                own.number()
            );
            let mistake = Diagnostic::new(Location::file(file.name()), cause)
                .note(
                    "compiled options are told apart by their numbers, so nobody can tell which of the two a field has",
                )
                .help("give one of the two another number");
            found.push(mistake);
        }
    }
    let reduced = schema.without(&namesakes)?;
    let path = Path::resolve(&reduced, target.option)
        .map_err(|(cause, help)| Diagnostic::new(Location::default(), cause).help(help))?;
    let own = path.extension.clone();
    let mut target = Target { path, ..target };
    let mut reader = Reader {
        targets: std::slice::from_mut(&mut target),
        options,
    };
    reader.schema(&reduced, |file| sees(file, &own));
    Ok(target)
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

struct Reader<'a, 'b> {
    targets: &'b mut [Target<'a>],
    options: &'b mut Options,
}

impl Reader<'_, '_> {
    /// Reads the elements of the files for which `reads` holds.
    fn schema(&mut self, pool: &DescriptorPool, reads: impl Fn(&FileDescriptor) -> bool) {
        let names: BTreeSet<String> = pool
            .files()
            .filter(|file| !is_google(file.package_name()) && reads(file))
            .map(|file| file.name().to_owned())
            .collect();
        for file in pool.files().filter(|file| names.contains(file.name())) {
            let set = || file.file_descriptor_proto().options.is_some().then(|| file.options());
            let claims = self.claims(Holder::File, set, || At::file(&file));
            put(&mut self.options.claims_of_files, file.name(), claims);
        }
        for message in pool.all_messages().filter(|message| !message.is_map_entry()) {
            if names.contains(message.parent_file().name()) {
                self.message(&message);
            }
        }
        for enumeration in pool
            .all_enums()
            .filter(|found| names.contains(found.parent_file().name()))
        {
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

fn put(claims: &mut BTreeMap<String, Vec<Claim>>, name: &str, mut new: Vec<Claim>) {
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
