//! Where imports come from: the user's folders, then the files that this crate, protox and the crates of [`super::crates`] carry.

use std::{cell::RefCell, collections::BTreeMap, path::Path, rc::Rc};

use protox::{
    Error,
    file::{ChainFileResolver, File, FileResolver, GoogleFileResolver, IncludeFileResolver},
};

use super::crates;

/// As users import it.
const OPTIONS_FILE: &str = "protoseal/options.proto";
const OPTIONS_SOURCE: &str = include_str!("../../proto/protoseal/options.proto");

/// The chain of all places, and the log of what it read.
pub(super) fn with_includes(includes: &[impl AsRef<Path>]) -> (Logged, Log) {
    let mut chain = ChainFileResolver::new();
    for include in includes {
        chain.add(IncludeFileResolver::new(include.as_ref().to_owned()));
    }
    chain.add(Carried);
    chain.add(Validation);
    chain.add(GoogleFileResolver::new());
    let log = Log::default();
    (
        Logged {
            chain,
            log: log.clone(),
        },
        log,
    )
}

/// The text of each file that was read, for the source lines in error messages.
#[derive(Clone, Default)]
pub(super) struct Log(Rc<RefCell<BTreeMap<String, String>>>);

impl Log {
    pub(super) fn into_sources(self) -> BTreeMap<String, String> {
        self.0.take()
    }
}

/// The chain, with every file that it opens in the log.
pub(super) struct Logged {
    chain: ChainFileResolver,
    log: Log,
}

impl FileResolver for Logged {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        self.chain.resolve_path(path)
    }

    fn open_file(&self, name: &str) -> Result<File, Error> {
        let file = self.chain.open_file(name)?;
        if let Some(source) = file.source() {
            self.log.0.borrow_mut().insert(name.to_owned(), source.to_owned());
        }
        Ok(file)
    }
}

/// The options, so that a user's include path needs nothing for them.
struct Carried;

impl FileResolver for Carried {
    fn open_file(&self, name: &str) -> Result<File, Error> {
        if name == OPTIONS_FILE {
            File::from_source(name, OPTIONS_SOURCE)
        } else {
            Err(Error::file_not_found(name))
        }
    }
}

/// The options of validation, from the crates that carry them.
struct Validation;

impl FileResolver for Validation {
    fn open_file(&self, name: &str) -> Result<File, Error> {
        match crates::find(name) {
            Some(path) => {
                let source = std::fs::read_to_string(path).map_err(Error::new)?;
                File::from_source(name, &source)
            }
            None => Err(Error::file_not_found(name)),
        }
    }
}
