//! Errors as gRPC statuses, for tonic's handlers (feature `tonic`).
//!
//! A status is uniform to the peer and full in the log: its code and message are the same whatever failed, its details and
//! metadata are empty, and the error itself is its [`source`](std::error::Error::source), which tonic does not send. tonic's
//! own `Display` and `Debug` of a status show the `Debug` of the source, so that whatever logs statuses logs the cause: a handler itself, or
//! a layer, which finds the status of a failed unary call among the response's extensions.

use std::error::Error;
use std::sync::Arc;

use tonic::{Code, Status};

use super::{OpenError, PeerError, Refused, SealError};
use crate::partial::Closed;

/// `INVALID_ARGUMENT` and [`PeerError`]'s text, whatever failed; the error is the source, for the log.
///
/// One code for all: whether a message was forged, or the keyring lacks its key, is not the peer's to know. It means that the
/// same message will be refused again.
impl From<OpenError> for Status {
    fn from(error: OpenError) -> Self {
        let text = error.for_peer().to_string();
        uniform(Code::InvalidArgument, text, error)
    }
}

/// `INTERNAL` and one text, whatever failed; the error is the source, for the log.
impl From<SealError> for Status {
    fn from(error: SealError) -> Self {
        uniform(Code::Internal, "the message was not sealed", error)
    }
}

/// As of the error; the message is dropped.
impl<M> From<Refused<M, OpenError>> for Status {
    fn from(refused: Refused<M, OpenError>) -> Self {
        refused.into_error().into()
    }
}

/// As of the error; the message is dropped.
impl<M> From<Refused<M, SealError>> for Status {
    fn from(refused: Refused<M, SealError>) -> Self {
        refused.into_error().into()
    }
}

/// As of [`OpenError`]: that this process lacks a key is not the peer's to know either.
impl From<Closed> for Status {
    fn from(closed: Closed) -> Self {
        uniform(Code::InvalidArgument, PeerError::from(&closed).to_string(), closed)
    }
}

/// As of the error that it stands for, without a source.
impl From<PeerError> for Status {
    fn from(error: PeerError) -> Self {
        Self::invalid_argument(error.to_string())
    }
}

fn uniform(code: Code, text: impl Into<String>, error: impl Error + Send + Sync + 'static) -> Status {
    let mut status = Status::new(code, text);
    status.set_source(Arc::new(error));
    status
}
