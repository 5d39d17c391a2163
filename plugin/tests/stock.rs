//! A file without options of ours is prost-build's output to the letter: over googleapis-common-protos, and as the parent of
//! annotated messages.

#[path = "support/compare.rs"]
mod compare;
#[path = "support/services.rs"]
mod services;
#[path = "support/tools.rs"]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};

use compare::{Texts, differences, texts};
use services::Traits;

/// The settings that both builds are given: prost-build's names are ours.
macro_rules! with_settings {
    ($config:expr, $set:expr, $out:expr) => {{
        let mut config = $config;
        config.out_dir($out);
        match $set {
            Set::Default => {}
            Set::Containers => {
                config.bytes(["."]).btree_map([".google.api", ".google.rpc"]);
                config
                    .boxed(".google.api.Quota.metric_rules")
                    .skip_debug([".google.type"]);
            }
            Set::Names => {
                config
                    .enable_type_names()
                    .type_name_domain(["."], "type.googleapis.com")
                    .retain_enum_prefix()
                    .disable_comments([".google.api"])
                    .extern_path(".google.type", "::google_type")
                    .default_package_filename("root");
            }
            Set::Attributes => {
                config
                    .type_attribute(".", "#[derive(serde::Serialize)]")
                    .message_attribute(".google.api", "#[non_exhaustive]")
                    .enum_attribute(".google.rpc", "#[non_exhaustive]")
                    .field_attribute(".google.rpc.Status.code", "#[serde(skip)]")
                    .include_file("mod.rs");
            }
            Set::Everything => {
                config
                    .compile_well_known_types()
                    .prost_path("::my::prost")
                    .prost_types_path("::my::prost_types");
                config
                    .service_generator(Box::new(Traits::default()))
                    .include_file("all.rs");
            }
        }
        config
    }};
}

#[derive(Debug, Clone, Copy)]
enum Set {
    Default,
    Containers,
    Names,
    Attributes,
    Everything,
}

const SETS: [Set; 5] = [
    Set::Default,
    Set::Containers,
    Set::Names,
    Set::Attributes,
    Set::Everything,
];

/// All .proto files below a folder.
fn protos(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "proto") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// As prost-build generates, without protoc.
fn prost(set: Set, protos: &[PathBuf], include: &Path, leave_out: &[&str]) -> Texts {
    let options = Path::new(env!("CARGO_MANIFEST_DIR")).join("proto");
    let mut files = protox::compile(protos, [include, &options]).expect("a schema");
    files.file.retain(|file| !leave_out.contains(&file.package()));
    let out = tempfile::tempdir().expect("a folder");
    let mut config: prost_build::Config = with_settings!(prost_build::Config::new(), set, out.path());
    config.compile_fds(files).expect("prost-build generates");
    texts(out.path())
}

fn protoseal(set: Set, protos: &[PathBuf], include: &Path) -> Texts {
    let out = tempfile::tempdir().expect("a folder");
    let mut config = with_settings!(protoseal_build::configure(), set, out.path());
    config
        .compile_protos(protos, &[include])
        .unwrap_or_else(|error| panic!("{set:?}: {error}"));
    texts(out.path())
}

#[test]
fn files_without_options_are_prost_builds_output() {
    let Some(include) = tools::tool("PROTOSEAL_GOOGLEAPIS") else {
        return;
    };
    let protos = protos(&include);
    assert!(
        protos.len() > 50,
        "{} holds no collection of schemas",
        include.display()
    );
    for set in SETS {
        let (prost, protoseal) = (prost(set, &protos, &include, &[]), protoseal(set, &protos, &include));
        assert!(prost.len() >= 8, "{set:?}: {:?}", prost.keys());
        let differences = differences(&prost, &protoseal);
        assert!(
            differences.is_empty(),
            "{set:?}, from prost-build and from us:\n{differences}"
        );
    }
}

/// A parent without options, of a message that has some.
const PARENT: &str = "syntax = \"proto3\";
package shop.v1;
import \"pay/v1/card.proto\";
import \"google/protobuf/timestamp.proto\";
// An order.
message Order {
  // Its number.
  uint64 id = 1;
  pay.v1.Card card = 2;
  map<string, Item> items = 3;
  bytes tag = 4;
  google.protobuf.Timestamp at = 5;
  oneof paid {
    pay.v1.Card with = 6;
    bool cash = 7;
  }
  message Item {
    optional string name = 1;
    Kind kind = 2;
  }
  enum Kind {
    KIND_UNSPECIFIED = 0;
  }
}
// Holds nothing sealed.
message Stock { repeated Order.Item items = 1; }
service Orders { rpc Find(Stock) returns (Order); }
";

const CARD: &str = "syntax = \"proto3\";
package pay.v1;
import \"protoseal/options.proto\";
message Card {
  string number = 1 [(protoseal.field).seal.key = \"card\"];
  repeated bytes sealed = 15 [(protoseal.field).envelope = true];
}
";

#[test]
fn a_stock_parent_begins_with_prost_builds_output() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("pay/v1")).expect("a folder");
    let parent = folder.path().join("order.proto");
    fs::write(&parent, PARENT).expect("a file");
    fs::write(folder.path().join("pay/v1/card.proto"), CARD).expect("a file");
    for set in SETS {
        let protos = [parent.clone()];
        let mut prost = prost(set, &protos, folder.path(), &["protoseal"]);
        let mut protoseal = protoseal(set, &protos, folder.path());
        let mut take = |package: &str| Some((prost.remove(package)?, protoseal.remove(package)?));
        let (stock, parent) = take("shop.v1.rs").expect("both generate the parent");
        let added = parent.strip_prefix(&stock);
        let added = added.unwrap_or_else(|| panic!("{set:?}: prost-build writes\n{stock}\nand we write\n{parent}"));
        assert!(added.contains("pub mod clear {"), "{set:?}: {added}");
        take("pay.v1.rs").expect("both generate the annotated message");
        let differences = differences(&prost, &protoseal);
        assert!(
            differences.is_empty(),
            "{set:?}, from prost-build and from us:\n{differences}"
        );
    }
}

#[test]
fn files_of_options_are_left_out_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = "syntax = \"proto2\"; package validate; import \"google/protobuf/descriptor.proto\";
message Rules { optional string pattern = 1; }
extend google.protobuf.FieldOptions { optional Rules rules = 1071; }";
    let user =
        "syntax = \"proto3\"; package user.v1; import \"validate/validate.proto\"; import \"protoseal/options.proto\";
message User { string name = 1 [(validate.rules).pattern = \"^a\"]; }";
    fs::create_dir_all(folder.path().join("validate")).expect("a folder");
    fs::write(folder.path().join("validate/validate.proto"), options).expect("a file");
    fs::write(folder.path().join("user.proto"), user).expect("a file");
    let protos = [folder.path().join("user.proto")];
    let (prost, protoseal) = (
        prost(Set::Default, &protos, folder.path(), &[]),
        protoseal(Set::Default, &protos, folder.path()),
    );
    let names: Vec<_> = prost.keys().collect();
    assert_eq!(names, ["protoseal.rs", "user.v1.rs", "validate.rs"]);
    let names: Vec<_> = protoseal.keys().collect();
    assert_eq!(names, ["user.v1.rs"]);
    assert_eq!(prost["user.v1.rs"], protoseal["user.v1.rs"]);
}
