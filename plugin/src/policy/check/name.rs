//! The names that envelopes bind.

use std::collections::BTreeMap;

use super::Check;
use crate::options::Set;

pub(super) fn check_all(check: &mut Check<'_>) {
    // In the order of declaration, so that the later of two equal names is refused.
    let mut taken: BTreeMap<&str, &str> = BTreeMap::new();
    let policies = check.policies;
    let (stable, plain): (Vec<_>, Vec<_>) = check
        .schema
        .pool
        .all_messages()
        .filter_map(|descriptor| policies.message(descriptor.full_name()))
        .map(|message| {
            (
                message,
                check
                    .options
                    .message(&message.full_name)
                    .and_then(|options| options.stable_name.as_ref()),
            )
        })
        .partition(|(_, stable_name)| stable_name.is_some());
    for (message, _) in plain {
        taken.insert(&message.bound_name, &message.full_name);
    }
    for (message, stable_name) in stable {
        let Some(stable_name) = stable_name else { continue };
        if malformed(check, stable_name) {
            continue;
        }
        match taken.get(message.bound_name.as_str()) {
            Some(other) => {
                let cause = format!("the stable name {:?} is also that of `{other}`", stable_name.value);
                let mistake = check
                    .mistake(&stable_name.at, cause)
                    .note("envelopes of the one would open as the other")
                    .help("give each message a name of its own; without a stable name it is the full name");
                check.report(mistake);
            }
            None => {
                taken.insert(&message.bound_name, &message.full_name);
            }
        }
    }
}

fn malformed(check: &mut Check<'_>, stable_name: &Set<String>) -> bool {
    let name = &stable_name.value;
    let identifier = |part: &str| {
        let mut characters = part.chars();
        characters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
            && characters.all(|character| character.is_ascii_alphanumeric() || character == '_')
    };
    if name.split('.').all(identifier) {
        return false;
    }
    let cause = if name.is_empty() {
        "the stable name is empty".to_owned()
    } else {
        format!("the stable name {name:?} is not a dotted name")
    };
    let help = "use the full name that the message had first, such as \"acme.v1.User\", without a leading dot";
    check.report(check.mistake(&stable_name.at, cause).help(help));
    true
}
