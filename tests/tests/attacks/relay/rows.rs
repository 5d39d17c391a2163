//! Rows that were sealed one by one, each for its own context, and are put into a list by a stranger.

use prost::Message;
use protoseal::prelude::*;
use protoseal_tests::pb::kinds::v1::places::{List, clear};
use protoseal_tests::stock::kinds::v1::places as stock;

use super::stranger;
use crate::bench::{bench, both, silent};
use crate::samples::{leaf, root};

fn row_context(row: usize) -> Context {
    Context::new().with("table", "roots").with("row", row.to_string())
}

fn rows() -> Vec<clear::Root> {
    let row = |version| clear::Root { version, ..root() };
    (1..=3).map(row).collect()
}

/// As a database has them: bytes, sealed on different days by different processes.
fn stored(keyring: &Keyring) -> Vec<Vec<u8>> {
    let seal = |(index, row): (usize, clear::Root)| {
        let sealer = Sealer::new(keyring);
        sealer.encode(row, &row_context(index)).expect("it is sealed")
    };
    rows().into_iter().enumerate().map(seal).collect()
}

/// What a stranger answers to whoever asks for all rows.
fn listed(rows: &[Vec<u8>]) -> List {
    let rows = rows.iter().map(|row| stranger(row)).collect();
    let list = stock::List {
        roots: rows,
        ..Default::default()
    };
    List::decode(&*list.encode_to_vec()).expect("it decodes")
}

#[test]
fn each_row_opens_with_its_own_context() {
    for bench in both() {
        let list = listed(&stored(&bench.keyring));
        let open = |(index, row): (usize, protoseal_tests::pb::kinds::v1::places::Root)| {
            row.open(&bench.opener, &row_context(index)).expect("it opens")
        };
        let opened: Vec<clear::Root> = list.roots.into_iter().enumerate().map(open).collect();
        assert_eq!(opened, rows());
    }
}

#[test]
fn no_row_opens_with_the_context_of_another() {
    let mut list = listed(&stored(&bench().keyring));
    list.roots.swap(0, 1);
    for (index, row) in list.roots[..2].iter().enumerate() {
        bench().refused_in(row, &row_context(index));
        bench().refused_in(row, &row_context(2));
    }
    let third = list.roots[2].clone().open(&bench().opener, &row_context(2));
    assert_eq!(third.expect("it stands where it stood").version, 3);
}

/// Where all rows have one context, the list opens as a whole.
#[test]
fn rows_of_one_context_open_as_a_list() {
    let context = row_context(0);
    let seal = |row| bench().sealer.encode(row, &context).expect("it is sealed");
    let list = listed(&rows().into_iter().map(seal).collect::<Vec<_>>());
    let opened = list.open(&bench().opener, &context).expect("it opens");
    assert_eq!(opened.roots, rows());
}

/// And what was sealed as a list is taken apart.
#[test]
fn rows_taken_out_of_a_list_open_alone() {
    let list = clear::List {
        roots: rows(),
        leaves: vec![leaf("alone")],
    };
    let bytes = bench().sealer.encode(list, &row_context(0)).expect("it is sealed");
    let list: stock::List = stranger(&bytes);
    for (row, expected) in list.roots.iter().zip(rows()) {
        let opened: clear::Root = bench()
            .opener
            .decode(&row.encode_to_vec(), &row_context(0))
            .expect("it opens");
        assert_eq!(opened, expected);
    }
    silent(&format!("{list:?}"));
}
