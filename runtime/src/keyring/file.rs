//! The key file among other files, processes and users; what it says is `document`'s.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use super::document::{parse, serialize};
use super::record::{KeyRecord, Version};
use crate::error::{FileFault, KeyringError};

/// Longer files are no key files; 16 MiB hold more than 80,000 versions.
const LONGEST: u64 = 16 << 20;

pub(super) fn load(path: &Path) -> Result<Vec<KeyRecord>, KeyringError> {
    let mut file = open(path)?;
    let metadata = file.metadata().map_err(failed(path, "read its permissions"))?;
    refuse_exposed(path, &metadata)?;
    read(path, &mut file)
}

fn open(path: &Path) -> Result<File, KeyringError> {
    let missing = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => KeyringError::FileMissing { path: path.into() },
        _ => failed(path, "open it")(error),
    };
    // Asked by its path first: to open a pipe would wait for whoever writes to it.
    if !std::fs::metadata(path).map_err(missing)?.is_file() {
        return Err(KeyringError::FileInvalid {
            path: path.into(),
            fault: FileFault::Kind,
        });
    }
    File::open(path).map_err(missing)
}

fn read(path: &Path, file: &mut File) -> Result<Vec<KeyRecord>, KeyringError> {
    let length = file.metadata().map_err(failed(path, "read its length"))?.len();
    let content = read_whole(file, length).map_err(failed(path, "read it"))?;
    let invalid = |fault| KeyringError::FileInvalid {
        path: path.into(),
        fault,
    };
    let content = content.ok_or_else(|| invalid(FileFault::TooLong))?;
    parse(&content).map_err(invalid)
}

/// Writes a new file; `false` if there is one already, which stays as it is.
pub(super) fn create(path: &Path, keys: &[KeyRecord]) -> Result<bool, KeyringError> {
    let written = write_beside(path, keys)?;
    match written.persist_noclobber(path) {
        Ok(_) => sync_folder(path).map(|()| true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(path, "create it")(error.error)),
    }
}

/// Writes the file over the one that may be there, unless that holds versions of keys that these lack. Waits for whoever
/// else replaces it.
pub(super) fn replace(path: &Path, keys: &[KeyRecord]) -> Result<(), KeyringError> {
    loop {
        let target = followed(path)?;
        // One that is exposed is closed by being replaced, and so not refused.
        let mut file = match open(&target) {
            Err(KeyringError::FileMissing { .. }) if create(&target, keys)? => return Ok(()),
            // Another process created it since.
            Err(KeyringError::FileMissing { .. }) => continue,
            opened => opened?,
        };
        if !lock(&target, &file)? {
            continue;
        }
        refuse_loss(path, &read(&target, &mut file)?, keys)?;
        // Open for its lock; where there is none, an open file could not be replaced.
        let _locked = cfg!(unix).then_some(file);
        let written = write_beside(&target, keys)?;
        written
            .persist(&target)
            .map_err(|error| failed(path, "replace it")(error.error))?;
        return sync_folder(&target);
    }
}

/// The file that a symbolic link names, which is to be replaced in its place: the link stays, and no old file keeps secrets.
fn followed(path: &Path) -> Result<PathBuf, KeyringError> {
    match std::fs::canonicalize(path) {
        Ok(target) => Ok(target),
        // Nothing is there, not even a link that leads nowhere.
        Err(_) if std::fs::symlink_metadata(path).is_err() => Ok(path.into()),
        Err(error) => Err(failed(path, "follow the link to its file")(error)),
    }
}

/// Another process may have changed the file since this keyring was loaded: it may hold a version that this one lacks, or has
/// another of, where both rotated a key to the same number.
fn refuse_loss(path: &Path, there: &[KeyRecord], keys: &[KeyRecord]) -> Result<(), KeyringError> {
    let of = |key| KeyRecord::all(key).iter().map(move |version| (key, version));
    let held: HashMap<_, &Version> = keys
        .iter()
        .flat_map(of)
        .map(|(key, version)| ((key.id(), key.name(), version.info.number), version))
        .collect();
    let lost = there.iter().flat_map(of).find(|(key, version)| {
        let own = held.get(&(key.id(), key.name(), version.info.number));
        own.is_none_or(|own| !own.replaces(version))
    });
    match lost {
        Some((key, version)) => Err(KeyringError::WouldLose {
            path: path.into(),
            name: key.name().into(),
            version: version.info.number,
        }),
        None => Ok(()),
    }
}

/// A temporary file in the same folder, mode 0600 from its creation on, complete and on disk.
fn write_beside(path: &Path, keys: &[KeyRecord]) -> Result<NamedTempFile, KeyringError> {
    // The name is documented, for whoever has to look for what a crash left.
    let beside = tempfile::Builder::new()
        .prefix(".tmp")
        .rand_bytes(6)
        .tempfile_in(folder(path));
    let mut file = beside.map_err(failed(path, "create a file beside it"))?;
    let content = serialize(keys).map_err(|error| failed(path, "write it")(error.into()))?;
    file.write_all(&content).map_err(failed(path, "write it"))?;
    file.as_file().sync_all().map_err(failed(path, "write it to disk"))?;
    Ok(file)
}

/// The whole file in a buffer that is never moved by growing; `None` if it is too long.
fn read_whole(file: &mut File, length: u64) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    if length > LONGEST {
        return Ok(None);
    }
    // One byte more than it had when it was opened, to see that it has not grown since.
    let mut content = Zeroizing::new(vec![0; length as usize + 1]);
    let mut filled = 0;
    while filled < content.len() {
        match file.read(&mut content[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    if filled == content.len() {
        return Err(io::Error::other("it grew while it was read"));
    }
    content.truncate(filled);
    Ok(Some(content))
}

#[cfg(unix)]
fn refuse_exposed(path: &Path, metadata: &std::fs::Metadata) -> Result<(), KeyringError> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(KeyringError::FileExposed {
            path: path.into(),
            mode,
        });
    }
    // Whoever owns it knows its keys and can exchange them.
    let (owner, own) = (metadata.uid(), rustix::process::geteuid().as_raw());
    if owner != own && owner != 0 {
        return Err(KeyringError::FileForeign {
            path: path.into(),
            owner,
        });
    }
    Ok(())
}

/// Other systems have no such bits; their folders' permissions have to do.
#[cfg(not(unix))]
fn refuse_exposed(_: &Path, _: &std::fs::Metadata) -> Result<(), KeyringError> {
    Ok(())
}

/// Keeps others from replacing the file while it is open here; `false` if somebody replaced it before. Where a file system has no
/// such locks, two that save at the same moment are not told from one.
#[cfg(unix)]
fn lock(path: &Path, file: &File) -> Result<bool, KeyringError> {
    use rustix::fs::{FlockOperation, flock};
    use std::os::unix::fs::MetadataExt;
    while let Err(rustix::io::Errno::INTR) = flock(file, FlockOperation::LockExclusive) {}
    let locked = file.metadata().map_err(failed(path, "read its identity"))?;
    match std::fs::metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (locked.dev(), locked.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(path, "read its identity")(error)),
    }
}

/// On other systems, two that save at the same moment are not told from one.
#[cfg(not(unix))]
fn lock(_: &Path, _: &File) -> Result<bool, KeyringError> {
    Ok(true)
}

/// Puts the folder's new entry on disk, where the system can.
fn sync_folder(path: &Path) -> Result<(), KeyringError> {
    if cfg!(unix) {
        let synced = File::open(folder(path)).and_then(|folder| folder.sync_all());
        synced.map_err(failed(path, "write its folder to disk"))?;
    }
    Ok(())
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.into(),
        _ => ".".into(),
    }
}

fn failed(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> KeyringError {
    let path = path.to_path_buf();
    move |error| KeyringError::Io { path, action, error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_a_crash_leaves_has_the_name_that_is_documented() {
        let folder = tempfile::tempdir().unwrap();
        let beside = write_beside(&folder.path().join("keys.json"), &[]).unwrap();
        assert_eq!(beside.path().parent().unwrap(), folder.path());
        let name = beside.path().file_name().unwrap().to_str().unwrap();
        let drawn = name.strip_prefix(".tmp").unwrap();
        assert!(
            drawn.len() == 6 && drawn.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "{name}"
        );
    }
}
