//! A tower layer that rejects requests which break rules, before a handler sees them (feature `tonic`).

mod body;
mod frames;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Request;
use tonic::body::Body;
use tonic::server::NamedService;
use tower_layer::Layer;
use tower_service::Service;

use super::Method;
use body::Checked;

/// Rejects gRPC requests that break the rules of their type, before the handler: `INVALID_ARGUMENT`, with a `google.rpc.BadRequest` that
/// names each field.
///
/// `Server::builder().layer(ValidateLayer::new([pb::REQUEST_RULES]))` is all that it takes.
///
/// Each message of a stream is checked as it comes; the handler finds the status where the message would have been. Wire types are
/// checked for what they hold in the clear; what is sealed is checked where it is opened. A request is decoded here once more than without
/// the layer. One that is compressed is refused, with `UNIMPLEMENTED`: it cannot be looked into here.
#[derive(Debug, Clone)]
pub struct ValidateLayer {
    methods: Arc<HashMap<&'static str, Method>>,
    largest: usize,
}

/// tonic's own limit of a message that is received, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

impl ValidateLayer {
    /// Checks requests of these methods; those of others pass as they are.
    pub fn new<'m>(methods: impl IntoIterator<Item = &'m [Method]>) -> Self {
        let methods = methods.into_iter().flatten().map(|method| (method.path(), *method));
        Self {
            methods: Arc::new(methods.collect()),
            largest: LARGEST,
        }
    }

    /// How large a request's message may be, in bytes, where it is checked; a larger one is refused with `OUT_OF_RANGE`, as by tonic.
    /// Default: 4 MiB, as tonic's. Give here what a service's `max_decoding_message_size` says.
    #[must_use]
    pub fn max_decoding_message_size(mut self, bytes: usize) -> Self {
        self.largest = bytes;
        self
    }
}

impl<S> Layer<S> for ValidateLayer {
    type Service = ValidateService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        ValidateService {
            inner,
            layer: self.clone(),
        }
    }
}

/// A service behind a [`ValidateLayer`].
#[derive(Debug, Clone)]
pub struct ValidateService<S> {
    inner: S,
    layer: ValidateLayer,
}

impl<S, B> Service<Request<B>> for ValidateService<S>
where
    S: Service<Request<Body>>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let method = self.layer.methods.get(request.uri().path()).copied();
        let request = request.map(|body| match method {
            Some(method) => Body::new(Checked::new(Body::new(body), method, self.layer.largest)),
            None => Body::new(body),
        });
        self.inner.call(request)
    }
}

impl<S: NamedService> NamedService for ValidateService<S> {
    const NAME: &'static str = S::NAME;
}
