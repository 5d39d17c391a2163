//! Places that say nothing.

use prost_reflect::MessageDescriptor;

use super::Check;
use crate::{options::Place, policy::Message};

pub(super) fn check(check: &mut Check<'_>, descriptor: &MessageDescriptor, message: &Message) {
    for (field, options) in check.annotated(descriptor) {
        let Some(place) = &options.place else { continue };
        let held = message.field(field.number()).and_then(|field| field.message.as_ref());
        let cause = match held {
            None => format!(
                "`{}` has a place, but holds no messages that could stand in it",
                field.name()
            ),
            Some(held) if place.value != Place::Default && !check.reaching.contains(held) => {
                format!(
                    "`{}` has a place, but nothing in `{held}` is sealed or bound",
                    field.name()
                )
            }
            Some(_) => continue,
        };
        let help = "remove `place`: it says where messages with sealed or bound fields may stand";
        check.report(check.mistake(&place.at, cause).help(help));
    }
}
