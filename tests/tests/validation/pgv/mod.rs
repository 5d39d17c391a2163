//! Rules of protoc-gen-validate.

mod both;
mod known;
mod messages;
mod scalars;
