//! The settings of a build, kept apart from prost-build's own so that they reach wire types, clear types and groups alike.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;
use std::vec;

use prost_build::{Service, ServiceGenerator};

use crate::emit::input::Services;
use crate::emit::synthetic::{Copied, Synthetic};
use crate::options::FieldSettings;
use crate::validation::Validation;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AttributeKind {
    Type,
    Message,
    Enum,
    Field,
}

pub(crate) struct Settings {
    pub(crate) clear_module: String,
    /// Whether partial types are generated, and in which module.
    pub(crate) partial: bool,
    pub(crate) partial_module: String,
    /// Whether JSON is generated.
    pub(crate) json: bool,
    /// The messages that get it though nothing in them is shown otherwise.
    pub(crate) json_for: Vec<String>,
    pub(crate) fields: FieldSettings,
    /// What is left out of validation.
    pub(crate) validation: Vec<(String, Validation)>,
    pub(crate) deny_warnings: bool,
    pub(crate) print_policies: bool,
    pub(crate) bytes: Vec<String>,
    pub(crate) btree_map: Vec<String>,
    pub(crate) boxed: Vec<String>,
    pub(crate) attributes: Vec<(AttributeKind, String, String)>,
    pub(crate) extern_paths: Vec<(String, String)>,
    pub(crate) out_dir: Option<PathBuf>,
    pub(crate) include_file: Option<PathBuf>,
    pub(crate) file_descriptor_set_path: Option<PathBuf>,
    pub(crate) default_package_filename: String,
    pub(crate) enable_type_names: bool,
    pub(crate) type_name_domains: Vec<(Vec<String>, String)>,
    pub(crate) retain_enum_prefix: bool,
    pub(crate) disable_comments: Vec<String>,
    pub(crate) skip_debug: Vec<String>,
    pub(crate) compile_well_known_types: bool,
    pub(crate) prost_path: Option<String>,
    pub(crate) prost_types_path: Option<String>,
    services: Option<Rc<RefCell<Box<dyn ServiceGenerator>>>>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            clear_module: "clear".to_owned(),
            partial: false,
            partial_module: "partial".to_owned(),
            json: true,
            json_for: Vec::new(),
            fields: FieldSettings::default(),
            validation: Vec::new(),
            deny_warnings: false,
            print_policies: false,
            bytes: Vec::new(),
            btree_map: Vec::new(),
            boxed: Vec::new(),
            attributes: Vec::new(),
            extern_paths: Vec::new(),
            out_dir: None,
            include_file: None,
            file_descriptor_set_path: None,
            default_package_filename: "_".to_owned(),
            enable_type_names: false,
            type_name_domains: Vec::new(),
            retain_enum_prefix: false,
            disable_comments: Vec::new(),
            skip_debug: Vec::new(),
            compile_well_known_types: false,
            prost_path: None,
            prost_types_path: None,
            services: None,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("clear_module", &self.clear_module)
            .field("out_dir", &self.out_dir)
            .field("services", &self.services.is_some())
            .finish_non_exhaustive()
    }
}

impl Settings {
    pub(crate) fn set_service_generator(&mut self, generator: Box<dyn ServiceGenerator>) {
        self.services = Some(Rc::new(RefCell::new(generator)));
    }

    /// prost-build's settings, as the user would have made them; `circles` are fields to box besides.
    pub(crate) fn stock(&self, services: Services, circles: &[String]) -> prost_build::Config {
        let mut config = self.base(circles);
        if let Some(generator) = &self.services {
            config.service_generator(Box::new(Routed {
                generator: Rc::clone(generator),
                files: services.files.into_iter(),
                aside: None,
            }));
        }
        config
    }

    /// prost-build's settings for the user's files with tripwires and the synthetic files. Services go to a buffer of their
    /// own, by package, as they have to stand outside of the private module.
    pub(crate) fn split(
        &self,
        synthetic: &Synthetic,
        services: Services,
        circles: &[String],
    ) -> (prost_build::Config, ServiceText) {
        let mut config = self.base(circles);
        let text = ServiceText::default();
        if let Some(generator) = &self.services {
            config.service_generator(Box::new(Routed {
                generator: Rc::clone(generator),
                files: services.files.into_iter(),
                aside: Some(text.clone()),
            }));
        }
        config.bytes(extended(&self.bytes, &synthetic.fields));
        config.btree_map(extended(&self.btree_map, &synthetic.fields));
        let boxed = [self.boxed.as_slice(), circles].concat();
        for path in extended(&boxed, &synthetic.fields).iter().skip(boxed.len()) {
            config.boxed(path);
        }
        let quiet = extended(&self.disable_comments, &synthetic.messages);
        config.disable_comments(extended(&quiet, &synthetic.fields));
        for (proto, rust) in self.extern_counterparts(&synthetic.messages) {
            config.extern_path(proto, rust);
        }
        (config, text)
    }

    /// Where the clear and partial types of single messages are that have an extern path. What a package's path means for them
    /// prost-build finds by itself.
    fn extern_counterparts(&self, messages: &[Copied]) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for (proto, rust) in &self.extern_paths {
            for Copied { copy, original } in messages.iter().filter(|message| is_within(&message.original, proto)) {
                let package = copy
                    .split('.')
                    .zip(original.split('.'))
                    .take_while(|(a, b)| a == b)
                    .count();
                let Some(module) = copy.split('.').nth(package) else {
                    continue;
                };
                let inner = proto.split('.').count().saturating_sub(package);
                let types: Vec<&str> = rust.split("::").collect();
                if inner == 0 || inner > types.len() {
                    continue;
                }
                let insert = |path: &[&str], at: usize, separator: &str| {
                    let (before, after) = path.split_at(at);
                    [before, &[module], after].concat().join(separator)
                };
                let at = types.len() - inner;
                let parts: Vec<&str> = proto.split('.').collect();
                let proto = insert(&parts, package, ".");
                found.insert(proto, insert(&types, at, "::"));
            }
        }
        found
    }

    fn base(&self, circles: &[String]) -> prost_build::Config {
        let mut config = prost_build::Config::new();
        config.bytes(&self.bytes).btree_map(&self.btree_map);
        for path in self.boxed.iter().chain(circles) {
            config.boxed(path);
        }
        for (kind, path, attribute) in &self.attributes {
            match kind {
                AttributeKind::Type => config.type_attribute(path, attribute),
                AttributeKind::Message => config.message_attribute(path, attribute),
                AttributeKind::Enum => config.enum_attribute(path, attribute),
                AttributeKind::Field => config.field_attribute(path, attribute),
            };
        }
        for (proto, rust) in &self.extern_paths {
            config.extern_path(proto, rust);
        }
        if self.enable_type_names {
            config.enable_type_names();
        }
        for (paths, domain) in &self.type_name_domains {
            config.type_name_domain(paths, domain);
        }
        if self.retain_enum_prefix {
            config.retain_enum_prefix();
        }
        config.disable_comments(&self.disable_comments);
        if !self.skip_debug.is_empty() {
            config.skip_debug(&self.skip_debug);
        }
        if self.compile_well_known_types {
            config.compile_well_known_types();
        }
        if let Some(path) = &self.prost_path {
            config.prost_path(path);
        }
        if let Some(path) = &self.prost_types_path {
            config.prost_types_path(path);
        }
        config
    }

    /// Whether a message is another crate's: its full name or one of its prefixes has an extern path.
    pub(crate) fn is_extern(&self, full_name: &str) -> bool {
        let name = format!(".{full_name}");
        self.extern_paths.iter().any(|(proto, _)| is_within(&name, proto))
    }
}

/// Whether a message is what an extern path names, or in it.
fn is_within(name: &str, proto: &str) -> bool {
    name.strip_prefix(proto)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The paths of a setting, and the copies of what they mean.
fn extended(paths: &[String], copied: &[Copied]) -> Vec<String> {
    let copies = copied
        .iter()
        .filter(|copied| paths.iter().any(|path| matches(path, &copied.original)))
        .map(|copied| copied.copy.clone());
    paths.iter().cloned().chain(copies).collect()
}

/// Whether a path of a setting means a message or field, as prost-build decides it: the whole path, an end of it, a beginning of it,
/// or `.` for all.
pub(crate) fn matches(path: &str, field: &str) -> bool {
    path == "."
        || path == field
        || field.strip_suffix(path).is_some_and(|rest| rest.ends_with('.'))
        || field.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
}

/// What a service generator wrote, by package.
pub(crate) type ServiceText = Rc<RefCell<BTreeMap<String, String>>>;

/// The user's generator in one of the two runs of prost-build: between them, it sees each file and service once.
struct Routed {
    generator: Rc<RefCell<Box<dyn ServiceGenerator>>>,
    /// The packages of the files that are still to be finalized; `None` for one whose services are not this run's.
    files: vec::IntoIter<Option<String>>,
    /// Where the text goes, if not into its module.
    aside: Option<ServiceText>,
}

impl Routed {
    fn write(&mut self, package: &str, buf: &mut String, write: impl FnOnce(&mut dyn ServiceGenerator, &mut String)) {
        let generator = &mut **self.generator.borrow_mut();
        match &self.aside {
            None => write(generator, buf),
            Some(text) => write(generator, text.borrow_mut().entry(package.to_owned()).or_default()),
        }
    }
}

impl ServiceGenerator for Routed {
    fn generate(&mut self, service: Service, buf: &mut String) {
        let package = service.package.clone();
        self.write(&package, buf, |generator, buf| generator.generate(service, buf));
    }

    /// Ends a file; prost-build does not say which, but keeps their order.
    fn finalize(&mut self, buf: &mut String) {
        if let Some(package) = self.files.next().flatten() {
            self.write(&package, buf, |generator, buf| generator.finalize(buf));
        }
    }

    fn finalize_package(&mut self, package: &str, buf: &mut String) {
        self.write(package, buf, |generator, buf| generator.finalize_package(package, buf));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_and_partial_types_of_extern_messages_are_found_beside_them() {
        let settings = Settings {
            extern_paths: vec![
                (".a.v1".to_owned(), "::a::v1".to_owned()),
                (".b.v1.Card".to_owned(), "::b::v1::Card".to_owned()),
                (".c.Outer.Inner".to_owned(), "::c::outer::Inner".to_owned()),
            ],
            ..Settings::default()
        };
        let names = [
            ("a.v1", "User"),
            ("b.v1", "Card"),
            ("b.v1", "Cards"),
            ("c", "Outer.Inner"),
        ];
        let copies = ["clear", "update"].map(|module| {
            names.map(|(package, name)| Copied {
                copy: format!(".{package}.{module}.{name}"),
                original: format!(".{package}.{name}"),
            })
        });
        let messages = copies.concat();
        let found: Vec<(String, String)> = settings.extern_counterparts(&messages).into_iter().collect();
        let pairs: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            pairs,
            [
                (".b.v1.clear.Card", "::b::v1::clear::Card"),
                (".b.v1.update.Card", "::b::v1::update::Card"),
                (".c.clear.Outer.Inner", "::c::clear::outer::Inner"),
                (".c.update.Outer.Inner", "::c::update::outer::Inner"),
            ]
        );
    }

    #[test]
    fn paths_match_as_in_prost_build() {
        for path in [".", ".a.M.f", "M.f", "f", ".a", ".a.M"] {
            assert!(matches(path, ".a.M.f"), "{path}");
        }
        for path in [".a.M.g", "a.M", ".a.N", "M", ".a.M.f.g"] {
            assert!(!matches(path, ".a.M.f"), "{path}");
        }
    }
}
