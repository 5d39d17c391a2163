//! From policies to Rust: prost-build runs over the user's files with tripwires and over synthetic files of clear messages
//! and groups; what it writes is then taken apart, completed by one emitter a file, and put together again.

mod circles;
mod clash;
mod clear;
mod comments;
mod convert;
mod debug;
mod derives;
mod direct;
mod docs;
mod getters;
mod imports;
pub(crate) mod input;
mod inspect;
pub(crate) mod json;
mod known;
mod layout;
mod names;
mod nest;
mod nesting;
mod open;
mod package;
mod partial;
mod plan;
mod refused;
mod seal;
mod secret;
mod shape;
mod shown;
pub(crate) mod synthetic;
mod update;
pub(crate) mod validate;
mod wire;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use prost_build::Module;
use prost_types::DescriptorProto;

use crate::diagnostic::Error;
use crate::guard::guarded;
use crate::load::Schema;
use crate::policy::{Message, Policies};
use crate::settings::Settings;
use crate::validation::Rules;
use input::Request;
use json::Json;
use known::Known;
use names::Names;
use package::{Made, Package};
use plan::Planner;
use shape::{MESSAGE_MARK, ONEOF_MARK, Shapes};
use validate::Checks;

/// The generated code of each module.
///
/// What holds no sealed field is prost-build's output to the letter; messages that only contain sealed ones get their clear
/// types appended to it.
pub(crate) fn generate(
    schema: &Schema,
    policies: &Policies,
    rules: &Rules,
    settings: &Settings,
) -> Result<BTreeMap<Module, String>, Error> {
    let input = input::of(schema);
    let wanted = descriptors(input.iter().filter(|(module, _)| *module != input::discarded()));
    let is_wanted = |name: &str| wanted.contains_key(&format!(".{name}"));
    let written = json::written(schema, policies, settings);
    let checked = validate::implemented(schema, policies, rules, settings);
    let needs_items = |name: &str| written.contains(name) || checked.contains(name);
    let touched: Vec<&Message> = policies
        .messages
        .values()
        .filter(|message| message.shows_masked || needs_items(&message.full_name))
        .filter(|message| is_wanted(&message.full_name))
        .filter(|message| !settings.is_extern(&message.full_name))
        .collect();
    let methods = validate::requests::methods(schema, &checked, rules, settings);
    let mut packages: BTreeSet<&str> = touched.iter().map(|message| message.package.as_str()).collect();
    packages.extend(methods.keys().map(String::as_str));
    // A package with sealed or masked fields is put together anew; its services are generated with it.
    let anew: BTreeSet<&str> = touched
        .iter()
        .filter(|message| message.masks)
        .map(|message| message.package.as_str())
        .collect();

    let (requests, services) = input::with_services(&input, |package| !anew.contains(package));
    let circles = circles::of(&input);
    let mut config = settings.stock(services, &circles);
    let stock = guarded("prost-build", || config.generate(requests))?.map_err(Error::generator)?;
    let mut modules: BTreeMap<Module, String> = stock.into_iter().collect();
    modules.remove(&input::discarded());
    if packages.is_empty() {
        return Ok(modules);
    }
    let partial_module = settings.partial.then_some(settings.partial_module.as_str());
    let names = Names::new(policies, &settings.clear_module, partial_module);
    let with_modules = touched
        .iter()
        .filter(|message| message.needs_clear)
        .map(|message| message.package.as_str());
    clash::refuse(&input, policies, &with_modules.collect(), &names)?;

    let synthetic = synthetic::derive(&input, policies, &names, &|message| settings.is_extern(message));
    let (requests, services) = input::with_services(&synthetic.requests, |package| anew.contains(package));
    let (mut config, services) = settings.split(&synthetic, services, &circles);
    let is_shown = |name: &str| policies.is_shown(name) || written.contains(name);
    let read = rules.read();
    let is_marked = |name: &str| is_shown(name) || checked.contains(name) || read.contains(name);
    // Those that expressions look into without anything else being generated for them.
    let looked_into = policies
        .messages
        .values()
        .filter(|message| read.contains(&message.full_name));
    let looked_into =
        looked_into.filter(|message| is_wanted(&message.full_name) && !settings.is_extern(&message.full_name));
    let with_shapes: BTreeSet<&str> = looked_into
        .map(|message| message.package.as_str())
        .chain(packages.iter().copied())
        .collect();
    mark_items(&mut config, policies, &is_marked, &with_shapes, &names);
    let split = guarded("prost-build", || config.generate(requests))?.map_err(Error::generator)?;
    let descriptors = descriptors(&input);
    let all_packages: BTreeSet<&str> = input.iter().map(|(_, file)| file.package()).collect();
    let mut parsed = Vec::new();
    let (mut known, mut requests) = (Vec::new(), Vec::new());
    let mut all_shapes: BTreeMap<&str, Shapes> = BTreeMap::new();
    for name in &with_shapes {
        let package = Package::parse(name, &split, &names)?;
        let shapes = all_shapes.entry(name).or_default();
        package.read_shapes(shapes, &names);
        if !packages.contains(name) {
            continue;
        }
        let own = touched.iter().filter(|message| message.package == *name);
        let named = |is_meant: &dyn Fn(&str) -> bool| -> Vec<Known> {
            let meant = own.clone().filter(|message| is_meant(&message.full_name));
            let known = meant.filter_map(|message| {
                let shape = shapes.messages.get(&format!(".{}", message.full_name))?;
                Some(Known::new(&message.full_name, name, shape))
            });
            known.collect()
        };
        known.extend(named(&|message| written.contains(message)));
        let asked = methods.values().flatten();
        requests.extend(named(&|message| asked.clone().any(|method| method.request == message)));
        parsed.push((name, package));
    }
    let is_extern = |message: &str| settings.is_extern(message);
    let is_checked = |message: &str| rules.checks(message);
    let planner = |package: &str| {
        Some(Planner {
            policies,
            names: &names,
            shapes: all_shapes.get(package)?,
            descriptors: &descriptors,
            is_extern: &is_extern,
            is_checked: &is_checked,
        })
    };
    let readable = policies
        .messages
        .values()
        .filter(|message| read.contains(&message.full_name));
    let readable: Vec<_> = readable
        .filter_map(|message| Some(planner(&message.package)?.shown(message)))
        .flatten()
        .collect();
    for (name, mut package) in parsed {
        let module = Module::from_protobuf_package_name(name);
        let Some(stock) = modules.get_mut(&module) else {
            continue;
        };
        let (Some(planner), Some(shapes)) = (planner(name), all_shapes.get(name)) else {
            continue;
        };
        let own = || policies.messages.values().filter(|message| message.package == *name);
        let shown: Vec<_> = own()
            .filter(|message| is_shown(&message.full_name))
            .flat_map(|message| planner.shown(message))
            .collect();
        let self_checking: Vec<_> = own()
            .filter(|message| checked.contains(&message.full_name))
            .flat_map(|message| planner.shown(message))
            .collect();
        let plans = |module: &str| -> Vec<_> {
            let own = own().filter(|message| message.needs_clear);
            own.filter_map(|message| planner.plan(message, module)).collect()
        };
        let clear = plans(&names.clear_module);
        let partial = names.partial_module.as_deref().map(plans).unwrap_or_default();
        let json = Json {
            pool: &schema.pool,
            policies,
            settings,
            known: &known,
        };
        let checks = Checks {
            schema,
            policies,
            rules,
            settings,
            implemented: &checked,
            types: &readable,
        };
        let (json, checks) = (json.items(&shown), checks.items(&self_checking)?);
        package.convert(&clear, &partial, &shown, policies, json, checks);
        drop((clear, partial, shown, self_checking));
        package.finish(policies, &names, shapes, settings.json)?;
        let services = services.borrow();
        let made = if !anew.contains(name) {
            Made::Appended(stock)
        } else if touched
            .iter()
            .any(|message| message.package == *name && message.sealed())
        {
            Made::Private(&all_packages)
        } else {
            Made::Anew
        };
        let methods = methods.get(*name);
        let table = methods.map(|methods| validate::requests::table(name, methods, &requests));
        *stock = package.assemble(made, &names, services.get(*name), table)?;
    }
    Ok(modules)
}

/// Marks the messages that are shown by generated code, with their oneofs, in the packages that are taken apart. What is nested in one of
/// them is marked too, since it would else bear the outer one's mark. No others, as prost-build looks through all for each item.
fn mark_items(
    config: &mut prost_build::Config,
    policies: &Policies,
    is_shown: &dyn Fn(&str) -> bool,
    packages: &BTreeSet<&str>,
    names: &Names,
) {
    let around = |message: &Message| {
        let name = &message.full_name;
        let outer = name.match_indices('.').map(|(dot, _)| &name[..dot]);
        outer.chain([name.as_str()]).any(is_shown)
    };
    for message in policies
        .messages
        .values()
        .filter(|message| packages.contains(message.package.as_str()) && around(message))
    {
        let mut marked = vec![message.full_name.clone()];
        let counterparts = names.modules().map(|module| names::counterpart(message, module));
        marked.extend(counterparts);
        marked.extend((0..message.groups.len()).map(|index| names.group(message, index)));
        let oneofs: BTreeSet<&str> = message
            .fields
            .iter()
            .filter_map(|field| field.oneof.as_deref())
            .collect();
        for name in &marked {
            config.message_attribute(format!(".{name}"), doc(MESSAGE_MARK, name));
            for oneof in &oneofs {
                let name = format!("{name}.{oneof}");
                config.enum_attribute(format!(".{name}"), doc(ONEOF_MARK, &name));
            }
        }
    }
}

fn doc(mark: &str, name: &str) -> String {
    format!("#[doc = \"{mark}.{name}\"]")
}

/// Messages by full name with a leading dot.
fn descriptors<'a>(files: impl IntoIterator<Item = &'a Request>) -> BTreeMap<String, DescriptorProto> {
    fn walk(prefix: &str, messages: &[DescriptorProto], all: &mut BTreeMap<String, DescriptorProto>) {
        for message in messages {
            let name = format!("{prefix}.{}", message.name());
            walk(&name, &message.nested_type, all);
            all.insert(name, message.clone());
        }
    }
    let mut all = BTreeMap::new();
    for (_, file) in files {
        let prefix = match file.package() {
            "" => String::new(),
            package => format!(".{package}"),
        };
        walk(&prefix, &file.message_type, &mut all);
    }
    all
}

/// prost-build's output by module.
pub(crate) type Modules = HashMap<Module, String>;
