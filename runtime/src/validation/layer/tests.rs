//! Bodies through the layer, without a server.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::Request;
use http_body::{Body as _, Frame};
use prost::Message;
use tonic::body::Body;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use tower_layer::Layer;
use tower_service::Service;

use super::{Method, ValidateLayer};
use crate::codegen::validate::{self, Check, Checker, Field, Flow, GO_ON, Member, Rule, Spot, Type};

#[derive(Clone, PartialEq, Message)]
struct Create {
    #[prost(string, tag = "1")]
    name: String,
}

static NAME: Field = Field {
    number: 1,
    name: "name",
    kind: Some(Type::String),
    map: None,
    tagged: false,
};
static MIN_LEN: Rule = Rule {
    id: "string.min_len",
    message: validate::Message::Nameless,
    path: &[],
    literal: false,
    tagged: false,
};

impl Check for Create {
    const MEMBERS: &'static [Member] = &[];

    fn check(&self, v: &mut Checker<'_>) -> Flow {
        if self.name.is_empty() {
            v.report(Spot::Field(&NAME), &MIN_LEN)?;
        }
        GO_ON
    }
}

const METHODS: &[Method] = &[Method::new::<Create>("/demo.v1.Users/Create")];

/// A handler that hands back the body which reaches it.
#[derive(Clone)]
struct Handler;

impl Service<Request<Body>> for Handler {
    type Response = Body;
    type Error = Infallible;
    type Future = Ready<Result<Body, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        ready(Ok(request.into_body()))
    }
}

/// A body in pieces.
struct Pieces(std::vec::IntoIter<Vec<u8>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Frame::data(piece.into()))))
    }
}

fn frame(name: &str) -> Vec<u8> {
    let message = Create { name: name.to_owned() }.encode_to_vec();
    let length = u32::try_from(message.len()).expect("a short message").to_be_bytes();
    [&[0][..], &length, &message].concat()
}

/// What of a body reaches the handler, and the status that it ends with.
fn through(path: &str, pieces: Vec<Vec<u8>>) -> (Vec<u8>, Option<Status>) {
    let mut service = ValidateLayer::new([METHODS]).layer(Handler);
    let body = Pieces(pieces.into_iter());
    let request = Request::builder().uri(path).body(body).expect("a request");
    let mut body = service.call(request).into_inner().expect("a response");
    let mut context = Context::from_waker(Waker::noop());
    let mut passed = Vec::new();
    loop {
        match Pin::new(&mut body).poll_frame(&mut context) {
            Poll::Ready(Some(Ok(frame))) => passed.extend(frame.into_data().unwrap_or_default()),
            Poll::Ready(Some(Err(status))) => return (passed, Some(status)),
            Poll::Ready(None) => return (passed, None),
            Poll::Pending => panic!("the pieces are there"),
        }
    }
}

#[test]
fn what_is_valid_passes_as_it_is_however_it_comes() {
    let bytes = [frame("a"), frame("bc")].concat();
    for piece in 1..=bytes.len() {
        let pieces = bytes.chunks(piece).map(<[u8]>::to_vec).collect();
        let (passed, status) = through("/demo.v1.Users/Create", pieces);
        assert!(status.is_none(), "{status:?}");
        assert_eq!(passed, bytes);
    }
}

#[test]
fn a_stream_ends_at_the_first_message_that_breaks_rules() {
    let pieces = vec![frame("a"), frame(""), frame("b")];
    let (passed, status) = through("/demo.v1.Users/Create", pieces);
    assert_eq!(passed, frame("a"));
    let status = status.expect("a status");
    assert_eq!(status.code(), Code::InvalidArgument);
    let details = status.get_details_bad_request().expect("details");
    assert_eq!(details.field_violations[0].field, "name");
    assert_eq!(details.field_violations[0].reason, "STRING_MIN_LEN");
}

#[test]
fn other_methods_and_what_breaks_off_are_the_services_to_judge() {
    let (passed, status) = through("/demo.v1.Users/Delete", vec![frame("")]);
    assert_eq!((passed, status.is_none()), (frame(""), true));
    let (passed, status) = through("/demo.v1.Users/Create", vec![vec![0, 0, 0, 0, 9, 1]]);
    assert_eq!((passed.len(), status.is_none()), (6, true));
}
