//! Options of two companies that have one number, as most begin at 50,000.

use std::fs;

use prost::Message;

use crate::{Error, FieldOptions, SensitiveOption, load::Schema, mask::Mask, options::FieldSettings, policy};

/// A `FileDescriptorSet` of files that stay bytes.
#[derive(Clone, PartialEq, Message)]
struct RawFileSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

/// A file that declares an option of fields with the number 50000, and one that uses it.
fn pair(package: &str, declares: &str, uses: &str) -> RawFileSet {
    let folder = tempfile::tempdir().expect("a folder");
    let head = format!("syntax = \"proto3\"; package {package}");
    let options = format!(
        "{head}; import \"google/protobuf/descriptor.proto\";
        enum Class {{ PUBLIC = 0; SECRET = 1 [debug_redact = true]; OPEN = 2; }}
        extend google.protobuf.FieldOptions {{ {declares} = 50000; }}"
    );
    let user = format!("{head}.v1; import \"{package}.proto\"; message M {{ string a = 1 [{uses}]; string b = 2; }}");
    fs::write(folder.path().join(format!("{package}.proto")), options).expect("a file");
    let path = folder.path().join(format!("{package}_user.proto"));
    fs::write(&path, user).expect("a file");
    let schema = Schema::from_protos(&[&path], &[folder.path()]).expect("a schema");
    RawFileSet::decode(schema.pool.encode_to_vec().as_slice()).expect("a set")
}

/// As protoc makes a set of both: it warns, and takes it.
fn both(one: RawFileSet, other: RawFileSet) -> Result<Schema, Error> {
    let mut set = one;
    for file in other.file {
        if !set.file.contains(&file) {
            set.file.push(file);
        }
    }
    Schema::from_descriptor_set(&set.encode_to_vec(), None)
}

fn masking(options: &[SensitiveOption]) -> FieldSettings {
    let says = |option: &SensitiveOption| (option.clone(), FieldOptions::new().mask(Mask::Full));
    FieldSettings {
        sensitive: options.iter().map(says).collect(),
        ..FieldSettings::default()
    }
}

/// Whether the annotated fields of `acme.v1.M` and of `vendor.v1.M` are masked.
fn masked(schema: &Schema, options: &[SensitiveOption]) -> [bool; 2] {
    let policies = policy::resolve(schema, &masking(options)).expect("no mistakes");
    ["acme", "vendor"].map(|package| {
        let message = policies.message(&format!("{package}.v1.M")).expect("a message");
        message.field(1).is_some_and(|field| field.mask == Some(Mask::Full))
    })
}

#[test]
fn an_option_is_not_taken_for_another_with_its_number() {
    let acme = || pair("acme", "bool pii", "(acme.pii) = true");
    let vendor = || pair("vendor", "bool indexed", "(vendor.indexed) = true");
    for schema in [both(acme(), vendor()), both(vendor(), acme())] {
        let schema = schema.expect("a schema");
        assert_eq!(masked(&schema, &["acme.pii".into()]), [true, false]);
        assert_eq!(masked(&schema, &["vendor.indexed".into()]), [false, true]);
        let all = ["acme.pii".into(), "vendor.indexed".into()];
        assert_eq!(masked(&schema, &all), [true, true]);
    }
}

#[test]
fn each_is_read_as_what_it_is() {
    let acme = || pair("acme", "Class class", "(acme.class) = OPEN");
    let vendor = || pair("vendor", "uint64 length", "(vendor.length) = 2");
    for schema in [both(acme(), vendor()), both(vendor(), acme())] {
        let schema = schema.expect("a schema");
        assert_eq!(masked(&schema, &[("acme.class", "OPEN").into()]), [true, false]);
        assert_eq!(masked(&schema, &["vendor.length".into()]), [false, true]);
        let error = policy::resolve(&schema, &masking(&[("acme.class", "PUBLIC").into()])).expect_err("it is unset");
        assert!(
            error
                .to_string()
                .contains("no field of the schema says `(acme.class) = PUBLIC`"),
            "{error}"
        );
    }
}

#[test]
fn neither_is_a_value_that_is_redacted() {
    let acme = || pair("acme", "Class class", "(acme.class) = SECRET");
    let vendor = || pair("vendor", "uint64 length", "(vendor.length) = 1");
    for schema in [both(acme(), vendor()), both(vendor(), acme())] {
        assert_eq!(masked(&schema.expect("a schema"), &[]), [true, false]);
    }
}

#[test]
fn what_cannot_be_read_as_both_is_an_error() {
    let acme = pair("acme", "bool pii", "(acme.pii) = true");
    let vendor = pair("vendor", "string comment", "(vendor.comment) = \"x\"");
    let error = both(acme, vendor).expect_err("two types");
    insta::assert_snapshot!(error, @r"
    error: the options `comment` and `pii` have one number, 50000, and what is set by it cannot be read as both
     --> vendor.proto
      = note: the other stands in acme.proto
      = help: give one of the two another number, or generate the files that use them apart
    ");
}
