//! One envelope, as openers of several messages see it.
#![no_main]
#![forbid(unsafe_code)]

use libfuzzer_sys::fuzz_target;
use protoseal_fuzz::messages::check_envelope;
use protoseal_fuzz::pb::attacks::v1::{Book, Pair, Record};
use protoseal_fuzz::pb::kinds::v1::places::{Leaf, List, Page, Root};

fuzz_target!(|bytes: &[u8]| {
    let sealed = vec![bytes.to_vec()];
    let mut leaf = Leaf::default();
    leaf.sealed.clone_from(&sealed);
    check_envelope(leaf.clone());

    let mut list = List::default();
    list.leaves = vec![leaf.clone(), leaf.clone()];
    check_envelope(list);

    let mut root = Root::default();
    root.leaf = Some(leaf.clone());
    root.sealed.clone_from(&sealed);
    check_envelope(root);

    let mut record = Record::default();
    record.sealed.clone_from(&sealed);
    check_envelope(record);

    let mut pair = Pair::default();
    pair.sealed = [&sealed[..], &sealed[..]].concat();
    check_envelope(pair);

    let mut book = Book::default();
    book.pages = vec![Page {
        tenant: "acme".into(),
        leaves: vec![leaf],
    }];
    book.sealed = sealed;
    check_envelope(book);
});
