//! Messages that hold their children fast without an envelope of their own: one binds a field, the other is told to by an option.

use std::mem::take;

use protoseal::{OpenError, Stand};
use protoseal_tests::pb::attacks::v1::Book;
use protoseal_tests::pb::kinds::v1::places::{Frame, Leaf, Page};

use crate::bench::{attacks, bench, stands, what};
use crate::samples::{book, frame, page};

mod of_a_page {
    use super::*;

    attacks! { page("acme");
        the_bound_field_changed: "tampered" at "leaves[0]", |page| page.tenant = "evil".into();
        the_bound_field_dropped: "tampered" at "leaves[0]", |page| page.tenant.clear();
        swapped: "tampered" at "leaves[0]", |page| page.leaves.swap(0, 1);
        reordered: "tampered" at "leaves[0]", |page| page.leaves.reverse();
        repeated: "tampered" at "leaves[0]", |page| page.leaves.extend_from_within(..1);
        in_place_of_another: "tampered" at "leaves[2]", |page| page.leaves[2] = page.leaves[1].clone();
        the_first_dropped: "tampered" at "leaves[0]", |page| drop(page.leaves.remove(0));
        the_last_dropped: "tampered" at "leaves[0]", |page| drop(page.leaves.pop());
        all_but_one_dropped: "tampered" at "leaves[0]", |page| page.leaves.truncate(1);
        one_stripped: "missing" at "leaves[1]", |page| page.leaves[1].sealed.clear();
        all_stripped: "missing" at "leaves[0]", |page| page.leaves.fill(Leaf::default());
    }

    #[test]
    fn one_of_another_page() {
        for tenant in ["acme", "evil"] {
            let other = bench().seal(page(tenant));
            let error = bench().refusal(&bench().seal(page("acme")), |page| {
                page.leaves[1] = other.leaves[1].clone()
            });
            assert_eq!(what(&error), ("foreign", "leaves[1]"), "{error}");
        }
    }

    #[test]
    fn all_of_another_tenants_page() {
        let other = bench().seal(page("evil"));
        let error = bench().refusal(&bench().seal(page("acme")), |page| page.leaves = other.leaves);
        assert_eq!(what(&error), ("tampered", "leaves[0]"), "{error}");
    }

    /// What it binds is the same, so this is the other page, replayed: SECURITY.md, "Replay of whole messages".
    #[test]
    fn all_of_a_page_of_the_same_tenant_are_that_page() {
        let other = bench().seal(page("acme"));
        let mut wire = bench().seal(page("acme"));
        wire.leaves = other.leaves;
        assert_eq!(bench().opened(&wire), page("acme"));
    }

    /// Nothing is left that could tell: SECURITY.md, "An ancestor that binds but seals nothing".
    #[test]
    fn all_gone_is_not_seen() {
        let mut wire: Page = bench().seal(page("acme"));
        bench().opened(&wire);
        wire.leaves.clear();
        wire.tenant = "evil".into();
        let opened = bench().opened(&wire);
        assert_eq!((opened.tenant.as_str(), opened.leaves.len()), ("evil", 0));
    }

    #[test]
    fn taken_out_and_opened_as_a_root() {
        let wire: Page = bench().seal(page("acme"));
        bench().opened(&wire);
        let error = bench().refused(&wire.leaves[0]);
        assert_eq!(stands(&error), (&Stand::Below(vec![2]), &Stand::Alone));
    }
}

mod of_a_frame {
    use super::*;

    attacks! { frame();
        swapped: "tampered" at "bound[0]", |frame| frame.bound.swap(0, 1);
        reordered: "tampered" at "bound[0]", |frame| frame.bound.rotate_right(1);
        repeated: "tampered" at "bound[0]", |frame| frame.bound.extend_from_within(2..);
        in_place_of_another: "tampered" at "bound[0]", |frame| frame.bound[0] = frame.bound[1].clone();
        one_dropped: "tampered" at "bound[0]", |frame| drop(frame.bound.pop());
        all_but_one_dropped: "tampered" at "bound[0]", |frame| frame.bound.truncate(1);
        one_stripped: "missing" at "bound[2]", |frame| frame.bound[2].sealed.clear();
    }

    #[test]
    fn one_of_another_frame() {
        let other = bench().seal(frame());
        let error = bench().refusal(&bench().seal(frame()), |frame| frame.bound[0] = other.bound[0].clone());
        assert_eq!(what(&error), ("foreign", "bound[1]"), "{error}");
    }

    #[test]
    fn a_page_and_a_frame_hold_what_is_their_own() {
        let mut wire: Frame = bench().seal(frame());
        bench().opened(&wire);
        let page = Page {
            tenant: String::new(),
            leaves: take(&mut wire.bound),
        };
        // The field's number differs, and so the path does.
        let error = bench().refused(&page);
        assert!(matches!(error, OpenError::OutOfPlace { .. }), "{error}");
    }

    #[test]
    fn one_sealed_alone_put_in() {
        let alone: Leaf = bench().seal(crate::samples::leaf("alone"));
        let error = bench().refusal(&bench().seal(frame()), |frame| frame.bound[1] = alone);
        assert_eq!(stands(&error), (&Stand::Alone, &Stand::Below(vec![1])));
    }

    /// Its note is clear and not bound.
    #[test]
    fn a_clear_field_may_change() {
        let mut wire: Frame = bench().seal(frame());
        wire.note = "changed".into();
        assert_eq!(bench().opened(&wire).bound, frame().bound);
    }

    #[test]
    fn all_gone_is_not_seen() {
        let mut wire: Frame = bench().seal(frame());
        bench().opened(&wire);
        wire.bound.clear();
        assert!(bench().opened(&wire).bound.is_empty());
    }
}

/// Pages below a sealed message.
mod of_a_book {
    use super::*;

    attacks! { book();
        the_bound_field_of_a_page_changed: "tampered" at "pages[1].leaves[0]", |book| book.pages[1].tenant.push('s');
        a_page_dropped: "tampered" at "", |book| drop(book.pages.pop());
        all_pages_dropped: "tampered" at "", |book| book.pages.clear();
        a_page_repeated: "tampered" at "", |book| book.pages.extend_from_within(..1);
        pages_swapped: "tampered" at "pages[0].leaves[0]", |book| book.pages.swap(0, 1);
        leaves_of_two_pages_swapped: "tampered" at "pages[0].leaves[1]", |book| {
            let [one, other] = &mut book.pages[..] else { panic!("there are two") };
            std::mem::swap(&mut one.leaves[1], &mut other.leaves[1]);
        };
        a_leaf_dropped: "tampered" at "", |book| drop(book.pages[0].leaves.pop());
        a_leaf_moved_to_the_next_page: "tampered" at "pages[0].leaves[0]", |book| {
            let leaf = book.pages[0].leaves.pop().expect("there are some");
            book.pages[1].leaves.push(leaf);
        };
        all_leaves_stripped: "missing" at "pages[0].leaves[0]", |book| book.pages[0].leaves.fill(Leaf::default());
    }

    #[test]
    fn a_page_of_another_book() {
        let other = bench().seal(book());
        let error = bench().refusal(&bench().seal(book()), |book| book.pages[1] = other.pages[1].clone());
        assert_eq!(what(&error), ("tampered", "pages[1].leaves[0]"), "{error}");
    }

    /// The place of a leaf is below its page, whose own place is in the digest alone: so no error can name the option.
    #[test]
    fn a_page_sealed_alone_put_in() {
        let alone: Page = bench().seal(page("acme"));
        let error = bench().refusal(&bench().seal(book()), |book| book.pages[1] = alone);
        assert_eq!(what(&error), ("tampered", "pages[1].leaves[0]"), "{error}");
    }

    /// The book's count looks into pages, which have no envelope of their own.
    #[test]
    fn all_leaves_of_a_page_gone() {
        let error = bench().refusal(&bench().seal(book()), |book| book.pages[1].leaves.clear());
        assert_eq!(what(&error), ("tampered", ""), "{error}");
    }

    /// A page that was empty when it was sealed is counted, but nothing holds its bound field: SECURITY.md, "An ancestor that
    /// binds but seals nothing".
    #[test]
    fn the_bound_field_of_an_empty_page_changed_is_not_seen() {
        let mut clear = book();
        clear.pages[1].leaves.clear();
        let mut wire: Book = bench().seal(clear);
        bench().opened(&wire);
        wire.pages[1].tenant = "evil".into();
        assert_eq!(bench().opened(&wire).pages[1].tenant, "evil");
    }
}
