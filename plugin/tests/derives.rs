//! Derives that settings add to messages with sealed fields: serde's, which are told to skip these, and no others.

use std::path::Path;

/// What generating the case `conditional` with an attribute of its messages gives.
fn generate(attribute: &str) -> Result<(), String> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/conditional");
    let out = tempfile::tempdir().expect("a folder");
    let generated = protoseal_build::configure()
        .out_dir(out.path())
        .type_attribute(".", attribute)
        .compile_protos(&[case.join("case.proto")], &[&case]);
    generated.map_err(|error| error.to_string())
}

#[test]
fn a_derive_that_could_read_what_is_private_is_refused_in_every_condition() {
    for attribute in [
        "#[derive(zeroize::Zeroize)]",
        "#[cfg_attr(feature = \"wipe\", derive(serde::Serialize, zeroize::Zeroize))]",
        "#[cfg_attr(a, cfg_attr(b, derive(Zeroize)))]",
    ] {
        assert_eq!(
            generate(attribute).expect_err(attribute),
            "error: a setting derives `Zeroize` for `demo.v1.Person`, which has sealed fields: code that the derive writes could read and set them\n  = help: derive it for the paths of messages without sealed fields"
        );
    }
    assert_eq!(generate("#[cfg_attr(a, derive(serde::Serialize))]"), Ok(()));
}
