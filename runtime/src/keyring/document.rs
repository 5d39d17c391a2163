//! What a key file says, in JSON (`docs/format.md`, section 10).

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::hex;
use super::record::{DataKey, KeyId, KeyRecord, KeyState, Version, VersionInfo};
use crate::error::FileFault;
use crate::suite::Suite;

const FORMAT: &str = "protoseal-keyring";
const VERSION: u32 = 1;

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

pub(super) fn serialize(keys: &[KeyRecord]) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
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
    Ok(content.0)
}

fn version_entry<'d>(version: &Version, secret: &'d Option<Zeroizing<String>>) -> VersionEntry<'d> {
    VersionEntry {
        version: version.info.number,
        state: version.info.state.name().into(),
        created: version.info.created,
        key: secret.as_ref().map(|digits| digits.as_str()),
    }
}

pub(super) fn parse(content: &[u8]) -> Result<Vec<KeyRecord>, FileFault> {
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
