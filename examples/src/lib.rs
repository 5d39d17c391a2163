//! Each program in `src/bin` is a story that a user has.

#![forbid(unsafe_code)]
