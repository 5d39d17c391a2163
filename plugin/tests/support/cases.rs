//! The cases in `tests/expected`: each folder has a `case.proto`, perhaps files that it imports, perhaps `settings`, and the
//! code that is generated for it.

use std::fs;
use std::path::{Path, PathBuf};

use protoseal_build::Config;

use super::fields;
use super::services::Traits;

pub(crate) struct Case {
    pub(crate) name: String,
    /// Its include path, and where its expected output stands.
    pub(crate) folder: PathBuf,
    /// As `protoc --protoseal_opt` takes them, but for the line `services`, which sets a generator of services.
    pub(crate) settings: Vec<String>,
}

impl Case {
    /// The settings, as a build script makes them.
    pub(crate) fn configure(&self) -> Config {
        let mut config = protoseal_build::configure();
        let all = |wanted: &str| -> Vec<&str> {
            let values = self.settings.iter().filter_map(|setting| setting.split_once('='));
            values
                .filter(|(name, _)| *name == wanted)
                .map(|(_, value)| value)
                .collect()
        };
        config.bytes(all("bytes"));
        config.btree_map(all("btree_map"));
        config.disable_comments(all("disable_comments"));
        config.skip_debug(all("skip_debug"));
        for setting in &self.settings {
            if fields::apply(&mut config, setting) {
                continue;
            }
            let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
            let pair = || value.split_once('=').expect("a path and a value");
            match name {
                "bytes" | "btree_map" | "disable_comments" | "skip_debug" => &mut config,
                "boxed" => config.boxed(value),
                "clear_module" => config.clear_module(value),
                "json" => config.json(value == "true"),
                "partial" => config.partial(true),
                "partial_module" => config.partial_module(value),
                "default_package_filename" => config.default_package_filename(value),
                "enable_type_names" => config.enable_type_names(),
                "retain_enum_prefix" => config.retain_enum_prefix(),
                "extern_path" => config.extern_path(pair().0, pair().1),
                "type_attribute" => config.type_attribute(pair().0, pair().1),
                "message_attribute" => config.message_attribute(pair().0, pair().1),
                "enum_attribute" => config.enum_attribute(pair().0, pair().1),
                "field_attribute" => config.field_attribute(pair().0, pair().1),
                "type_name_domain" => config.type_name_domain([pair().0], pair().1),
                "services" => config.service_generator(Box::new(Traits::default())),
                other => panic!("{}: the test's driver does not know the setting {other}", self.name),
            };
        }
        config
    }
}

/// All cases, by name.
pub(crate) fn all() -> Vec<Case> {
    let mut cases: Vec<Case> = entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected"))
        .into_iter()
        .map(|folder| Case {
            name: file_name(&folder),
            settings: settings(&folder.join("settings")),
            folder,
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// A setting a line; `#` starts a comment.
fn settings(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.map(str::to_owned).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
