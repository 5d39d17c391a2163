//! gRPC's frames: a flag, a length of four bytes, a message.

use bytes::{Bytes, BytesMut};
use tonic::Status;

/// A flag and a length.
const HEADER: usize = 5;

/// Bytes that came, cut into frames. Holds at most a frame and what came with its end.
pub(super) struct Frames {
    buffer: BytesMut,
    largest: usize,
}

/// One message, with its header.
pub(super) struct Whole {
    pub(super) whole: Bytes,
}

impl Whole {
    pub(super) fn message(&self) -> &[u8] {
        self.whole.get(HEADER..).unwrap_or_default()
    }
}

impl Frames {
    pub(super) fn new(largest: usize) -> Self {
        Self {
            buffer: BytesMut::new(),
            largest,
        }
    }

    pub(super) fn push(&mut self, data: Bytes) {
        self.buffer.extend_from_slice(&data);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// The next message, if all of it came.
    pub(super) fn next(&mut self) -> Result<Option<Whole>, Status> {
        let Some((&[flag, a, b, c, d], rest)) = self.buffer.split_first_chunk::<HEADER>() else {
            return Ok(None);
        };
        if flag != 0 {
            return Err(Status::unimplemented(
                "requests are validated, and this one is compressed: send it uncompressed",
            ));
        }
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        if length > self.largest {
            let largest = self.largest;
            return Err(Status::out_of_range(format!(
                "the request has {length} bytes, and {largest} is the limit"
            )));
        }
        if rest.len() < length {
            return Ok(None);
        }
        let whole = self.buffer.split_to(HEADER + length).freeze();
        Ok(Some(Whole { whole }))
    }

    /// What is left when no more comes.
    pub(super) fn rest(&mut self) -> Bytes {
        self.buffer.split().freeze()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_cut_wherever_the_bytes_are() {
        let bytes = [&[0, 0, 0, 0, 2, 7, 8][..], &[0, 0, 0, 0, 0], &[0, 0, 0, 0, 1, 9, 0]].concat();
        let mut frames = Frames::new(2);
        let mut messages = Vec::new();
        for byte in bytes {
            frames.push(Bytes::copy_from_slice(&[byte]));
            while let Some(frame) = frames.next().expect("frames") {
                messages.push(frame.message().to_vec());
            }
        }
        assert_eq!(messages, [vec![7, 8], vec![], vec![9]]);
        assert_eq!(frames.rest(), [0][..]);
        assert!(frames.is_empty());
    }

    #[test]
    fn what_is_too_large_or_compressed_is_refused_by_its_header() {
        for (header, code) in [
            ([0, 0, 0, 0, 3], tonic::Code::OutOfRange),
            ([0, 255, 255, 255, 255], tonic::Code::OutOfRange),
            ([1, 0, 0, 0, 1], tonic::Code::Unimplemented),
        ] {
            let mut frames = Frames::new(2);
            frames.push(Bytes::copy_from_slice(&header));
            assert_eq!(
                frames.next().err().map(|status| status.code()),
                Some(code),
                "{header:?}"
            );
        }
    }
}
