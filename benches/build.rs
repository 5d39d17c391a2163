//! Generates the sealed messages, and by prost alone the plain ones, with pbjson's JSON.

use prost::Message;

fn main() -> std::io::Result<()> {
    protoseal_build::compile_protos(&["proto/sealed.proto", "proto/validated.proto"], &["proto"])?;
    let plain = protox::compile(["proto/plain.proto"], ["proto"]).map_err(std::io::Error::other)?;
    pbjson_build::Builder::new()
        .register_descriptors(&plain.encode_to_vec())?
        .build(&[".bench.plain.v1"])?;
    prost_build::Config::new().compile_fds(plain)
}
