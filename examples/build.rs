//! Generates the examples' types, and with the feature `tonic` the service `accounts`.

fn main() -> std::io::Result<()> {
    #[cfg(feature = "tonic")]
    protoseal_build::configure()
        .service_generator(tonic_prost_build::configure().service_generator())
        .compile_protos(&["proto/accounts.proto"], &["proto"])?;
    protoseal_build::compile_protos(&["proto/profile.proto"], &["proto"])
}
