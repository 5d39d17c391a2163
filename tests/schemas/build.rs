//! Generates public collections of schemas in which a seed has chosen fields to seal, and random values of all that is touched.
#![forbid(unsafe_code)]

#[path = "build/choice.rs"]
mod choice;
#[allow(dead_code, reason = "what a stock peer has is not compared with here")]
#[path = "../build/found.rs"]
mod found;
#[path = "build/parts.rs"]
mod parts;
#[path = "../build/random.rs"]
mod random;

use std::env;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rand::SeedableRng;
use rand::rngs::StdRng;

/// What CI tests, the same each time.
const SEED: u64 = 1;
/// How many messages of the largest collection a seed chooses, about.
const MESSAGES: u64 = 250;

fn main() -> io::Result<()> {
    for name in ["PROTOSEAL_COLLECTIONS", "PROTOSEAL_SEED", "PROTOSEAL_MESSAGES"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    if env::var_os("CARGO_FEATURE_COLLECTIONS").is_none() {
        return Ok(());
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?);
    let collections = env::var_os("PROTOSEAL_COLLECTIONS")
        .ok_or_else(|| io::Error::other("PROTOSEAL_COLLECTIONS is not set: eval \"$(cargo xtask install)\" sets it"))?;
    let (seed, messages) = (number("PROTOSEAL_SEED", SEED)?, number("PROTOSEAL_MESSAGES", MESSAGES)?);
    println!("cargo:rustc-env=PROTOSEAL_CHOSEN_SEED={seed}");
    println!("cargo:rustc-env=PROTOSEAL_CHOSEN_MESSAGES={messages}");
    generate(&out, Path::new(&collections), seed, messages).map_err(|error| {
        io::Error::other(format!(
            "{error}\n\nto repeat it: PROTOSEAL_SEED={seed} PROTOSEAL_MESSAGES={messages} \
             cargo test --package protoseal-schemas --features collections\n"
        ))
    })
}

fn number(variable: &str, otherwise: u64) -> io::Result<u64> {
    match env::var(variable) {
        Ok(text) => text
            .parse()
            .map_err(|error| io::Error::other(format!("{variable}: {error}"))),
        Err(_) => Ok(otherwise),
    }
}

fn generate(out: &Path, collections: &Path, seed: u64, messages: u64) -> io::Result<()> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut modules = String::new();
    let mut implementations = String::new();
    let mut types = Vec::new();
    for name in ["googleapis", "lnd", "counter-strike"] {
        let include = collections.join(name);
        let protos = match name {
            "googleapis" => parts::some(&include, messages, &mut rng)?,
            _ => parts::all(&include)?,
        };
        let set = protox::compile(&protos, [&include]).map_err(io::Error::other)?;
        let module = name.replace('-', "_");
        let folder = out.join(&module);
        // What another seed generated goes: values are made for all that lies there.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        let mut config = protoseal_build::configure();
        config.out_dir(&folder).include_file("mod.rs");
        choice::apply(&set, &mut config, &mut rng);
        if name == "lnd" {
            config.secrets(["."]);
        }
        config.compile_protos(&protos, &[&include])?;
        implementations += &found::implementations(&folder, &module, &random::WRITER)?;
        types.extend(found::clear_messages(&folder, &module)?);
        let _ = writeln!(
            modules,
            "/// From the collection {name}.\npub mod {module} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{module}/mod.rs\")); }}"
        );
    }
    fs::write(out.join("modules.rs"), modules)?;
    fs::write(out.join("random.rs"), implementations)?;
    let types: String = types
        .iter()
        .map(|path| format!("(\"{path}\", check::<protoseal_schemas::{path}>),\n"))
        .collect();
    fs::write(out.join("types.rs"), format!("&[{types}]"))
}
