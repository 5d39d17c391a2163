//! One schema gives the same code through every face: from a build script, from a descriptor set of protox or protoc, and
//! from the plugin under an old and a current protoc.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/compare.rs"]
mod compare;
#[path = "support/fields.rs"]
mod fields;
#[path = "support/services.rs"]
mod services;
#[path = "support/tools.rs"]
mod tools;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use compare::{Texts, differences, texts};
use protoseal_build::Config;
use tempfile::TempDir;

const OLD: &str = "PROTOSEAL_PROTOC_OLD";
const CURRENT: &str = "PROTOSEAL_PROTOC_CURRENT";

/// .proto files and how they are generated.
struct Schema {
    name: String,
    include: PathBuf,
    /// Below the include path; those that a build script names come first.
    files: Vec<String>,
    /// How many of them a build script names; it generates the others as they are imported.
    named: usize,
    settings: Vec<String>,
    configure: Box<dyn Fn() -> Config>,
}

/// The schemas that the workspace's tests seal and open, and the cases of expected output. A generator of services is a
/// build script's alone.
fn schemas() -> Vec<Schema> {
    let files = ["kinds", "legacy", "names", "places"].map(|name| format!("kinds/v1/{name}.proto"));
    let named = [&files[..], &["root.proto".to_owned()]].concat();
    let other = ["kinds/other/v1/other.proto".to_owned()];
    let kinds = Schema {
        name: "kinds".to_owned(),
        include: package().join("../tests/proto"),
        named: named.len(),
        files: [&named[..], &other].concat(),
        settings: Vec::new(),
        configure: Box::new(protoseal_build::configure),
    };
    let cases = cases::all()
        .into_iter()
        .filter(|case| !case.settings.iter().any(|setting| setting == "services"));
    let cases = cases.map(|case| Schema {
        name: case.name.clone(),
        include: case.folder.clone(),
        files: protos(&case.folder),
        named: 1,
        settings: case.settings.clone(),
        configure: Box::new(move || case.configure()),
    });
    [kinds].into_iter().chain(cases).collect()
}

/// `case.proto`, then the others.
fn protos(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder)
        .expect("a case")
        .map(|entry| entry.expect("an entry"));
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".proto")).collect();
    names.sort_by_key(|name| (name != "case.proto", name.clone()));
    names
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

impl Schema {
    fn by_build_script(&self) -> Texts {
        let out = folder();
        let protos: Vec<PathBuf> = self.files[..self.named]
            .iter()
            .map(|file| self.include.join(file))
            .collect();
        (self.configure)()
            .out_dir(out.path())
            .compile_protos(&protos, &[&self.include])
            .unwrap_or_else(|error| panic!("{}: {error}", self.name));
        texts(out.path())
    }

    fn by_descriptor_set(&self, set: &[u8]) -> Texts {
        let out = folder();
        (self.configure)()
            .out_dir(out.path())
            .compile_fds(set)
            .unwrap_or_else(|error| panic!("{}: {error}", self.name));
        texts(out.path())
    }

    /// protoc with its include paths.
    fn protoc(&self, protoc: &Path) -> Command {
        let mut command = Command::new(protoc);
        command
            .arg("-I")
            .arg(&self.include)
            .arg("-I")
            .arg(package().join("proto"));
        for include in protoseal_build::validation_includes() {
            command.arg("-I").arg(include);
        }
        command
    }

    fn by_plugin(&self, protoc: &Path) -> Texts {
        let out = folder();
        let mut command = self.protoc(protoc);
        through_plugin(&mut command, out.path());
        for setting in &self.settings {
            command.arg(format!("--protoseal_opt={}", setting.replace(',', "\\,")));
        }
        succeed(command.args(&self.files));
        texts(out.path())
    }

    fn assert_same(&self, how: &str, first: &Texts, second: &Texts) {
        let differences = differences(first, second);
        assert!(
            differences.is_empty(),
            "{}, from a build script and from {how}:\n{differences}",
            self.name
        );
    }
}

fn through_plugin(command: &mut Command, out: &Path) {
    let plugin = env!("CARGO_BIN_EXE_protoc-gen-protoseal");
    command.arg(format!("--plugin=protoc-gen-protoseal={plugin}"));
    command.arg(format!("--protoseal_out={}", out.display()));
}

fn output(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn succeed(command: &mut Command) {
    let output = output(command);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{said}");
}

/// What protoc says when it fails.
fn refusal(command: &mut Command) -> String {
    let output = output(command);
    assert!(!output.status.success(), "{command:?} succeeds");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_descriptor_set_of_protox_gives_a_build_scripts_code() {
    for schema in schemas() {
        let mut includes = vec![schema.include.clone(), package().join("proto")];
        includes.extend(protoseal_build::validation_includes());
        let mut compiler = protox::Compiler::new(includes).expect("a compiler");
        compiler.include_imports(true).include_source_info(true);
        compiler.open_files(&schema.files[..schema.named]).expect("a schema");
        let generated = schema.by_descriptor_set(&compiler.encode_file_descriptor_set());
        schema.assert_same("protox", &schema.by_build_script(), &generated);
    }
}

fn descriptor_sets_of(protoc: &Path) {
    let folder = folder();
    let path = folder.path().join("set");
    for schema in schemas() {
        let mut command = schema.protoc(protoc);
        command.args(["--include_imports", "--include_source_info", "-o"]);
        succeed(command.arg(&path).args(&schema.files[..schema.named]));
        let generated = schema.by_descriptor_set(&fs::read(&path).expect("a descriptor set"));
        schema.assert_same(&protoc.display().to_string(), &schema.by_build_script(), &generated);
    }
}

fn plugin_under(protoc: &Path) {
    for schema in schemas() {
        let generated = schema.by_plugin(protoc);
        let how = format!("the plugin under {}", protoc.display());
        schema.assert_same(&how, &schema.by_build_script(), &generated);
    }
}

#[test]
fn a_descriptor_set_of_the_old_protoc_gives_a_build_scripts_code() {
    tools::tool(OLD).as_deref().map(descriptor_sets_of);
}

#[test]
fn a_descriptor_set_of_the_current_protoc_gives_a_build_scripts_code() {
    tools::tool(CURRENT).as_deref().map(descriptor_sets_of);
}

#[test]
fn the_plugin_under_the_old_protoc_gives_a_build_scripts_code() {
    tools::tool(OLD).as_deref().map(plugin_under);
}

#[test]
fn the_plugin_under_the_current_protoc_gives_a_build_scripts_code() {
    tools::tool(CURRENT).as_deref().map(plugin_under);
}

/// The protocs that are there.
fn protocs() -> impl Iterator<Item = PathBuf> {
    [OLD, CURRENT].into_iter().filter_map(tools::tool)
}

#[test]
fn only_files_that_protoc_names_are_generated() {
    let imports = schemas().into_iter().find(|schema| schema.name == "imports");
    let mut schema = imports.expect("the case of imports");
    let all = schema.by_build_script();
    schema.files.retain(|file| file == "case.proto");
    for protoc in protocs() {
        let generated = schema.by_plugin(&protoc);
        let expected = all.iter().filter(|(name, _)| *name == "demo.shop.v1.rs");
        let expected: Texts = expected.map(|(name, text)| (name.clone(), text.clone())).collect();
        schema.assert_same("the plugin", &expected, &generated);
    }
}

/// What protoc says of a file that the plugin refuses.
fn refusal_of(protoc: &Path, source: &str, parameter: &str) -> String {
    let folder = folder();
    fs::write(folder.path().join("user.proto"), source).expect("a file");
    let mut command = Command::new(protoc);
    command
        .arg("-I")
        .arg(folder.path())
        .arg("-I")
        .arg(package().join("proto"));
    through_plugin(&mut command, folder.path());
    refusal(command.arg(format!("--protoseal_opt={parameter}")).arg("user.proto"))
}

#[test]
fn protoc_shows_what_is_wrong_with_the_options() {
    let source = "syntax = \"proto3\";\nimport \"protoseal/options.proto\";\nmessage User {\n  string phone = 1 [(protoseal.field).seal.key = \"pii\"];\n}\n";
    for protoc in protocs() {
        let said = refusal_of(&protoc, source, "");
        let wanted = "\
error: `phone` is sealed, but `User` has no field for its envelopes
 --> user.proto:4:3
  = help: add to `User`: repeated bytes sealed = 2 [(protoseal.field).envelope = true];
";
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn protoc_shows_warnings_and_refuses_what_is_to_have_none() {
    let folder = folder();
    for protoc in protocs() {
        let command = || {
            let mut command = Command::new(&protoc);
            let include = package().join("tests/diagnostics");
            command.arg("-I").arg(include).arg("-I").arg(package().join("proto"));
            through_plugin(&mut command, folder.path());
            command.arg("--protoseal_opt=validation=.demo.v1.User=off");
            command.arg("peer_pattern_unread.proto");
            command
        };
        let warns = output(&mut command());
        let said = String::from_utf8_lossy(&warns.stderr).into_owned();
        let wanted = "warning: `name` is sealed, so peers without the key find it empty";
        assert!(warns.status.success() && said.contains(wanted), "{said}");
        assert!(texts(folder.path()).contains_key("demo.v1.rs"));

        let said = refusal(command().arg("--protoseal_opt=deny_warnings"));
        let wanted = "error: `name` is sealed, so peers without the key find it empty";
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn protoc_shows_what_is_wrong_with_a_parameter() {
    for protoc in protocs() {
        let said = refusal_of(&protoc, "syntax = \"proto3\";", "byte=.");
        assert!(said.contains("unknown option `byte`"), "{said}");
    }
}
