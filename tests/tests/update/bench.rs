//! Keyrings with some of the keys, samples, and the readers that know everything.

use prost::Message;
use protoseal::codegen::{Openable, PartlyOpenable, Sealable};
use protoseal::prelude::*;
use protoseal::{DataKey, FrozenPart, GroupName, KeyId, KeyRecord, KeyState, SealError};

/// Versions of `update.v1`, as `build.rs` generates each by itself from `tests/proto/update`.
macro_rules! schemas {
    ($($name:ident)*) => { $(
        #[allow(dead_code, missing_docs, unreachable_pub)]
        pub(crate) mod $name {
            include!(concat!(env!("OUT_DIR"), "/update/", stringify!($name), "/mod.rs"));
            pub(crate) use update::v1::*;
        }
    )* };
}
schemas!(newer older);

use newer::clear::{Doc, Folder, Page, Row};

pub(crate) const ALL: [&str; 3] = ["bank", "extra", "pii"];

pub(crate) struct Keys {
    pub(crate) keyring: Keyring,
    pub(crate) sealer: Sealer,
    pub(crate) opener: Opener,
}

/// A process that holds some of the keys, which are the same for all.
pub(crate) fn holder(names: &[&str]) -> Keys {
    let keyring = Keyring::new();
    for (index, name) in ALL.iter().enumerate().filter(|(_, name)| names.contains(name)) {
        let id = KeyId::from_bytes([index as u8; 16]);
        let record = KeyRecord::new(id, name, Suite::Aes256Gcm);
        let key = DataKey::from_bytes([index as u8 + 1; 32]);
        let record = record.with_version(1, KeyState::Active, 0, key).expect("a version");
        keyring.insert(record).expect("names are unique");
    }
    Keys {
        sealer: Sealer::new(&keyring),
        opener: Opener::new(&keyring),
        keyring,
    }
}

pub(crate) fn context() -> Context {
    Context::new().with("tenant", "acme")
}

impl Keys {
    pub(crate) fn seal<C: Sealable>(&self, value: C) -> C::Wire {
        value.seal(&self.sealer, &context()).expect("it is sealed")
    }

    pub(crate) fn partial<W: PartlyOpenable>(&self, wire: W) -> W::Partial {
        wire.open_partial(&self.opener, &context()).expect("it opens in part")
    }

    /// Opened, changed and sealed again.
    pub(crate) fn edit<W>(&self, wire: &W, edit: impl FnOnce(&mut W::Partial)) -> W
    where
        W: PartlyOpenable + Message + Default + Clone,
    {
        self.try_edit(wire, edit).expect("it is sealed again")
    }

    /// As [`edit`](Self::edit), where it may be refused: by value and encoded, which must agree.
    pub(crate) fn try_edit<W>(&self, wire: &W, edit: impl FnOnce(&mut W::Partial)) -> Result<W, SealError>
    where
        W: PartlyOpenable + Message + Default + Clone,
    {
        let mut partial = self.partial(wire.clone());
        edit(&mut partial);
        match partial.seal(&self.sealer, &context()) {
            Ok(wire) => Ok(wire),
            Err(refused) => {
                let (partial, error) = refused.into_parts();
                let encoded = self.sealer.encode(partial, &context()).expect_err("as by value");
                assert_eq!(encoded.error().to_string(), error.to_string());
                Err(error)
            }
        }
    }
}

/// A message as the holder of all keys with its own schema has it.
pub(crate) fn whole<W: Openable>(wire: W) -> W::Clear {
    wire.open(&holder(&ALL).opener, &context()).expect("all of it opens")
}

/// The same bytes, as a peer with another schema has them.
pub(crate) fn recoded<R: Message + Default>(wire: &impl Message) -> R {
    R::decode(&*wire.encode_to_vec()).expect("another version decodes it")
}

pub(crate) fn row(id: &str) -> Row {
    Row {
        id: id.into(),
        secret: format!("secret of {id}"),
        code: format!("code of {id}"),
        note: "note".into(),
        marks: vec![1, 2, 300],
    }
}

pub(crate) fn doc() -> Doc {
    Doc {
        id: "doc".into(),
        version: 4,
        title: "title".into(),
        name: "name".into(),
        note: Some(newer::Note {
            text: "text".into(),
            lang: "en".into(),
        }),
        tags: vec!["a".into(), "b".into()],
        iban: "iban".into(),
        rows: ["r0", "r1"].map(row).into(),
        by_name: ["x", "y"].map(|name| (name.to_owned(), row(name))).into(),
        hidden: Some(row("hidden")),
        loose: Some(row("loose")),
        nick: "nick".into(),
        limits: [("a".to_owned(), -1), ("b".to_owned(), 2)].into(),
        extra: "extra".into(),
    }
}

pub(crate) fn folder() -> Folder {
    Folder {
        name: "folder".into(),
        rows: ["f0", "f1"].map(row).into(),
    }
}

pub(crate) fn page() -> Page {
    Page {
        docs: vec![doc()],
        folders: vec![folder()],
    }
}

/// What is frozen, where, and for which group.
pub(crate) fn frozen(error: &SealError) -> (FrozenPart, &str, GroupName) {
    match error {
        SealError::Frozen { at, what, group, .. } => (*what, at.path(), *group),
        error => panic!("not frozen: {error}"),
    }
}
