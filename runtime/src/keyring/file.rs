//! The key file (`docs/format.md`, section 10).

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use super::hex;
use super::record::{DataKey, KeyId, KeyRecord, KeyState, Version, VersionInfo};
use crate::error::{FileFault, KeyringError};
use crate::suite::Suite;

const FORMAT: &str = "protoseal-keyring";
const VERSION: u32 = 1;
/// Longer files are no key files; 16 MiB hold more than 80,000 versions.
const LONGEST: u64 = 16 << 20;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Document<'d> {
    #[serde(borrow)]
    format: Cow<'d, str>,
    version: u32,
    #[serde(borrow)]
    keys: Vec<KeyEntry<'d>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct KeyEntry<'d> {
    #[serde(borrow)]
    id: Cow<'d, str>,
    #[serde(borrow)]
    name: Cow<'d, str>,
    #[serde(borrow)]
    suite: Cow<'d, str>,
    #[serde(borrow)]
    versions: Vec<VersionEntry<'d>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct VersionEntry<'d> {
    version: u32,
    #[serde(borrow)]
    state: Cow<'d, str>,
    created: u64,
    /// Borrowed from the file's buffer, which is zeroized: an owned string would be a copy that stays. So the digits must
    /// stand unescaped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<&'d str>,
}

pub(super) fn load(path: &Path) -> Result<Vec<KeyRecord>, KeyringError> {
    read(path, refuse_exposed)
}

fn read(
    path: &Path,
    refuse: impl FnOnce(&Path, &std::fs::Metadata) -> Result<(), KeyringError>,
) -> Result<Vec<KeyRecord>, KeyringError> {
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
    let mut file = File::open(path).map_err(missing)?;
    let metadata = file.metadata().map_err(failed(path, "read its permissions"))?;
    refuse(path, &metadata)?;
    let content = read_whole(&mut file, metadata.len()).map_err(failed(path, "read it"))?;
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

/// Writes the file over the one that may be there, unless that holds versions of keys that these lack.
pub(super) fn replace(path: &Path, keys: &[KeyRecord]) -> Result<(), KeyringError> {
    // Through a symbolic link the file that it names is replaced: the link stays, and no old file keeps secrets.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.into());
    // One that is exposed is closed by being replaced.
    match read(&target, |_, _| Ok(())) {
        Ok(there) => refuse_loss(path, &there, keys)?,
        Err(KeyringError::FileMissing { .. }) => {}
        Err(error) => return Err(error),
    }
    let written = write_beside(&target, keys)?;
    written
        .persist(&target)
        .map_err(|error| failed(path, "replace it")(error.error))?;
    sync_folder(&target)
}

/// Another process may have added keys to the file since this keyring was loaded.
fn refuse_loss(path: &Path, there: &[KeyRecord], keys: &[KeyRecord]) -> Result<(), KeyringError> {
    for record in there {
        let own = keys.iter().find(|own| own.id() == record.id());
        let lost = record
            .all()
            .iter()
            .map(|version| version.info.number)
            .find(|number| own.is_none_or(|own| own.version(*number).is_none()));
        if let Some(version) = lost {
            return Err(KeyringError::WouldLose {
                path: path.into(),
                name: record.name().into(),
                version,
            });
        }
    }
    Ok(())
}

/// A temporary file in the same folder, mode 0600 from its creation on, complete and on disk.
fn write_beside(path: &Path, keys: &[KeyRecord]) -> Result<NamedTempFile, KeyringError> {
    let mut file = NamedTempFile::new_in(folder(path)).map_err(failed(path, "create a file beside it"))?;
    let content = serialize(keys).map_err(|error| failed(path, "write it")(error.into()))?;
    file.write_all(&content.0).map_err(failed(path, "write it"))?;
    file.as_file().sync_all().map_err(failed(path, "write it to disk"))?;
    Ok(file)
}

fn serialize(keys: &[KeyRecord]) -> Result<Wiped, serde_json::Error> {
    let secrets: Vec<Vec<Option<Zeroizing<String>>>> = keys
        .iter()
        .map(|key| {
            key.all()
                .iter()
                .map(|version| version.secret.as_ref().map(|s| hex::encode(s.bytes())))
                .collect()
        })
        .collect();
    let entries = keys.iter().zip(&secrets).map(|(key, secrets)| KeyEntry {
        id: Cow::Owned(format!("{:032x}", u128::from_be_bytes(*key.id().bytes()))),
        name: Cow::Borrowed(key.name()),
        suite: Cow::Borrowed(key.suite().name()),
        versions: key
            .all()
            .iter()
            .zip(secrets)
            .map(|(version, secret)| version_entry(version, secret))
            .collect(),
    });
    let document = Document {
        format: FORMAT.into(),
        version: VERSION,
        keys: entries.collect(),
    };
    let mut content = Wiped(Zeroizing::new(Vec::with_capacity(4096)));
    serde_json::to_writer_pretty(&mut content, &document)?;
    content.write_all(b"\n").map_err(serde_json::Error::io)?;
    Ok(content)
}

fn version_entry<'d>(version: &Version, secret: &'d Option<Zeroizing<String>>) -> VersionEntry<'d> {
    VersionEntry {
        version: version.info.number,
        state: version.info.state.name().into(),
        created: version.info.created,
        key: secret.as_ref().map(|digits| digits.as_str()),
    }
}

fn parse(content: &[u8]) -> Result<Vec<KeyRecord>, FileFault> {
    // serde's own message would show what it met, which may be a key.
    let document: Document<'_> = serde_json::from_slice(content).map_err(|error| FileFault::Syntax {
        line: error.line(),
        column: error.column(),
    })?;
    if document.format != FORMAT || document.version != VERSION {
        return Err(FileFault::Format);
    }
    let mut records: Vec<KeyRecord> = Vec::with_capacity(document.keys.len());
    let mut names = HashSet::new();
    for (index, entry) in document.keys.iter().enumerate() {
        let fault = |fault| FileFault::Key { index, fault };
        let record = record(entry).map_err(fault)?;
        if !names.insert(&*entry.name) {
            return Err(fault("has the name of another; names are unique"));
        }
        records.push(record);
    }
    Ok(records)
}

fn record(entry: &KeyEntry<'_>) -> Result<KeyRecord, &'static str> {
    let mut id = [0; 16];
    if !hex::decode(&entry.id, &mut id) {
        return Err("has an id that is not 32 hex digits");
    }
    if entry.name.is_empty() {
        return Err("has an empty name");
    }
    let suite = Suite::from_name(&entry.suite).ok_or("has an unknown suite; AES-256-GCM and SM4-GCM are known")?;
    let versions: Vec<Version> = entry.versions.iter().map(version).collect::<Result<_, _>>()?;
    KeyRecord::new(KeyId::from_bytes(id), &entry.name, suite).with_all(versions)
}

fn version(entry: &VersionEntry<'_>) -> Result<Version, &'static str> {
    let state = KeyState::from_name(&entry.state).ok_or("has a version in an unknown state")?;
    let secret = match (state, entry.key) {
        (KeyState::Destroyed, None) => None,
        (KeyState::Destroyed, Some(_)) => return Err("has a destroyed version with a key; erase the key"),
        (_, None) => return Err("has a version without a key that is not destroyed"),
        (_, Some(digits)) => {
            let wrong = "has a version whose key is not 64 hex digits";
            let read = |bytes: &mut [u8; 32]| if hex::decode(digits, bytes) { Ok(()) } else { Err(wrong) };
            Some(Arc::new(DataKey::fill(read)?))
        }
    };
    let info = VersionInfo {
        number: entry.version,
        state,
        created: entry.created,
    };
    Ok(Version { info, secret })
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

/// A buffer that wipes what it leaves behind when it grows.
struct Wiped(Zeroizing<Vec<u8>>);

impl Write for Wiped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let needed = self.0.len() + bytes.len();
        if needed > self.0.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(needed.max(2 * self.0.capacity())));
            larger.extend_from_slice(&self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
