//! Violations as messages, as JSON and in Chinese.

use prost::Message as _;
use prost_types::field_descriptor_proto::Type;

use super::violation::Text;
use super::{FieldPath, Language, PathElement, Subscript, Violation, Violations, wire};
use crate::codegen::validate::{Message, Template};

static MIN_LEN: Template = Template {
    english: "must be at least {} characters",
    chinese: "至少为 {} 个字符",
};

fn element(number: u32, name: &'static str, subscript: Option<Subscript>) -> PathElement {
    PathElement {
        number,
        name: name.into(),
        kind: (number != 0).then_some(Type::Message),
        map: matches!(subscript, Some(Subscript::String(_) | Subscript::Hidden)).then_some((Type::String, Type::Int64)),
        subscript,
    }
}

fn violations() -> Violations {
    let rule = FieldPath {
        elements: vec![element(14, "string", None), element(2, "min_len", None)],
    };
    let violation = |elements, for_key| Violation {
        field: FieldPath { elements },
        rule: rule.clone(),
        id: "string.min_len",
        text: Text::Fixed(Message::Standard(&MIN_LEN, &["3"])),
        for_key,
    };
    Violations(vec![
        violation(
            vec![
                element(1, "list", Some(Subscript::Index(2))),
                element(2, "map", Some(Subscript::String("k".into()))),
            ],
            true,
        ),
        violation(
            vec![
                element(0, "choice", None),
                element(3, "phones", Some(Subscript::Hidden)),
            ],
            false,
        ),
    ])
}

#[test]
fn a_message_holds_all_but_what_is_hidden() {
    let message = wire::Violations::from(&violations());
    let elements = |index: usize| message.violations[index].field.clone().unwrap_or_default().elements;
    assert_eq!(elements(0)[0].subscript, Some(wire::Subscript::Index(2)));
    assert_eq!(elements(0)[1].subscript, Some(wire::Subscript::StringKey("k".into())));
    assert_eq!(elements(0)[1].key_type, Some(Type::String.into()));
    assert_eq!(elements(1)[0].field_number, None);
    assert_eq!(elements(1)[1].subscript, None);
    assert_eq!(message.violations[0].for_key, Some(true));
    assert_eq!(message.violations[1].for_key, None);
    let again = wire::Violations::decode(&*message.encode_to_vec());
    assert_eq!(again.as_ref(), Ok(&message));
}

#[test]
fn json_is_that_of_the_message() {
    let json = serde_json::to_value(violations()).expect("JSON");
    let first = &json["violations"][0];
    assert_eq!(first["field"]["elements"][0]["index"], "2");
    assert_eq!(first["field"]["elements"][1]["stringKey"], "k");
    assert_eq!(first["field"]["elements"][1]["valueType"], "TYPE_INT64");
    assert_eq!(first["rule"]["elements"][1]["fieldName"], "min_len");
    assert_eq!(first["ruleId"], "string.min_len");
    assert_eq!(first["message"], "must be at least 3 characters");
    assert_eq!(first["forKey"], true);
    let hidden = &json["violations"][1]["field"]["elements"][1];
    assert_eq!(hidden["fieldName"], "phones");
    assert_eq!(hidden.get("stringKey"), None);
    assert_eq!(serde_json::to_string(&Violations(Vec::new())).expect("JSON"), "{}");
}

#[test]
fn built_in_messages_are_there_in_chinese() {
    assert_eq!(violations()[0].message_in(Language::Chinese), "至少为 3 个字符");
}
