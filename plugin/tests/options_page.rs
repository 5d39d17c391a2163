//! `docs/options.md`: each .proto block of it compiles, by itself and with the parameters that stand below it, and nothing that can be
//! said of fields is left out. Its blocks for build.rs are doctests of the crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use prost::Message;

/// What a block of the page is given that begins no file of its own.
const HEAD: [(&str, &str); 4] = [
    ("syntax = ", "syntax = \"proto3\";"),
    ("package ", "package demo.v1;"),
    (
        "import \"protoseal/options.proto\"",
        "import \"protoseal/options.proto\";",
    ),
    ("(protoseal.file)", "option (protoseal.file).key = \"pii\";"),
];

/// `CodeGeneratorRequest` of plugin.proto, with files that stay bytes.
#[derive(Clone, PartialEq, Message)]
struct Request {
    #[prost(string, repeated, tag = "1")]
    file_to_generate: Vec<String>,
    #[prost(string, optional, tag = "2")]
    parameter: Option<String>,
    #[prost(bytes = "vec", repeated, tag = "15")]
    proto_file: Vec<Vec<u8>>,
}

/// `CodeGeneratorResponse`.
#[derive(Clone, PartialEq, Message)]
struct Response {
    #[prost(string, optional, tag = "1")]
    error: Option<String>,
}

/// `FileDescriptorSet`.
#[derive(Clone, PartialEq, Message)]
struct Set {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

struct Example {
    /// As a whole file.
    proto: String,
    /// Below it, up to the next.
    parameters: Vec<String>,
    settings: String,
    report: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace")
}

fn page() -> String {
    fs::read_to_string(root().join("docs/options.md")).expect("the page")
}

/// The blocks of the page, each with what stands behind its fence.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let parts = page.split("\n```").skip(1).step_by(2);
    parts
        .map(|part| part.split_once('\n').expect("a block has lines"))
        .collect()
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for (kind, text) in blocks(page) {
        match (kind, examples.last_mut()) {
            ("proto", _) => examples.push(Example {
                proto: whole(text),
                parameters: Vec::new(),
                settings: String::new(),
                report: String::new(),
            }),
            ("sh", Some(example)) => {
                let parameters = text
                    .split_whitespace()
                    .filter_map(|word| word.strip_prefix("--protoseal_opt="));
                example.parameters.extend(parameters.map(str::to_owned));
            }
            ("rust,no_run", Some(example)) => example.settings += text,
            ("text", Some(example)) => example.report += text,
            ("rust,ignore", _) => {}
            (kind, _) => panic!("the test does not know blocks of {kind:?} here"),
        }
    }
    examples
}

/// With a head, where the block does not begin a file.
fn whole(block: &str) -> String {
    if block.trim_start().starts_with("syntax") && block.contains("message ") {
        return block.to_owned();
    }
    let missing = HEAD.iter().filter(|(has, _)| !block.contains(has));
    let (head, options): (Vec<&str>, Vec<&str>) = missing
        .map(|(_, line)| *line)
        .partition(|line| !line.starts_with("option"));
    [head.join("\n"), options.join("\n"), block.to_owned()].join("\n")
}

/// What the plugin of protoc answers for a file with these parameters, if it is an error.
fn generate(proto: &str, parameters: &[String]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("example.proto"), proto).expect("a file");
    let includes = [folder.path().to_owned(), root().join("proto")];
    let mut compiler = protox::Compiler::new(includes).expect("include paths");
    compiler.include_imports(true).include_source_info(true);
    if let Err(error) = compiler.open_file("example.proto") {
        return Some(error.to_string());
    }
    let files = Set::decode(&*compiler.encode_file_descriptor_set())
        .expect("a set")
        .file;
    let request = Request {
        file_to_generate: vec!["example.proto".into()],
        parameter: Some(parameters.join(",")),
        proto_file: files,
    };
    let answer = protoseal_build::protoc::answer(&request.encode_to_vec()).expect("a request");
    Response::decode(&*answer.response).expect("a response").error
}

#[test]
fn every_example_compiles() {
    let page = page();
    let examples = examples(&page);
    assert!(examples.len() > 15, "the page has {} examples", examples.len());
    for example in &examples {
        let error = generate(&example.proto, &example.parameters);
        assert_eq!(error, None, "{}\n{:?}", example.proto, example.parameters);
        // What build.rs says stands there as parameters too, so that it is tried and not only compiled.
        assert_eq!(
            example.settings.is_empty(),
            example.parameters.is_empty(),
            "{}",
            example.settings
        );
    }
}

/// What the page says that `print_policies` prints.
#[test]
fn what_is_printed_of_an_example_is_so() {
    let page = page();
    let reports: Vec<Example> = examples(&page)
        .into_iter()
        .filter(|example| !example.report.is_empty())
        .collect();
    assert!(!reports.is_empty(), "the page shows no report");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("example.proto");
    for example in reports {
        fs::write(&file, &example.proto).expect("a file");
        let report = protoseal_build::configure().policies(&[&file], &[folder.path()]);
        let report = report.expect("a schema without a mistake").to_string();
        assert_eq!(report.trim_end(), example.report.trim_end());
    }
}

/// A parameter that names what is not there is an error: the examples' parameters do name what they mean.
#[test]
fn what_an_example_says_counts() {
    let page = page();
    let with_parameters = examples(&page)
        .into_iter()
        .filter(|example| !example.parameters.is_empty());
    for example in with_parameters {
        let renamed = example.proto.replace("package ", "package other.");
        if example
            .parameters
            .iter()
            .any(|parameter| parameter.contains("=.") || parameter.contains("acme."))
        {
            assert!(
                generate(&renamed, &example.parameters).is_some(),
                "{:?}",
                example.parameters
            );
        }
    }
}

#[test]
fn nothing_that_can_be_said_of_fields_is_left_out() {
    let page = page();
    let options = fs::read_to_string(root().join("proto/protoseal/options.proto")).expect("the options");
    let declared = options.lines().map(str::trim).filter_map(|line| {
        let (before, number) = line.split_once(" = ").filter(|_| !line.starts_with("option "))?;
        number.ends_with(';').then(|| before.rsplit(' ').next())?
    });
    let fields = fs::read_to_string(root().join("plugin/src/field.rs")).expect("the settings of fields");
    let settings = fields
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub fn ")?.split(['(', '<']).next());
    let others = [
        "field",
        "envelope",
        "secrets",
        "sensitive_option",
        "json(false)",
        "json_for(",
        "deny_warnings",
        "print_policies",
        "partial",
        "partial_module",
        "clear_module",
    ];
    let names: BTreeSet<&str> = declared.chain(settings).chain(others).collect();
    assert!(names.len() > 25, "{names:?}");
    let unsaid = ["AS_UNSPECIFIED", "PLACE_DEFAULT", "message"];
    let missing = names
        .iter()
        .filter(|name| !unsaid.contains(name) && !page.contains(*name));
    let missing: Vec<&&str> = missing.collect();
    assert!(missing.is_empty(), "{missing:?}");
}
