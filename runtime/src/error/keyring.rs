//! Why a keyring is not made, changed, loaded or saved.

use core::fmt;
use std::io;
use std::path::PathBuf;

use crate::keyring::KeyState;

/// Why a keyring is not made, changed, loaded or saved. No byte of a key is part of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// The keyring has no key of this name.
    #[error("the keyring has no key \"{name}\"; correct the name, or make the key with `Keyring::add`")]
    KeyUnknown {
        /// The name.
        name: String,
    },

    /// The key has no such version.
    #[error("key \"{name}\" has no version {version}")]
    VersionUnknown {
        /// The key's name.
        name: String,
        /// The version.
        version: u32,
    },

    /// The keyring has a key of this name already.
    #[error("the keyring has a key \"{name}\" already; rotate it, or choose another name")]
    KeyExists {
        /// The name.
        name: String,
    },

    /// A record of a key breaks a rule of `docs/format.md`, section 10.
    #[error("key \"{name}\" {fault}")]
    RecordInvalid {
        /// The key's name.
        name: String,
        /// What is wrong with it.
        fault: &'static str,
    },

    /// A version cannot go from its state to that one.
    #[error("version {version} of key \"{name}\" is {from} and cannot become {to}")]
    Transition {
        /// The key's name.
        name: String,
        /// The version.
        version: u32,
        /// The state that it has.
        from: KeyState,
        /// The state that it cannot take.
        to: KeyState,
    },

    /// The kernel gave no random bits.
    #[error("the system gives no random bits ({0}); without them no key can be made")]
    Entropy(getrandom::Error),

    /// The operating system refused to read or write the key file.
    #[error("{path}: cannot {action}: {error}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said. Part of the text, and so no source.
        error: io::Error,
    },

    /// The key file does not exist.
    #[error("{path}: no such key file; create it with `Keyring::load_or_create` or `save`", path = path.display())]
    FileMissing {
        /// The file.
        path: PathBuf,
    },

    /// The key file can be read or written by others than its owner.
    #[error("{path}: its group or others may access it (mode {mode:04o}); run chmod 600, and rotate its keys if it was exposed", path = path.display())]
    FileExposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },

    /// The key file belongs to another user, who knows its keys and could exchange them.
    #[error("{path}: it belongs to user {owner}, neither to the user of this process nor to root; run as that user, or chown it and rotate its keys", path = path.display())]
    FileForeign {
        /// The file.
        path: PathBuf,
        /// The owner's user id.
        owner: u32,
    },

    /// The key file has no key of some of the names that were asked for, or one of another suite.
    #[error("{path}: it has no keys {names:?} of the suites asked for; to have them, load it, `add` them and `save`", path = path.display())]
    FileLacks {
        /// The file.
        path: PathBuf,
        /// The names that it lacks.
        names: Vec<String>,
    },

    /// The key file holds a version of a key that would be lost if this keyring replaced it: one that it lacks, has another
    /// secret for, or has in a state from before what the file says, such as destroyed.
    #[error("{path}: it holds a version {version} of key \"{name}\" that this keyring lacks or has in an earlier state, so another process changed it; load it anew, repeat the change and save that", path = path.display())]
    WouldLose {
        /// The file.
        path: PathBuf,
        /// The key's name in the file.
        name: String,
        /// The version.
        version: u32,
    },

    /// The key file is none of version 1.
    #[error("{path}: {fault}", path = path.display())]
    FileInvalid {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: FileFault,
    },
}

/// What is wrong with a key file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileFault {
    /// It is not JSON of the shape that `docs/format.md`, section 10, shows.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 0.
        column: usize,
    },
    /// It is of another format or version.
    Format,
    /// It is longer than 16 MiB.
    TooLong,
    /// It is a folder, a pipe or a device.
    Kind,
    /// A key of it breaks a rule.
    Key {
        /// The place in the list of keys, from 0.
        index: usize,
        /// The rule.
        fault: &'static str,
    },
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { line, column } => {
                write!(
                    f,
                    "no key file at line {line}, column {column}; restore it from its backup"
                )
            }
            Self::Format => f.write_str("not a key file of version 1; a newer release may have written it"),
            Self::Kind => f.write_str("not a file but a folder, a pipe or a device; name a file"),
            Self::TooLong => f.write_str("longer than 16 MiB; this is no key file"),
            Self::Key { index, fault } => write!(f, "key {index} of the list {fault}"),
        }
    }
}
