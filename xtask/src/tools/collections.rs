//! Public collections of schemas without options of ours, from the npm
//! registry: what real teams wrote, in their numbers.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::step::Step;
use crate::tools::named_in;
use crate::workspace;

/// Names a folder that holds an include path for each collection.
pub(crate) const VARIABLE: &str = "PROTOSEAL_COLLECTIONS";

/// A package of .proto files.
struct Collection {
    /// The folder that it becomes.
    name: &'static str,
    /// With its version.
    package: &'static str,
    /// As the registry has it, and npm computes it from what it got.
    integrity: &'static str,
    /// Where the files lie in the package: the include path, and what of it to
    /// take.
    include: &'static str,
    members: &'static [&'static str],
    /// Below the include path. protobuf's own files come from elsewhere.
    without: &'static str,
}

const COLLECTIONS: [Collection; 3] = [
    // Google's APIs: proto3, 47,000 messages.
    Collection {
        name: "googleapis",
        package: "google-proto-files@6.0.1",
        integrity: "sha512-fbvUWVNh3rKGlVFWwlUNF7Sk1Tah0a89q02rLTXsWjbKKHGeuURAa8tl9rvu5TyWny1YiSIo5eDqF260Tai6vQ==",
        include: "package",
        members: &["package/google", "package/grafeas"],
        without: "package/google/protobuf",
    },
    // Lightning Network daemon: proto3, 400 messages.
    Collection {
        name: "lnd",
        package: "lightning@11.1.0",
        integrity: "sha512-ZvbjRofMyLirn9CPv0P8NLefc5pmvaPqam7MjLwKv3iCgw2Yyx7gI26tYdNjIFrU9onNnQK3MEDCuI5PWnw0rQ==",
        include: "package/grpc/protos",
        members: &["package/grpc/protos"],
        without: "package/grpc/protos/google",
    },
    // A game's network protocol: proto2 without packages, 600 messages.
    Collection {
        name: "counter-strike",
        package: "globaloffensive@3.3.0",
        integrity: "sha512-iI3xV/HyOf8JJOcndSN0MMAEy0qy9aP6zgAQcEudvCWcl7808MGb5eM1oeJfklJrz+cYtAJmHvI4PciI19TBFA==",
        include: "package/protobufs",
        members: &["package/protobufs"],
        without: "package/protobufs/google",
    },
];

/// The folder of collections: the one that the user names, or the packages,
/// unpacked if they are not there.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(folder) = named_in(VARIABLE) {
        return Ok(folder);
    }
    let folder = workspace::tools().join("collections");
    for collection in &COLLECTIONS {
        let target = folder.join(collection.name);
        let stamp = target.join("package");
        let pinned = [collection.package, collection.integrity].join("\n");
        if !fs::read_to_string(&stamp).is_ok_and(|present| present == pinned) {
            unpack(collection, &target).with_context(|| format!("{} cannot be installed", collection.package))?;
            fs::write(&stamp, pinned).with_context(|| format!("{} cannot be written", stamp.display()))?;
        }
    }
    Ok(folder)
}

/// Whether a program for packages of npm is there, or none is needed.
pub(crate) fn has_npm() -> bool {
    named_in(VARIABLE).is_some() || Step::new("npm", ["--version"]).probe().is_some()
}

fn unpack(collection: &Collection, target: &Path) -> Result<()> {
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    fs::create_dir_all(target)?;
    let destination = target.to_str().context("npm needs a path that is UTF-8")?;
    // What npm would run is never run: nothing but the files is wanted.
    let pack = [
        "pack",
        "--silent",
        "--json",
        "--ignore-scripts",
        "--pack-destination",
        destination,
        collection.package,
    ];
    let got = Step::new("npm", pack)
        .probe()
        .context("`npm pack` failed; is the registry within reach?")?;
    ensure!(
        got.contains(collection.integrity),
        "npm got something else than what is pinned"
    );
    let archive = fs::read_dir(target)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "tgz"))
        .context("`npm pack` left no archive")?;
    let archive_name = archive.to_str().context("tar needs a path that is UTF-8")?;
    let strip = format!("--strip-components={}", collection.include.split('/').count());
    let without = format!("--exclude={}", collection.without);
    let tar = ["-xzf", archive_name, "-C", destination, &strip, &without];
    Step::new("tar", [&tar[..], collection.members].concat()).run_aside()?;
    fs::remove_file(&archive)?;
    Ok(())
}
