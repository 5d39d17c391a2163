//! What a case says of fields in place of their files, as `protoc --protoseal_opt` takes it.

use protoseal_build::{Config, FieldOptions, Mask, Place, Validation};

/// Applies a setting of a field; `false` if it is another setting.
pub(crate) fn apply(config: &mut Config, setting: &str) -> bool {
    let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
    let (path, argument) = value.split_once('=').unwrap_or((value, ""));
    match name {
        "seal" => config.field(path, FieldOptions::new().seal(argument)),
        "sensitive" => config.field(path, FieldOptions::new().sensitive()),
        "bound" => config.field(path, FieldOptions::new().bound()),
        "bound_to" => config.field(path, FieldOptions::new().bound_to(argument.split('+'))),
        "place" if argument == "BOUND" => config.field(path, FieldOptions::new().place(Place::Bound)),
        "place" => config.field(path, FieldOptions::new().place(Place::Portable)),
        "envelope" if argument.is_empty() => config.field(path, FieldOptions::new().envelope()),
        "envelope" => config.envelope(path, argument.parse().expect("a number")),
        "mask" => config.field(path, FieldOptions::new().mask(mask(argument))),
        "policy" => config.field(path, FieldOptions::new().policy(argument)),
        "secrets" => config.secrets([value]),
        "validation" if argument == "off" => config.validation(path, Validation::Off),
        "json_for" => config.json_for([value]),
        "sensitive_option" => match path.split_once(':') {
            Some(option) => config.sensitive_option(option, annotation(argument)),
            None => config.sensitive_option(path, annotation(argument)),
        },
        "nothing" => config.field(path, FieldOptions::new()),
        _ => return false,
    };
    true
}

/// `seal:pii+mask:keep_last:4`.
fn annotation(text: &str) -> FieldOptions {
    let mut options = FieldOptions::new();
    for part in text.split('+').filter(|part| !part.is_empty()) {
        options = match part.split_once(':') {
            None if part == "sensitive" => options.sensitive(),
            None if part == "bound" => options.bound(),
            Some(("seal", key)) => options.seal(key),
            Some(("mask", text)) => options.mask(mask(text)),
            Some(("policy", name)) => options.policy(name),
            _ => panic!("no annotation: {part}"),
        };
    }
    options
}

fn mask(text: &str) -> Mask {
    let (name, counts) = text.split_once(':').unwrap_or((text, ""));
    let count = |text: &str| text.parse().expect("a number of characters");
    match name {
        "full" => Mask::Full,
        "email" => Mask::Email,
        "phone" => Mask::Phone,
        "id_card" => Mask::IdCard,
        "bank_card" => Mask::BankCard,
        "hash" => Mask::Hash,
        "omit" => Mask::Omit,
        "keep_first" => Mask::keep_first(count(counts)),
        "keep_last" => Mask::keep_last(count(counts)),
        _ => panic!("no mask: {text}"),
    }
}
