//! Envelopes and bound fields: flipped, stripped, swapped, duplicated, foreign.

use protoseal::{DataKey, GroupName, KeyId, KeyRecord, KeyState, Keyring, OpenError, Suite};
use protoseal_tests::pb::attacks::v1::{Memo, Note, Record, clear, record};

use crate::bench::{Bench, bench, both, context, what};
use crate::samples;

/// The offsets of the declaration's tags in an envelope of a message with two groups.
const OWN_TAG: std::ops::Range<usize> = 66..68;
const OTHER_TAG: std::ops::Range<usize> = 69..71;

fn sealed() -> Record {
    bench().seal(samples::record())
}

#[test]
fn every_bit_flip_of_every_envelope_under_both_suites() {
    for bench in both() {
        let mut wire = bench.seal(samples::record());
        bench.opened(&wire);
        for index in 0..wire.sealed.len() {
            for bit in 0..wire.sealed[index].len() * 8 {
                wire.sealed[index][bit / 8] ^= 1 << (bit % 8);
                bench.refused(&wire);
                wire.sealed[index][bit / 8] ^= 1 << (bit % 8);
            }
        }
        bench.opened(&wire);
    }
}

#[test]
fn every_bit_flip_of_a_childs_envelope_under_both_suites() {
    for bench in both() {
        let mut wire = bench.seal(samples::root());
        bench.opened(&wire);
        for bit in 0..wire.map["a"].sealed[0].len() * 8 {
            let flip = |wire: &mut protoseal_tests::pb::kinds::v1::places::Root| {
                wire.map.get_mut("a").expect("it is there").sealed[0][bit / 8] ^= 1 << (bit % 8);
            };
            flip(&mut wire);
            let error = bench.refused(&wire);
            assert_eq!(what(&error).1, "map[..]", "{error}");
            flip(&mut wire);
        }
        bench.opened(&wire);
    }
}

/// Each change of a bound field's bits, one by one, under both suites.
fn bound(changes: impl Fn(&Record) -> Vec<Record>) {
    for bench in both() {
        let wire = bench.seal(samples::record());
        bench.opened(&wire);
        let forged = changes(&wire);
        assert!(!forged.is_empty());
        for forged in forged {
            assert!(forged != wire, "the attack changed nothing");
            let error = bench.refused(&forged);
            assert_eq!(what(&error), ("tampered", ""), "{error}");
        }
    }
}

fn with(wire: &Record, change: impl FnOnce(&mut Record)) -> Record {
    let mut wire = wire.clone();
    change(&mut wire);
    wire
}

macro_rules! flips_of_bound_integers {
    ($($name:ident: $field:ident, $bits:literal;)*) => { $(
        #[test]
        fn $name() {
            bound(|wire| (0..$bits).map(|bit| with(wire, |wire| wire.$field ^= 1 << bit)).collect());
        }
    )* };
}

flips_of_bound_integers! {
    every_bit_flip_of_a_bound_int32: b_int32, 32;
    every_bit_flip_of_a_bound_sint64: b_sint64, 64;
    every_bit_flip_of_a_bound_sfixed32: b_sfixed32, 32;
    every_bit_flip_of_a_bound_uint32: b_uint32, 32;
    every_bit_flip_of_a_bound_fixed64: b_fixed64, 64;
    every_bit_flip_of_a_bound_enum: b_level, 32;
}

#[test]
fn a_bound_bool_flipped() {
    bound(|wire| vec![with(wire, |wire| wire.b_bool = false)]);
}

#[test]
fn every_bit_flip_of_a_bound_string_that_leaves_it_text() {
    bound(|wire| {
        let flipped = |bit: usize| {
            let mut text = wire.b_string.clone().into_bytes();
            text[bit / 8] ^= 1 << (bit % 8);
            String::from_utf8(text).ok()
        };
        let texts = (0..wire.b_string.len() * 8).filter_map(flipped);
        texts.map(|text| with(wire, |wire| wire.b_string = text)).collect()
    });
}

#[test]
fn a_bound_string_emptied_cut_or_made_longer() {
    bound(|wire| {
        let texts = ["", "owne", "owners", "owner\0"];
        texts.map(|text| with(wire, |wire| wire.b_string = text.into())).into()
    });
}

#[test]
fn every_bit_flip_of_bound_bytes_and_their_length() {
    bound(|wire| {
        let flipped = (0..wire.b_bytes.len() * 8).map(|bit| with(wire, |wire| wire.b_bytes[bit / 8] ^= 1 << (bit % 8)));
        let lengths = [vec![], vec![0], vec![0, 0xff, 0]];
        flipped
            .chain(lengths.map(|bytes| with(wire, |wire| wire.b_bytes = bytes)))
            .collect()
    });
}

#[test]
fn every_bit_flip_of_a_bound_optional_and_its_absence() {
    bound(|wire| {
        let flipped = (0..64).map(|bit| with(wire, |wire| wire.b_optional = Some(9 ^ 1 << bit)));
        flipped.chain([with(wire, |wire| wire.b_optional = None)]).collect()
    });
}

#[test]
fn a_bound_optional_absent_for_zero_and_zero_for_absent() {
    for (sealed, forged) in [(None, Some(0)), (Some(0), None)] {
        let mut clear = samples::record();
        clear.b_optional = sealed;
        let error = bench().refusal(&bench().seal(clear), |wire| wire.b_optional = forged);
        assert_eq!(what(&error), ("tampered", ""), "{error}");
    }
}

#[test]
fn a_bound_oneof_changed_dropped_or_turned_to_another_member() {
    use record::BChoice::{BName, BNumber};
    bound(|wire| {
        let choices = [
            None,
            Some(BName(String::new())),
            Some(BName("mame".into())),
            Some(BNumber(0)),
        ];
        choices.map(|choice| with(wire, |wire| wire.b_choice = choice)).into()
    });
}

#[test]
fn two_bound_fields_of_one_kind_swapped() {
    let mut clear = samples::record();
    (clear.b_int32, clear.b_sfixed32) = (1, 2);
    let error = bench().refusal(&bench().seal(clear), |wire| {
        (wire.b_int32, wire.b_sfixed32) = (2, 1);
    });
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

#[test]
fn a_field_that_is_not_bound_may_change() {
    let forged = with(&sealed(), |wire| wire.note = "another".into());
    assert_eq!(bench().opened(&forged).note, "another");
}

#[test]
fn a_bound_version_moved_back() {
    let error = bench().refusal(&bench().seal(samples::root()), |root| root.version = 6);
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

#[test]
fn an_older_record_under_the_newer_version() {
    let older = bench().seal(samples::root());
    let newer = bench().seal(protoseal_tests::pb::kinds::v1::places::clear::Root {
        version: 8,
        ..samples::root()
    });
    let error = bench().refusal(&newer, |root| {
        *root = older;
        root.version = 8;
    });
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

#[test]
fn stripped_of_all_envelopes() {
    let error = bench().refusal(&sealed(), |wire| wire.sealed.clear());
    assert_eq!(what(&error), ("missing", ""), "{error}");
}

#[test]
fn stripped_of_the_envelope_of_each_group() {
    for index in 0..2 {
        let error = bench().refusal(&sealed(), |wire| drop(wire.sealed.remove(index)));
        assert_eq!(what(&error), ("missing", ""), "{error}");
    }
}

#[test]
fn stripped_of_an_envelope_whose_fields_are_all_unset() {
    let empty = bench().seal(clear::Record::default());
    let error = bench().refusal(&empty, |wire| drop(wire.sealed.pop()));
    assert_eq!(what(&error), ("missing", ""), "{error}");
}

#[test]
fn an_envelope_emptied_or_cut() {
    for length in [0, 1, 33, 65, 80, 100] {
        let error = bench().refusal(&sealed(), |wire| wire.sealed[0].truncate(length));
        assert!(["malformed", "tampered"].contains(&what(&error).0), "{length}: {error}");
    }
}

#[test]
fn duplicated_envelope_of_each_group() {
    for index in 0..2 {
        let error = bench().refusal(&sealed(), |wire| wire.sealed.extend_from_within(index..=index));
        assert_eq!(what(&error), ("duplicated", ""), "{error}");
    }
}

#[test]
fn one_envelope_in_place_of_the_other() {
    let error = bench().refusal(&sealed(), |wire| wire.sealed[0] = wire.sealed[1].clone());
    assert_eq!(what(&error), ("duplicated", ""), "{error}");
}

#[test]
fn swapped_between_records_all_envelopes() {
    let [ada, eve] = ["ada", "eve"].map(|owner| bench().seal(samples::note(owner)));
    let error = bench().refusal(&ada, |wire| wire.sealed = eve.sealed);
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

#[test]
fn swapped_between_records_one_envelope() {
    for index in 0..2 {
        let other = sealed();
        let error = bench().refusal(&sealed(), |wire| wire.sealed[index] = other.sealed[index].clone());
        assert_eq!(what(&error), ("foreign", ""), "{error}");
    }
}

#[test]
fn swapped_between_groups_with_their_tags() {
    let error = bench().refusal(&bench().seal(samples::pair()), |wire| swap_tags(&mut wire.sealed));
    assert_eq!(what(&error).0, "wrong key", "{error}");
}

/// The names of keys are authenticated, even where all else about the keys is the same.
#[test]
fn swapped_between_groups_whose_keys_differ_in_the_name_alone() {
    let keyring = Keyring::new();
    for name in ["pii", "other"] {
        let record = KeyRecord::new(KeyId::from_bytes([1; 16]), name, Suite::Aes256Gcm);
        let record = record.with_version(1, KeyState::Active, 0, DataKey::from_bytes([2; 32]));
        keyring
            .insert(record.expect("version 1 is free"))
            .expect("names are unique");
    }
    let bench = Bench::new(keyring);
    let error = bench.refusal(&bench.seal(samples::pair()), |wire| swap_tags(&mut wire.sealed));
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

fn swap_tags(envelopes: &mut [Vec<u8>]) {
    for envelope in envelopes {
        let (own, other) = (envelope[OWN_TAG].to_vec(), envelope[OTHER_TAG].to_vec());
        envelope[OWN_TAG].copy_from_slice(&other);
        envelope[OTHER_TAG].copy_from_slice(&own);
    }
}

#[test]
fn swapped_between_message_types_that_differ_in_the_name_alone() {
    let note: Note = bench().seal(samples::note("ada"));
    let memo: Memo = bench().seal(samples::memo("ada"));
    let error = bench().refusal(&memo, |memo| memo.sealed = note.sealed);
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

#[test]
fn swapped_between_contexts() {
    let wire = sealed();
    bench().opened(&wire);
    let elsewhere = protoseal::Context::new()
        .with("tenant", "evil")
        .with("table", "attacks");
    let error = bench().refused_in(&wire, &elsewhere);
    assert_eq!(what(&error), ("tampered", ""), "{error}");
}

#[test]
fn an_envelope_of_another_message_added() {
    // Its group is one that the record has, or none of the record's.
    let note = bench().seal(samples::note("ada"));
    let error = bench().refusal(&sealed(), |wire| wire.sealed.push(note.sealed[0].clone()));
    assert_eq!(what(&error), ("duplicated", ""), "{error}");
    let address = bench().seal(samples::address("here"));
    let error = bench().refusal(&sealed(), |wire| wire.sealed.push(address.envelopes[0].clone()));
    assert_eq!(what(&error), ("foreign", ""), "{error}");
}

#[test]
fn an_envelope_of_another_message_in_place_of_the_own() {
    let note = bench().seal(samples::note("ada"));
    for index in 0..2 {
        let error = bench().refusal(&sealed(), |wire| wire.sealed[index] = note.sealed[0].clone());
        assert!(["foreign", "duplicated"].contains(&what(&error).0), "{error}");
    }
    let address = bench().seal(samples::address("here"));
    let error = bench().refusal(&note, |wire| wire.sealed = address.envelopes);
    assert!(
        matches!(
            error,
            OpenError::EnvelopeMissing {
                group: GroupName::Key("pii"),
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn what_is_no_envelope_added() {
    for garbage in [vec![], vec![1], vec![0xff; 200]] {
        let error = bench().refusal(&sealed(), |wire| wire.sealed.push(garbage));
        assert!(matches!(error, OpenError::Malformed { envelope: 2, .. }), "{error}");
    }
}

#[test]
fn an_envelope_under_another_ring_or_suite() {
    let [aes, sm4] = both();
    let wire = aes.seal(samples::note("ada"));
    aes.opened(&wire);
    let error = sm4.refused(&wire);
    assert_eq!(what(&error), ("wrong key", ""), "{error}");
    let error = Bench::new(Keyring::new()).refused(&wire);
    assert_eq!(what(&error), ("key unknown", ""), "{error}");
    let clear = wire.sealed[0].clone();
    assert!(
        sm4.opener
            .decode::<protoseal_tests::pb::attacks::v1::clear::Note>(&clear, &context())
            .is_err()
    );
}
