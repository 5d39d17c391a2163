//! Which files of a collection are generated.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rand::rngs::StdRng;
use rand::seq::SliceRandom;

/// A folder with more messages is left out, for it takes longer to compile than all others together.
const MOST_IN_A_FOLDER: u64 = 400;

/// All files.
pub(crate) fn all(include: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(folders(include)?.into_iter().flat_map(|(protos, _)| protos).collect())
}

/// The files of some folders, until they have so many messages.
pub(crate) fn some(include: &Path, messages: u64, rng: &mut StdRng) -> io::Result<Vec<PathBuf>> {
    let mut folders = folders(include)?;
    folders.shuffle(rng);
    let (mut chosen, mut count) = (Vec::new(), 0);
    for (protos, in_folder) in folders {
        if count >= messages {
            break;
        }
        if (1..=MOST_IN_A_FOLDER).contains(&in_folder) {
            chosen.extend(protos);
            count += in_folder;
        }
    }
    Ok(chosen)
}

/// The folders that hold .proto files, each with those and with how many messages they have.
fn folders(include: &Path) -> io::Result<Vec<(Vec<PathBuf>, u64)>> {
    let mut found = Vec::new();
    let mut pending = vec![include.to_owned()];
    while let Some(folder) = pending.pop() {
        let (mut protos, mut messages) = (Vec::new(), 0);
        let mut entries = fs::read_dir(&folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        for path in entries {
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "proto") {
                let text = fs::read_to_string(&path)?;
                let declares = |line: &&str| line.trim_start().starts_with("message ");
                // protox and prost-build read no editions.
                if !text.lines().any(|line| line.starts_with("edition")) {
                    messages += text.lines().filter(declares).count() as u64;
                    protos.push(path);
                }
            }
        }
        if !protos.is_empty() {
            found.push((protos, messages));
        }
    }
    Ok(found)
}
