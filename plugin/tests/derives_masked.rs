//! Derives that settings add to messages with masked fields in the clear: none that would show them, unless there is no JSON that masks.

use std::fs;

use protoseal_build::{Config, configure};

const SCHEMA: &str = "syntax = \"proto3\";
package demo.v1;
import \"protoseal/options.proto\";
option (protoseal.file).key = \"pii\";
message Sealed {
  string number = 1 [(protoseal.sensitive) = true];
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
message Both {
  string number = 1 [(protoseal.sensitive) = true];
  string name = 2 [(protoseal.field).mask = { keep_first: 1 }];
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
message Masked {
  string name = 1 [(protoseal.field).mask = { as: FULL }];
}
message Whole {
  oneof by {
    option (protoseal.oneof).mask = { as: FULL };
    string email = 1;
  }
}
message Member {
  oneof by {
    string email = 1 [debug_redact = true];
    string open = 2;
  }
}
message Holder {
  Masked masked = 1;
}
message Open {
  oneof by {
    string text = 1;
  }
}
";

/// Why nothing is generated of the schema, if nothing is.
fn refusal(set: impl FnOnce(&mut Config)) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let proto = folder.path().join("demo.proto");
    fs::write(&proto, SCHEMA).expect("a file");
    let mut config = configure();
    set(&mut config);
    let done = config
        .out_dir(folder.path())
        .compile_protos(&[&proto], &[folder.path()]);
    done.err().map(|error| error.to_string())
}

/// The messages that a refusal names.
fn refused(derive: &str, set: impl FnOnce(&mut Config)) -> Vec<String> {
    let refusal = refusal(set).unwrap_or_default();
    let said = format!("a setting derives `{derive}` for `demo.v1.");
    let found = refusal.split(&said).skip(1);
    found
        .filter_map(|rest| Some(rest.split_once('`')?.0.to_owned()))
        .collect()
}

#[test]
fn what_shows_masked_fields_is_refused_of_whom_masks_in_the_clear() {
    for derive in ["Serialize", "Deserialize", "Display", "Valuable"] {
        for attribute in [
            format!("#[derive(some::{derive})]"),
            format!("#[derive(Eq, {derive})]"),
            format!("#[cfg_attr(feature = \"some\", derive({derive}))]"),
            format!("#[cfg_attr(all(), cfg_attr(any(a, b), non_exhaustive, derive(Hash, {derive})))]"),
        ] {
            let found = refused(derive, |config| {
                config.type_attribute(".", &attribute);
            });
            let sealed = matches!(derive, "Display" | "Valuable").then_some("Sealed");
            let both = sealed.map_or(vec!["Both"], |_| vec!["Both", "Sealed"]);
            assert_eq!(
                found,
                [&both[..], &["Masked", "Member", "Whole"]].concat(),
                "{attribute}"
            );
        }
    }
    // JSON of one's own is for who leaves out what is generated.
    for derive in ["Serialize", "Display"] {
        let found = refused(derive, |config| {
            config.type_attribute(".demo.v1.Masked", format!("#[derive(some::{derive})]"));
            config.json(false);
        });
        assert_eq!(found.len(), usize::from(derive == "Display"));
    }
    let members = refused("Serialize", |config| {
        config.enum_attribute(".", "#[derive(serde::Serialize)]");
    });
    assert_eq!(members, ["Member", "Whole"]);
    let refusal = refusal(|config| {
        config.type_attribute(".demo.v1.Masked", "#[derive(serde::Serialize)]");
    });
    let refusal = refusal.expect("it masks");
    assert!(
        refusal.contains("has masked fields in the clear")
            && refusal.contains("JSON that masks is generated without it"),
        "{refusal}"
    );
}

#[test]
fn what_shows_nothing_masked_is_derived() {
    let none = refusal(|config| {
        for path in [".demo.v1.Sealed", ".demo.v1.Holder", ".demo.v1.Open"] {
            config.type_attribute(path, "#[derive(serde::Serialize, serde::Deserialize)]");
        }
        config.message_attribute(".demo.v1.Masked", "#[derive(Builder)]");
        config.message_attribute(".demo.v1.Both", "#[derive(Eq, Hash)]");
    });
    assert_eq!(none, None);
}
