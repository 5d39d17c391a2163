//! Generates the sealed messages, and by prost alone the plain ones.

fn main() -> std::io::Result<()> {
    protoseal_build::compile_protos(&["proto/sealed.proto"], &["proto"])?;
    let plain = protox::compile(["proto/plain.proto"], ["proto"]).map_err(std::io::Error::other)?;
    prost_build::Config::new().compile_fds(plain)
}
