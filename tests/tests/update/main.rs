//! Opening for update, and with some of the keys: by readers with other keys and other versions of the schema than the writer's.
#![forbid(unsafe_code)]

mod bench;
mod carried;
mod forged;
mod frozen;
mod kinds;
mod newer;
mod property;

mod rollback;
