//! The body of a request, whose messages are checked before they are passed on.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;
use tonic::Status;
use tonic::body::Body;

use super::frames::Frames;
use crate::validation::Method;

/// A body that ends with a status at the first message which breaks rules.
pub(super) struct Checked {
    inner: Body,
    method: Method,
    frames: Frames,
    ended: bool,
}

impl Checked {
    pub(super) fn new(inner: Body, method: Method, largest: usize) -> Self {
        Self {
            inner,
            method,
            frames: Frames::new(largest),
            ended: false,
        }
    }

    fn fail(&mut self, status: Status) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        self.ended = true;
        Poll::Ready(Some(Err(status)))
    }
}

impl http_body::Body for Checked {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            match self.frames.next() {
                Err(status) => return self.fail(status),
                Ok(Some(frame)) => {
                    if let Err(error) = self.method.check(frame.message()) {
                        return self.fail(error.into());
                    }
                    return Poll::Ready(Some(Ok(Frame::data(frame.whole))));
                }
                Ok(None) => {}
            }
            match ready!(Pin::new(&mut self.inner).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.frames.push(data),
                    Err(other) => return Poll::Ready(Some(Ok(other))),
                },
                Some(Err(status)) => return self.fail(status),
                None => {
                    self.ended = true;
                    // A message that breaks off is the service's to refuse.
                    let rest = self.frames.rest();
                    if !rest.is_empty() {
                        return Poll::Ready(Some(Ok(Frame::data(rest))));
                    }
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.ended || self.frames.is_empty() && self.inner.is_end_stream()
    }
}
