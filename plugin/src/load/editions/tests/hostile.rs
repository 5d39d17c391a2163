//! Sets that no compiler writes: what is odd is refused or taken, without a panic.

use prost::Message;
use prost_types::field_descriptor_proto::{Label, Type};

use crate::diagnostic::Error;
use crate::load::Schema;
use crate::load::editions::descriptors::{
    Declared, Enum, FeatureSet, Field, FieldOptions, File, FileOptions, MessageOptions, Set,
};
use crate::load::editions::lower;

fn read(file: File) -> Result<Schema, Error> {
    let file = File {
        name: Some("a.proto".to_owned()),
        syntax: Some("editions".to_owned()),
        ..file
    };
    Schema::from_descriptor_set(&Set { file: vec![file] }.encode_to_vec(), None)
}

fn refusal(file: File) -> String {
    read(file).expect_err("it is refused").to_string()
}

fn with_edition(file: File) -> File {
    File {
        edition: Some(1000),
        ..file
    }
}

#[test]
fn an_edition_that_is_not_known_is_refused() {
    for edition in [0, 998, 999, 1002, 9999, i32::MAX, i32::MIN] {
        let said = refusal(File {
            edition: Some(edition),
            ..File::default()
        });
        assert!(said.contains(&format!("with the number {edition},")), "{said}");
    }
    insta::assert_snapshot!(refusal(File::default()), @r#"
    error: the file has an edition, but its descriptor does not say which
     --> a.proto
      = help: say edition = "2024"; or edition = "2023"; instead
    "#);
}

#[test]
fn a_feature_that_is_not_known_is_refused_where_it_stands() {
    let file = |features| {
        with_edition(File {
            options: Some(FileOptions {
                features: Some(features),
            }),
            ..File::default()
        })
    };
    let none = FeatureSet::default();
    for (feature, features) in [
        (
            "field_presence",
            FeatureSet {
                field_presence: Some(0),
                ..none
            },
        ),
        (
            "enum_type",
            FeatureSet {
                enum_type: Some(3),
                ..none
            },
        ),
        (
            "repeated_field_encoding",
            FeatureSet {
                repeated_field_encoding: Some(-1),
                ..none
            },
        ),
        (
            "message_encoding",
            FeatureSet {
                message_encoding: Some(i32::MAX),
                ..none
            },
        ),
    ] {
        let said = refusal(file(features));
        assert!(
            said.contains(&format!("the feature `{feature}` has the value")),
            "{said}"
        );
        assert!(said.contains("--> a.proto"), "{said}");
    }
}

/// An import that is missing would take the options that say what is sealed with it.
#[test]
fn what_is_imported_for_its_options_must_be_there() {
    let said = refusal(with_edition(File {
        option_dependency: vec!["protoseal/options.proto".to_owned()],
        ..File::default()
    }));
    insta::assert_snapshot!(said, @r#"
    error: the descriptor set lacks `protoseal/options.proto`, which this file imports
     --> a.proto
      = help: call protoc with --include_imports
    "#);
}

/// Fields whose parts contradict each other: whatever they are read as, nothing panics.
#[test]
fn contradictions_are_no_panic() {
    let all = |presence| FeatureSet {
        field_presence: Some(presence),
        enum_type: Some(2),
        repeated_field_encoding: Some(2),
        message_encoding: Some(2),
    };
    for presence in 1..=3 {
        for label in [
            None,
            Some(Label::Required),
            Some(Label::Repeated),
            Some(Label::Optional),
        ] {
            for kind in [
                None,
                Some(Type::Message),
                Some(Type::Group),
                Some(Type::String),
                Some(Type::Enum),
            ] {
                for oneof_index in [None, Some(-1), Some(7)] {
                    let field = Field {
                        label: label.map(Label::into),
                        r#type: kind.map(Type::into),
                        type_name: Some(".M".to_owned()),
                        oneof_index,
                        options: Some(FieldOptions {
                            features: Some(all(presence)),
                        }),
                        ..Field::default()
                    };
                    let entry = Declared {
                        options: Some(MessageOptions {
                            map_entry: Some(true),
                            features: Some(all(presence)),
                        }),
                        field: vec![field.clone()],
                        ..Declared::default()
                    };
                    let message = Declared {
                        name: Some("M".to_owned()),
                        field: vec![field.clone()],
                        extension: vec![field],
                        nested_type: vec![entry],
                        enum_type: vec![Enum::default()],
                        ..Declared::default()
                    };
                    let file = with_edition(File {
                        message_type: vec![message],
                        syntax: Some("editions".to_owned()),
                        ..File::default()
                    });
                    let set = Set { file: vec![file] }.encode_to_vec();
                    let lowered = lower(&set).expect("it is lowered");
                    let syntax = Set::decode(&*lowered).expect("a set").file[0].syntax().to_owned();
                    assert_eq!(syntax, "proto3", "its enum is open");
                    // Whether it can be read is prost-reflect's to say.
                    let _ = Schema::from_descriptor_set(&set, None);
                }
            }
        }
    }
}
