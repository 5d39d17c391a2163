//! The messages that are sealed, each in both forms.

use crate::{plain, sealed, validated};

/// A customer, some 90 bytes long when encoded plain.
#[must_use]
pub fn customer() -> plain::Customer {
    plain::Customer {
        customer_id: "customer-0000-1111-2222".into(),
        id_card: "11010519491231002X".into(),
        phone: "+86 138 0013 8000".into(),
        display_name: "Zhang Xiaoming".into(),
        updated_at: 1_795_564_800,
    }
}

/// The same, to be sealed.
#[must_use]
pub fn clear_customer() -> sealed::clear::Customer {
    let plain = customer();
    sealed::clear::Customer {
        customer_id: plain.customer_id,
        id_card: plain.id_card,
        phone: plain.phone,
        display_name: plain.display_name,
        updated_at: plain.updated_at,
    }
}

/// A document whose body has so many bytes.
#[must_use]
pub fn document(length: usize) -> plain::Document {
    plain::Document {
        document_id: "document-0000-1111-2222".into(),
        body: vec![0xa5; length],
    }
}

/// The same, to be sealed.
#[must_use]
pub fn clear_document(length: usize) -> sealed::clear::Document {
    let plain = document(length);
    sealed::clear::Document {
        document_id: plain.document_id,
        body: plain.body,
    }
}

/// A list of so many customers.
#[must_use]
pub fn customers(count: usize) -> plain::Customers {
    plain::Customers {
        customers: (0..count).map(|_| customer()).collect(),
    }
}

/// The same, to be sealed.
#[must_use]
pub fn clear_customers(count: usize) -> sealed::clear::Customers {
    sealed::clear::Customers {
        customers: (0..count).map(|_| clear_customer()).collect(),
    }
}

/// A text under each mask that allocates nothing.
#[must_use]
pub fn masked() -> sealed::Masked {
    let text = "Zoë 🧑🏽‍🚒 Żółć".to_owned();
    sealed::Masked {
        full: text.clone(),
        first: text.clone(),
        ends: text.clone(),
        omitted: text.clone(),
        shown: text,
    }
}

/// A signup that breaks no rule.
#[must_use]
pub fn signup() -> validated::Signup {
    validated::Signup {
        user_id: "ada_lovelace".to_owned(),
        display_name: "Ada Lovelace".to_owned(),
        email: "ada.lovelace@example.com".to_owned(),
        plan: "team".to_owned(),
        age: 36,
    }
}

/// A span that breaks no rule.
#[must_use]
pub fn span() -> validated::Span {
    validated::Span { start: 1, end: 2 }
}
