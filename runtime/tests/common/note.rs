//! A sealed message that binds nothing: with nothing in the context either, `Context::unbound()` must be said.

use ::protoseal::codegen::{
    Counted, Group, OpenError, Openable, Opening, Place, Policy, Prepared, Scope, SealError, Sealable, Sealing, Survey,
    debug, size,
};

#[derive(Clone, PartialEq, prost::Message)]
#[prost(skip_debug)]
pub struct Note {
    #[prost(bytes = "vec", repeated, tag = "1")]
    text: Vec<Vec<u8>>,
    #[prost(bytes = "bytes", repeated, tag = "2")]
    pub sealed: Vec<bytes::Bytes>,
}

impl core::fmt::Debug for Note {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Note")
            .field("text", &debug::Masked)
            .field("sealed", &debug::Envelopes(self.sealed.len()))
            .finish()
    }
}

#[derive(Clone, Default, PartialEq)]
pub struct ClearNote {
    pub text: String,
}

impl core::fmt::Debug for ClearNote {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Note").field("text", &debug::Masked).finish()
    }
}

#[derive(Clone, PartialEq, prost::Message)]
#[prost(skip_debug)]
struct NotePii {
    #[prost(string, tag = "1")]
    text: String,
}

impl core::fmt::Debug for NotePii {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("NotePii(***)")
    }
}

static NOTE: Policy = Policy {
    message: "test.v1.Note",
    envelope: 2,
    groups: &[Group {
        key: "pii",
        tag: super::PII,
        bound: &[],
    }],
    bound: &[],
    children: &[],
    prepared: Prepared::new(),
};

impl Sealable for ClearNote {
    type Wire = Note;

    fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
        survey.message(&NOTE, place)?;
        let pii = size::of(&self.text);
        survey.group(&NOTE, 0, place, pii)
    }

    fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Note {
        let mut scope = Scope::for_sealing(&NOTE, place, sealing);
        let scope = scope.bind(|_| {});
        let mut sealed = Vec::with_capacity(1);
        scope.seal(0, &NotePii { text: self.text }, sealing, &mut sealed);
        Note {
            sealed,
            ..Default::default()
        }
    }
}

impl Openable for Note {
    type Clear = ClearNote;

    fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<ClearNote, OpenError> {
        opening.message(place)?;
        opening.refuse_plaintext(place, &[("text", self.text.is_empty())])?;
        let mut scope = Scope::for_opening(&NOTE, place);
        let scope = scope.bind(|_| {});
        let mut pii = NotePii::default();
        let envelopes = scope.envelopes(&self.sealed)?;
        envelopes.open(0, &mut pii, opening)?;
        Ok(ClearNote { text: pii.text })
    }

    fn fill(self, _: &mut ClearNote) {}
}

impl Counted for Note {
    fn counted(&self) -> u64 {
        1
    }
}

impl Counted for ClearNote {
    fn counted(&self) -> u64 {
        1
    }
}
