//! The formats that rules name: what protovalidate v1.2 calls well-known strings and bytes, and the functions that it adds to CEL.
//!
//! Pure functions, which allocate nothing (but [`unique`], for long lists) and take a time that is linear in what they are given, whoever wrote
//! it. What each format is, the comments of `buf/validate/validate.proto` say; where they are silent, the reference implementation decides (the one that PyPI's
//! protovalidate 2.1.0 carries). An empty text is no special case here: rules treat it before they ask.
//!
//! [`pgv`] has protoc-gen-validate's, where they differ.

mod ascii;
pub mod bytes;
mod header;
mod host;
mod ip;
mod length;
mod names;
mod number;
pub mod pgv;
mod unique;
mod uri;

#[cfg(test)]
mod tests;

pub use header::{is_header_name, is_header_value};
pub use host::{is_address, is_email, is_host_and_port, is_hostname};
pub use ip::{is_ip, is_ip_prefix};
pub use length::{len_chars, max_chars, min_chars};
pub use names::{is_protobuf_dot_fqn, is_protobuf_fqn, is_tuuid, is_ulid, is_uuid};
pub use number::is_inf;
pub use unique::{Item, unique};
pub use uri::{is_uri, is_uri_ref};
