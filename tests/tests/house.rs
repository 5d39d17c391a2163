//! The house's rules that no compiler checks; CONTRIBUTING.md says them in
//! words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The most lines that a source file has.
const MOST_LINES: usize = 400;

/// Source files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

/// Folders of files that a program wrote and that tests compare with.
const WRITTEN_BY_PROGRAMS: &[&str] = &["expected"];

/// What stands for work not done. Each is in two parts, so that this file has
/// none of them.
const UNDONE: &[&str] = &[
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("db", "g!("),
    concat!("#[ig", "nore"),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
];

/// The members that are never published.
const UNPUBLISHED: &[&str] = &["benches", "conformance", "examples", "tests", "tests/schemas", "xtask"];

#[test]
fn every_crate_forbids_unsafe_code() {
    let roots = members().into_iter().flat_map(|member| crate_roots(&member));
    let unsafe_roots = roots.filter(|root| !read(root).contains("#![forbid(unsafe_code)]"));
    assert_none(unsafe_roots.map(|root| format!("{} has no #![forbid(unsafe_code)]", shown(&root))));
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    let other = members()
        .into_iter()
        .filter(|member| !manifest(member).contains("[lints]\nworkspace = true\n"));
    assert_none(other.map(|member| format!("{} does not take the workspace's lints", shown(&member))));
}

#[test]
fn what_is_published_is_agreed() {
    for member in members() {
        let unpublished = manifest(&member).contains("\npublish = false\n");
        assert_eq!(
            unpublished,
            UNPUBLISHED.contains(&&*shown(&member)),
            "`publish = false` in {}",
            shown(&member)
        );
    }
}

#[test]
fn every_file_has_one_subject() {
    assert_none(sources(&["rs"]).into_iter().filter_map(|file| {
        let (name, lines) = (shown(&file), read(&file).lines().count());
        let excused = LONGER.iter().any(|(longer, _)| *longer == name);
        match (lines > MOST_LINES, excused) {
            (true, false) => Some(format!(
                "{name} has {lines} lines, over {MOST_LINES}: part it by subject"
            )),
            (false, true) => Some(format!("{name} has {lines} lines and needs no exception any more")),
            _ => None,
        }
    }));
}

#[test]
fn nothing_is_left_undone() {
    assert_none(sources(&["proto", "rs", "toml"]).into_iter().flat_map(|file| {
        let text = read(&file);
        let lines = text.lines().zip(1..);
        let undone = lines.filter(|(line, _)| UNDONE.iter().any(|undone| line.contains(undone)));
        undone
            .map(|(line, number)| format!("{}:{number}: {line}", shown(&file)))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn option_numbers_are_unique_and_ours() {
    let options = read(&root().join("proto/protoseal/options.proto"));
    let extensions = options
        .split("\nextend ")
        .skip(1)
        .filter_map(|rest| rest.split("\n}").next());
    let mut seen = BTreeSet::new();
    for field in extensions
        .flat_map(str::lines)
        .map(str::trim)
        .filter(|line| line.starts_with("optional "))
    {
        let number = field
            .split(['=', '[', ';'])
            .nth(1)
            .and_then(|number| number.trim().parse::<u32>().ok());
        assert!(
            number.is_some_and(|number| (50_800..=50_849).contains(&number)),
            "`{field}` is outside our range"
        );
        assert!(seen.insert(number), "`{field}` uses a number again");
    }
    assert!(!seen.is_empty(), "options.proto has no extensions");
}

#[test]
fn the_map_names_every_folder() {
    let map = read(&root().join("ARCHITECTURE.md"));
    let folders = entries(root()).into_iter().filter(|entry| entry.is_dir());
    let names = folders.map(|folder| shown(&folder));
    let ours = names.filter(|name| name != "target" && (name == ".ci" || !name.starts_with('.')));
    let unnamed = ours.filter(|name| !map.contains(&format!("| `{name}/` |")));
    assert_none(unnamed.map(|name| format!("ARCHITECTURE.md does not say what {name}/ is")));
}

/// Encoding rests on prost's derive and on the API that it documents, in the runtime and in what is generated.
#[test]
fn no_hidden_api_of_prost_is_used() {
    const HIDDEN: [&str; 4] = ["::encoding", "encode_raw", "merge_field", "encode_with_tag"];
    let generated = entries(&root().join("plugin/tests/expected"));
    let generated = generated.iter().flat_map(|case| entries(case));
    let generated = generated.filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    let runtime = sources(&["rs"])
        .into_iter()
        .filter(|file| shown(file).starts_with("runtime/src"));
    let files: Vec<_> = generated.chain(runtime).collect();
    assert!(files.len() > 50, "only {} files were found", files.len());
    assert_none(files.iter().flat_map(|file| {
        let text = read(file);
        let hidden = HIDDEN.iter().filter(|name| {
            let own = text.replace("crate::encoding", "");
            own.contains(*name)
        });
        hidden
            .map(|name| format!("{} uses {name}", shown(file)))
            .collect::<Vec<_>>()
    }));
}

/// Fails with every breach of a rule, a line each.
/// The threat model refers to tests, as [`name`][file] with the file's path below: each attack to one or more, and none that is not there.
#[test]
fn every_test_that_the_threat_model_names_exists() {
    for page in ["SECURITY.md", "SECURITY.zh.md"] {
        let text = read(&root().join(page));
        let files: BTreeMap<&str, &str> = text
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.split_once("]: "))
            .collect();
        let named: Vec<(&str, &str)> = text.split("[`").skip(1).filter_map(test_link).collect();
        assert!(named.len() > 50, "{page} names {} tests", named.len());
        let missing = named.iter().filter(|(name, file)| {
            let path = files.get(file).map(|path| root().join(path));
            !path.is_some_and(|path| is_test(&path, name))
        });
        assert_none(missing.map(|(name, file)| format!("{page}: there is no test {name} in {file}")));
        let unused = files.keys().filter(|file| !named.iter().any(|(_, used)| used == *file));
        assert_none(unused.map(|file| format!("{page}: nothing refers to {file}")));
        let rows = text
            .lines()
            .filter(|line| line.starts_with("| ") && line.matches(" | ").count() == 2);
        let bare = rows.skip(1).filter(|row| !row.contains("[`"));
        assert_none(bare.map(|row| format!("{page}: an attack without a test: {row}")));
    }
}

/// `name` and `file` of what follows "[`".
fn test_link(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once("`][")?;
    Some((name, rest.split_once(']')?.0))
}

/// A function, a line of the macro `attacks!`, or a file that must not compile.
fn is_test(file: &Path, name: &str) -> bool {
    let text = read(file);
    let fails = file.parent().is_some_and(|folder| folder.ends_with("compile_fail"));
    (fails && file.file_stem().is_some_and(|stem| stem == name))
        || text.contains(&format!("fn {name}()"))
        || text.contains(&format!("\n    {name}: \""))
}

fn assert_none(breaches: impl Iterator<Item = String>) {
    let breaches: Vec<_> = breaches.collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

/// The folders of the workspace's crates.
fn members() -> Vec<PathBuf> {
    let manifest = read(&root().join("Cargo.toml"));
    let list = manifest
        .split_once("members = [")
        .and_then(|(_, rest)| rest.split_once(']'));
    let (list, _) = list.expect("Cargo.toml lists its members");
    list.split(',')
        .map(|name| name.trim().trim_matches('"'))
        .filter(|name| !name.is_empty())
        .map(|name| root().join(name))
        .collect()
}

/// The roots of a member's library and programs.
fn crate_roots(member: &Path) -> Vec<PathBuf> {
    let src = member.join("src");
    let programs = entries(&src.join("bin"))
        .into_iter()
        .map(|entry| if entry.is_dir() { entry.join("main.rs") } else { entry });
    let roots: Vec<_> = [src.join("lib.rs"), src.join("main.rs")]
        .into_iter()
        .filter(|root| root.is_file())
        .chain(programs)
        .collect();
    assert!(
        !roots.is_empty(),
        "{} has no crate root that this test knows",
        shown(member)
    );
    roots
}

/// The files written by people that end in one of `extensions`.
fn sources(extensions: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in entries(&folder) {
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if entry.is_dir() {
                if !name.starts_with('.') && name != "target" && !WRITTEN_BY_PROGRAMS.contains(&&*name) {
                    folders.push(entry);
                }
            } else if entry
                .extension()
                .is_some_and(|extension| extensions.iter().any(|known| extension == *known))
            {
                files.push(entry);
            }
        }
    }
    files.sort();
    files
}

/// What is in a folder; nothing if there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.expect("a folder of this repository can be listed").path())
        .collect()
}

fn manifest(member: &Path) -> String {
    read(&member.join("Cargo.toml"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("this crate lies in the workspace")
}

/// A path as seen from the root.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
