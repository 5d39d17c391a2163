//! Children below a sealed ancestor: swapped, reordered, duplicated, dropped, stripped, moved; and PORTABLE ones.

mod common;

use common::{Card, Folder, Kind, Team, aes, card, clear, context, folder, team, with};
use protoseal::{Keyring, OpenError, Opener, Sealer, Stand, prelude::*};

struct Bench {
    keyring: Keyring,
    sealer: Sealer,
    opener: Opener,
}

impl Bench {
    fn new() -> Self {
        let keyring = aes();
        Self {
            sealer: Sealer::new(&keyring),
            opener: Opener::new(&keyring),
            keyring,
        }
    }

    fn team(&self) -> Team {
        team().seal(&self.sealer, &context()).unwrap()
    }

    fn folder(&self) -> Folder {
        folder().seal(&self.sealer, &context()).unwrap()
    }

    /// Why a team is refused after a change.
    fn refusal(&self, change: impl FnOnce(&mut Team)) -> OpenError {
        let mut wire = self.team();
        change(&mut wire);
        let (message, error) = wire.clone().open(&self.opener, &context()).unwrap_err().into_parts();
        assert!(message == wire, "the message came back changed");
        error
    }

    fn tampered(&self, change: impl FnOnce(&mut Team)) {
        let error = self.refusal(change);
        assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
    }

    fn folder_tampered(&self, change: impl FnOnce(&mut Folder)) {
        let mut wire = self.folder();
        change(&mut wire);
        let error = wire.open(&self.opener, &context()).unwrap_err().into_error();
        assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
    }
}

fn office(team: &mut Team) -> &mut common::Office {
    team.office.as_mut().unwrap()
}

#[test]
fn swapped_children_of_one_list() {
    Bench::new().tampered(|team| team.members.swap(0, 1));
}

#[test]
fn reordered_children() {
    Bench::new().tampered(|team| team.members.rotate_left(1));
}

#[test]
fn duplicated_child() {
    Bench::new().tampered(|team| team.members.push(team.members[0].clone()));
}

#[test]
fn duplicated_child_in_place_of_another() {
    Bench::new().tampered(|team| team.members[1] = team.members[0].clone());
}

#[test]
fn dropped_last_child() {
    Bench::new().tampered(|team| drop(team.members.pop()));
}

#[test]
fn dropped_first_child() {
    Bench::new().tampered(|team| drop(team.members.remove(0)));
}

#[test]
fn dropped_all_children_of_a_list() {
    Bench::new().tampered(|team| team.members.clear());
}

#[test]
fn dropped_only_child() {
    Bench::new().tampered(|team| team.lead = None);
}

#[test]
fn dropped_every_child() {
    Bench::new().tampered(|team| {
        *team = with(&Team::default(), |empty| {
            (empty.id, empty.sealed) = (team.id, team.sealed.clone())
        });
    });
}

#[test]
fn stripped_child() {
    let error = Bench::new().refusal(|team| team.members[1].sealed.clear());
    let OpenError::EnvelopeMissing { at, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!((at.message(), at.path()), ("test.v1.Card", "members[1]"));
}

#[test]
fn stripped_child_and_its_clear_fields() {
    let error = Bench::new().refusal(|team| team.members[2] = Card::default());
    assert!(matches!(error, OpenError::EnvelopeMissing { .. }), "{error}");
}

#[test]
fn child_swapped_between_two_fields() {
    let error = Bench::new().refusal(|team| std::mem::swap(team.lead.as_mut().unwrap(), &mut team.members[0]));
    let OpenError::OutOfPlace { sealed, stands, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!((sealed, stands), (&Stand::Below(vec![4]), &Stand::Below(vec![3])));
}

#[test]
fn children_swapped_between_two_parents() {
    let bench = Bench::new();
    let other = bench.team();
    bench.tampered(|team| team.members = other.members);
}

#[test]
fn children_swapped_between_two_parents_of_one_seal() {
    let bench = Bench::new();
    // Both folders are sealed in one seal, share its instance id and hold a card at the same steps.
    let mut wire = bench.folder();
    let inner = wire.inner.as_mut().unwrap();
    std::mem::swap(&mut wire.cards[0], &mut inner.cards[0]);
    let error = wire.open(&bench.opener, &context()).unwrap_err().into_error();
    assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
}

#[test]
fn map_entries_swapped() {
    Bench::new().tampered(|team| {
        let (ops, dev) = (team.by_role["ops"].clone(), team.by_role["dev"].clone());
        team.by_role = [("ops".to_owned(), dev), ("dev".to_owned(), ops)].into();
    });
}

#[test]
fn map_entry_renamed() {
    Bench::new().tampered(|team| {
        let ops = team.by_role.remove("ops").unwrap();
        team.by_role.insert("root".into(), ops);
    });
}

#[test]
fn map_entry_dropped() {
    Bench::new().tampered(|team| drop(team.by_role.remove("dev")));
}

#[test]
fn map_entry_duplicated() {
    Bench::new().tampered(|team| drop(team.by_role.insert("qa".into(), team.by_role["ops"].clone())));
}

#[test]
fn oneof_child_dropped() {
    Bench::new().tampered(|team| team.kind = None);
}

#[test]
fn oneof_child_replaced_by_another_member() {
    Bench::new().tampered(|team| team.kind = Some(Kind::Label("nobody".into())));
}

#[test]
fn oneof_child_moved_to_another_field() {
    let error = Bench::new().refusal(|team| {
        let Some(Kind::Guest(guest)) = team.kind.take() else {
            panic!("the team has a guest")
        };
        team.lead = Some(*guest);
    });
    // The parent is opened first, and a guest that is gone is a count that changed.
    assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
}

#[test]
fn through_a_plain_message_swapped() {
    Bench::new().tampered(|team| office(team).desks.swap(0, 1));
}

#[test]
fn through_a_plain_message_duplicated() {
    Bench::new().tampered(|team| office(team).desks.extend_from_within(..1));
}

#[test]
fn through_a_plain_message_dropped() {
    Bench::new().tampered(|team| drop(office(team).desks.pop()));
}

#[test]
fn through_a_plain_message_stripped() {
    let error = Bench::new().refusal(|team| office(team).desks[0].sealed.clear());
    let OpenError::EnvelopeMissing { at, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(at.path(), "office.desks[0]");
}

#[test]
fn through_a_plain_message_all_children_gone() {
    Bench::new().tampered(|team| {
        *office(team) = common::Office {
            door: "left".into(),
            ..Default::default()
        }
    });
}

#[test]
fn through_a_plain_message_the_message_itself_gone() {
    Bench::new().tampered(|team| team.office = None);
}

#[test]
fn through_a_plain_message_moved_within_it() {
    let error = Bench::new().refusal(|team| {
        let office = office(team);
        std::mem::swap(office.head.as_mut().unwrap(), &mut office.desks[0]);
    });
    let OpenError::OutOfPlace { sealed, stands, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!((sealed, stands), (&Stand::Below(vec![8, 2]), &Stand::Below(vec![8, 1])));
}

#[test]
fn below_an_ancestor_that_only_binds() {
    let bench = Bench::new();
    bench.folder_tampered(|folder| folder.cards.swap(0, 1));
    bench.folder_tampered(|folder| drop(folder.cards.pop()));
    bench.folder_tampered(|folder| folder.cards.push(folder.cards[0].clone()));
    bench.folder_tampered(|folder| folder.inner = None);
    bench.folder_tampered(|folder| folder.name = "another".into());
    bench.folder_tampered(|folder| folder.inner.as_mut().unwrap().name = "another".into());
    assert_eq!(bench.folder().open(&bench.opener, &context()).unwrap(), folder());
}

#[test]
fn below_an_ancestor_that_only_binds_all_must_be_of_one_seal() {
    let bench = Bench::new();
    let mut wire = bench.folder();
    wire.cards[1] = bench.folder().cards[1].clone();
    let error = wire.open(&bench.opener, &context()).unwrap_err().into_error();
    assert!(matches!(error, OpenError::EnvelopeForeign { .. }), "{error}");
    // Also where the other one stands below the next folder.
    let mut wire = bench.folder();
    wire.inner = bench.folder().inner;
    let error = wire.open(&bench.opener, &context()).unwrap_err().into_error();
    assert!(matches!(error, OpenError::EnvelopeForeign { .. }), "{error}");
}

#[test]
fn a_bound_field_of_the_parent_binds_its_children() {
    let bench = Bench::new();
    // Even with the parent's own envelopes opened by whoever holds its keys: the child alone refuses.
    bench.tampered(|team| team.id = 8);
}

#[test]
fn a_message_sealed_by_itself_put_below_an_ancestor() {
    let bench = Bench::new();
    let alone = card("m0").seal(&bench.sealer, &context()).unwrap();
    let error = bench.refusal(|team| team.members[0] = alone);
    let OpenError::OutOfPlace { sealed, stands, at, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (sealed, stands, at.path()),
        (&Stand::Alone, &Stand::Below(vec![4]), "members[0]")
    );
    assert!(error.to_string().contains("place: PORTABLE"), "{error}");
}

#[test]
fn a_child_taken_out_of_its_ancestor() {
    let bench = Bench::new();
    let error = bench.team().members[0]
        .clone()
        .open(&bench.opener, &context())
        .unwrap_err()
        .into_error();
    let OpenError::OutOfPlace { sealed, stands, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!((sealed, stands), (&Stand::Below(vec![4]), &Stand::Alone));
    assert!(error.to_string().contains("place: BOUND"), "{error}");
}

#[test]
fn portable_children_move_freely() {
    let bench = Bench::new();
    // Out of one parent and into another,
    let mut wire = bench.team();
    let spare = bench.team().spare;
    wire.spare = spare.clone();
    assert_eq!(wire.open(&bench.opener, &context()).unwrap(), team());
    // out on its own,
    assert_eq!(spare.unwrap().open(&bench.opener, &context()).unwrap(), card("spare"));
    // sealed on its own and put in,
    let mut wire = bench.team();
    wire.spare = Some(card("alone").seal(&bench.sealer, &context()).unwrap());
    assert_eq!(wire.open(&bench.opener, &context()).unwrap().spare, Some(card("alone")));
    // or dropped: nothing counts it.
    let wire = with(&bench.team(), |team| team.spare = None);
    assert_eq!(
        wire.open(&bench.opener, &context()).unwrap(),
        clear::Team { spare: None, ..team() }
    );
}

#[test]
fn a_child_in_a_sealed_field_cannot_be_replaced_by_a_clear_one() {
    // Field 9 is sealed: whatever stands there in the clear is refused, be it sealed itself.
    use prost::Message;
    let bench = Bench::new();
    let mut bytes = bench.team().encode_to_vec();
    let alone = card("v0").seal(&bench.sealer, &context()).unwrap().encode_to_vec();
    bytes.push(9 << 3 | 2);
    prost::encode_length_delimiter(alone.len(), &mut bytes).unwrap();
    bytes.extend_from_slice(&alone);
    let error = bench.opener.decode::<clear::Team>(&bytes, &context()).unwrap_err();
    let OpenError::Plaintext { at } = &error else {
        panic!("{error}")
    };
    assert_eq!(at.path(), "vaulted");
}

#[test]
fn paths_show_no_key_of_a_map() {
    let bench = Bench::new();
    let error = bench.refusal(|team| team.by_role.get_mut("ops").unwrap().sealed.clear());
    let OpenError::EnvelopeMissing { at, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(at.path(), "by_role[..]");
    assert!(!format!("{error} {error:?}").contains("ops"));
}

#[test]
fn sealed_messages_in_a_sealed_field_need_both_keys() {
    use protoseal::KeyState;
    let bench = Bench::new();
    let wire = bench.team();
    bench.keyring.set_state("pii", 1, KeyState::PendingDestruction).unwrap();
    let error = wire.clone().open(&bench.opener, &context()).unwrap_err().into_error();
    assert!(matches!(error, OpenError::KeyDestroyed { key: "pii", .. }), "{error}");
    bench.keyring.set_state("pii", 1, KeyState::DecryptOnly).unwrap();
    assert_eq!(wire.open(&bench.opener, &context()).unwrap(), team());
}
