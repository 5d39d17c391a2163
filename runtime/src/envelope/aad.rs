//! The additional data (`docs/format.md`, section 7).

use crate::codegen::Policy;
use crate::context::Context;
use crate::encoding::{AdditionalData, Sink};
use crate::keyring::KeyId;
use crate::suite::Suite;

const DOMAIN: &[u8; 16] = b"protoseal/v1/aad";
/// Where the header stands in the additional data: behind the domain and its length.
pub(crate) const HEADER_AT: usize = DOMAIN.len() + 8;
/// The bytes of the additional data that have a fixed length, `u64` lengths of the names included, the context's and the
/// binding's not.
pub(crate) const ADDITIONAL_DATA_FIXED: usize = HEADER_AT + 1 + 16 + 8 + 8 + 8 + 1;

/// Begins the additional data; the header follows.
pub(crate) fn begin(aad: &mut AdditionalData) {
    aad.clear();
    aad.put(DOMAIN);
    aad.put_u64(0);
}

/// Continues it behind the header, up to the context; binding, instance id and place follow.
pub(crate) fn authenticate(
    aad: &mut AdditionalData,
    suite: Suite,
    id: KeyId,
    key: &str,
    policy: &Policy,
    context: &Context,
) {
    let header = (aad.len() - HEADER_AT) as u64;
    aad.patch(DOMAIN.len(), &header.to_be_bytes());
    aad.put_u8(suite.number());
    aad.put(id.bytes());
    aad.put_bytes(key.as_bytes());
    aad.put_bytes(policy.message.as_bytes());
    aad.put(context.encoded());
}
