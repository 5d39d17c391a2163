//! Lists without equal items; lengths; infinities.

use bytes::Bytes;
use proptest::prelude::*;

use super::super::{is_inf, len_chars, max_chars, min_chars, unique};
use crate::Secret;

#[test]
fn equal_items_are_found_in_short_lists_and_in_long_ones() {
    for length in [0, 1, 2, 15, 16, 17, 18, 1000] {
        let mut items: Vec<i64> = (0..length).map(|item| item * 1_000_003).collect();
        assert!(unique(&items), "{length} items differ");
        if let [first, .., last] = &mut items[..] {
            *last = *first;
            assert!(!unique(&items), "of {length} items, the first and the last are equal");
        }
    }
}

#[test]
fn floats_are_equal_as_numbers_are() {
    let fill = |rest: &[f64]| [rest, &(1..20).map(f64::from).collect::<Vec<_>>()].concat();
    let nans = [f64::NAN, f64::NAN, -f64::NAN];
    let zeros = [0.0, -0.0];
    assert!(unique(&nans) && unique(&fill(&nans)));
    assert!(!unique(&zeros) && !unique(&fill(&zeros)));
    assert!(unique(&[f32::NAN, f32::NAN]) && !unique(&[0.0_f32, -0.0]));
    assert!(unique(&[f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, 0.0]));
}

#[test]
fn every_kind_of_item_can_be_compared() {
    assert!(unique(&[true, false]) && !unique(&[true, false, true]));
    assert!(unique(&[1_u32, 2]) && !unique(&[1_u32, 1]));
    assert!(unique(&[1_u64, 2]) && !unique(&[1_u64, 1]));
    assert!(unique(&[1, -1]) && !unique(&[-1, -1]));
    let (a, b) = ("a".to_owned(), "b".to_owned());
    assert!(unique(&[&a, &b]) && !unique(&[a.clone(), b.clone(), a.clone()]));
    assert!(unique(&[vec![1], vec![1, 0]]) && !unique(&[Vec::<u8>::new(), Vec::new()]));
    assert!(unique(&[Bytes::from("a"), Bytes::from("b")]) && !unique(&[Bytes::from("a"), Bytes::from("a")]));
    assert!(unique(&["a", "b"]) && !unique(&["a", "a"]));
    assert!(!unique(&[&[1_u8][..], &[1]]));
    assert!(!unique(&[Secret::<String>::from("a"), Secret::from("a")]));
    assert!(unique(&[Secret::<Vec<u8>>::from(vec![1]), Secret::from(vec![2])]));
}

#[test]
fn infinities_of_a_sign() {
    for (number, sign, expected) in [
        (f64::INFINITY, 0, true),
        (f64::INFINITY, 1, true),
        (f64::INFINITY, i64::MAX, true),
        (f64::INFINITY, -1, false),
        (f64::NEG_INFINITY, 0, true),
        (f64::NEG_INFINITY, 1, false),
        (f64::NEG_INFINITY, i64::MIN, true),
        (f64::NAN, 0, false),
        (f64::MAX, 0, false),
        (-0.0, -1, false),
    ] {
        assert_eq!(is_inf(number, sign), expected, "{number} {sign}");
    }
}

proptest! {
    #[test]
    fn a_list_is_unique_if_sorting_it_finds_no_two(items: Vec<u8>) {
        let items: Vec<String> = items.iter().map(u8::to_string).collect();
        let mut sorted = items.clone();
        sorted.sort();
        prop_assert_eq!(unique(&items), sorted.windows(2).all(|two| two[0] != two[1]));
    }

    #[test]
    fn lengths_are_those_of_all_code_points(text in "[aé€😀]{0,24}", number in 0_u64..26) {
        let length = text.chars().count() as u64;
        prop_assert_eq!(min_chars(&text, number), length >= number);
        prop_assert_eq!(max_chars(&text, number), length <= number);
        prop_assert_eq!(len_chars(&text, number), length == number);
    }
}

#[test]
fn lengths_at_the_ends_of_their_range() {
    for text in ["", "a", "😀"] {
        assert!(min_chars(text, 0) && !min_chars(text, u64::MAX));
        assert!(max_chars(text, u64::MAX) && max_chars(text, 0) == text.is_empty());
        assert!(!len_chars(text, u64::MAX) && len_chars(text, 0) == text.is_empty());
    }
}
