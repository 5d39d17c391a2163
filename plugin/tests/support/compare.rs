//! Generated files, and how two sets of them differ.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Text by file name.
pub(crate) type Texts = BTreeMap<String, String>;

/// The Rust files of a folder.
pub(crate) fn texts(folder: &Path) -> Texts {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let rust = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a text"))
    })
    .collect()
}

/// What `second` lacks, has besides, or says otherwise than `first`; empty if they are the same.
pub(crate) fn differences(first: &Texts, second: &Texts) -> String {
    let mut found = String::new();
    for name in first.keys().filter(|name| !second.contains_key(*name)) {
        let _ = writeln!(found, "{name}: only the first has this file");
    }
    for (name, text) in second {
        match first.get(name) {
            None => {
                let _ = writeln!(found, "{name}: only the second has this file");
            }
            Some(other) if other != text => {
                let lines = (1..).zip(other.lines().zip(text.lines()));
                let line = lines.into_iter().find(|(_, (first, second))| first != second);
                let (number, (first, second)) = line.unwrap_or((0, ("one is longer", "than the other")));
                let _ = writeln!(found, "{name}:{number}:\n  first   {first}\n  second  {second}");
            }
            Some(_) => {}
        }
    }
    found
}
