//! A piece of Rust, and what is known of it.

use proc_macro2::TokenStream;
use prost_reflect::MessageDescriptor;
use quote::quote;

/// What an expression of Rust gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    Bool,
    Number(Native),
    Text(Hold),
    Bytes(Hold),
    /// The runtime's `Timestamp` and `Duration`.
    Time,
    Span,
    /// prost's, which are read into the runtime's.
    StoredTime,
    StoredSpan,
    /// A wrapper that is a struct, with the form of its field `value`.
    StoredWrapper(Box<Form>),
    Message(MessageDescriptor, Hold),
    /// Of elements that are stored in this form.
    List(Hold, Box<Form>),
    Map(Hold, Box<Form>, Box<Form>),
    /// A map that the expression spells out: an array of pairs.
    Pairs(Box<Form>, Box<Form>),
    /// `Option` of a value.
    Nullable(Box<Form>),
    /// `None`.
    Null,
}

/// How a value is held that is not copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// A place of the owned type, or a reference to one: methods see no difference.
    Place,
    /// `&str`, `&[u8]`, `&T`, `&[T]`.
    Ref,
    /// A value that nothing else has: `String`, `Vec`.
    Owned,
    /// A `Cow`.
    Cow,
    /// `Option<&T>`, in which `None` reads as empty.
    Maybe,
    /// An iterator over values.
    Lazy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Native {
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    /// A count: an int or a uint, as the type says.
    Usize,
}

/// How tightly an expression holds together, the loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binds {
    /// `if`, a block.
    Loose,
    Or,
    And,
    Compare,
    Add,
    Multiply,
    Prefix,
    Atom,
}

#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) tokens: TokenStream,
    pub(super) form: Form,
    pub(super) binds: Binds,
    /// Whether there is a `?` in it.
    pub(super) fails: bool,
    /// Of what ends with a `?`, all before that; and whether there is another one in it.
    pub(super) tried: Option<(TokenStream, bool)>,
    /// The least and the greatest value of an integer.
    pub(super) range: Option<(i128, i128)>,
    /// Whether it lives as long as the program.
    pub(super) is_static: bool,
}

impl Code {
    pub(super) fn new(tokens: TokenStream, form: Form, binds: Binds, parts: &[&Code]) -> Self {
        let range = match &form {
            Form::Number(native) => native.range(),
            _ => None,
        };
        Self {
            tokens,
            form,
            binds,
            fails: parts.iter().any(|part| part.fails),
            tried: None,
            range,
            is_static: false,
        }
    }

    /// A path, a call, a field.
    pub(super) fn atom(tokens: TokenStream, form: Form, parts: &[&Code]) -> Self {
        Self::new(tokens, form, Binds::Atom, parts)
    }

    /// What a `Result` holds, which is made of parts.
    pub(super) fn tried(result: TokenStream, form: Form, parts: &[&Code]) -> Self {
        Self {
            fails: true,
            tried: Some((result.clone(), parts.iter().any(|part| part.fails))),
            ..Self::new(quote!(#result?), form, Binds::Atom, &[])
        }
    }

    pub(super) fn ranged(mut self, range: Option<(i128, i128)>) -> Self {
        self.range = range;
        self
    }

    /// As a part of what binds so.
    pub(super) fn at(&self, binds: Binds) -> TokenStream {
        let tokens = &self.tokens;
        match self.binds < binds {
            true => quote!((#tokens)),
            false => tokens.clone(),
        }
    }

    /// In front of a dot.
    pub(super) fn receiver(&self) -> TokenStream {
        self.at(Binds::Atom)
    }

    /// As a `Result`, for a closure.
    pub(super) fn result(&self) -> TokenStream {
        let tokens = &self.tokens;
        match &self.tried {
            Some((tried, _)) => tried.clone(),
            None => quote!(Ok(#tokens)),
        }
    }

    /// As a `Result`, wherever it stands.
    pub(super) fn attempted(&self) -> TokenStream {
        let result = self.result();
        match &self.tried {
            Some((tried, false)) => tried.clone(),
            _ if self.fails => quote!(cel::attempt(|| #result)),
            _ => result,
        }
    }

    /// The value of an `Option`; that there is none is an error in CEL.
    pub(super) fn plain(self) -> Self {
        match &self.form {
            Form::Nullable(inner) => {
                let receiver = self.receiver();
                Self::tried(quote!(#receiver.ok_or(cel::Fault::Types)), (**inner).clone(), &[&self])
            }
            _ => self,
        }
    }

    /// An `i64`, a `u64` or an `f64`.
    pub(super) fn wide(self, is_unsigned: bool) -> Self {
        let Form::Number(native) = self.form else {
            return self;
        };
        let tokens = &self.tokens;
        let (tokens, wide) = match native {
            Native::I32 => (quote!(i64::from(#tokens)), Native::I64),
            Native::U32 => (quote!(u64::from(#tokens)), Native::U64),
            Native::F32 => (quote!(f64::from(#tokens)), Native::F64),
            Native::Usize if is_unsigned => (quote!(cel::unsigned(#tokens)), Native::U64),
            Native::Usize => (quote!(cel::count(#tokens)), Native::I64),
            Native::I64 | Native::U64 | Native::F64 => return self,
        };
        let range = self.range;
        Self::atom(tokens, Form::Number(wide), &[&self]).ranged(range)
    }

    /// `&str`.
    pub(super) fn text(self) -> Self {
        let receiver = self.receiver();
        let (tokens, binds) = match self.form {
            Form::Text(Hold::Place | Hold::Owned) => (quote!(#receiver.as_str()), Binds::Atom),
            Form::Text(Hold::Cow) => (quote!(&*#receiver), Binds::Prefix),
            _ => return self,
        };
        Self::new(tokens, Form::Text(Hold::Ref), binds, &[&self])
    }

    /// `&[u8]`.
    pub(super) fn bytes(self) -> Self {
        let receiver = self.receiver();
        match self.form {
            Form::Bytes(Hold::Place | Hold::Owned) => {
                Self::new(quote!(&#receiver[..]), Form::Bytes(Hold::Ref), Binds::Prefix, &[&self])
            }
            _ => self,
        }
    }

    /// `Cow<str>`.
    pub(super) fn cow(self) -> Self {
        let owned = self.form == Form::Text(Hold::Owned);
        let tokens = match self.form {
            Form::Text(Hold::Cow) => return self,
            _ if owned => {
                let tokens = &self.tokens;
                quote!(cel::Cow::Owned(#tokens))
            }
            _ => {
                let text = self.clone().text().tokens;
                quote!(cel::Cow::Borrowed(#text))
            }
        };
        Self::atom(tokens, Form::Text(Hold::Cow), &[&self])
    }

    /// What is read of a place without taking it.
    pub(super) fn borrowed(self) -> Self {
        let receiver = self.receiver();
        match self.form.clone() {
            Form::Text(_) => self.text(),
            Form::Bytes(_) => self.bytes(),
            Form::List(Hold::Place, element) => {
                Self::atom(quote!(#receiver.as_slice()), Form::List(Hold::Ref, element), &[&self])
            }
            Form::Map(Hold::Place, key, value) => Self::new(
                quote!(&#receiver),
                Form::Map(Hold::Ref, key, value),
                Binds::Prefix,
                &[&self],
            ),
            Form::Message(message, Hold::Place) => Self::new(
                quote!(&#receiver),
                Form::Message(message, Hold::Ref),
                Binds::Prefix,
                &[&self],
            ),
            _ => self,
        }
    }

    /// `Option<&T>` of a message or a map.
    pub(super) fn maybe(self) -> Self {
        let tokens = &self.tokens;
        let (tokens, form) = match &self.form {
            Form::Message(message, Hold::Place) => {
                let receiver = self.receiver();
                (quote!(Some(&#receiver)), Form::Message(message.clone(), Hold::Maybe))
            }
            Form::Message(message, Hold::Ref) => (quote!(Some(#tokens)), Form::Message(message.clone(), Hold::Maybe)),
            _ => return self,
        };
        Self::atom(tokens, form, &[&self])
    }
}

impl Native {
    pub(super) fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F64)
    }

    pub(super) fn range(self) -> Option<(i128, i128)> {
        match self {
            Self::I32 => Some((i32::MIN.into(), i32::MAX.into())),
            Self::I64 => Some((i64::MIN.into(), i64::MAX.into())),
            Self::U32 => Some((0, u32::MAX.into())),
            Self::U64 => Some((0, u64::MAX.into())),
            Self::Usize => Some((0, i64::MAX.into())),
            Self::F32 | Self::F64 => None,
        }
    }
}

impl Form {
    /// What is read from a reference to a value that is stored in this form.
    pub(super) fn of_ref(&self, reference: &TokenStream) -> Code {
        let copied = |form: &Form| Code::new(quote!(*#reference), form.clone(), Binds::Prefix, &[]);
        let same = |form: Form| Code::atom(reference.clone(), form, &[]);
        match self {
            Form::Text(Hold::Place | Hold::Owned) => same(Form::Text(Hold::Place)),
            Form::Text(Hold::Cow) => Code::new(quote!(&**#reference), Form::Text(Hold::Ref), Binds::Prefix, &[]),
            Form::Bytes(Hold::Place | Hold::Owned) => same(Form::Bytes(Hold::Place)),
            Form::Message(message, Hold::Place) => same(Form::Message(message.clone(), Hold::Ref)),
            Form::List(_, element) => same(Form::List(Hold::Place, element.clone())),
            Form::StoredTime => Code::atom(
                quote!(cel::Timestamp::new(#reference.seconds, #reference.nanos)),
                Form::Time,
                &[],
            ),
            Form::StoredSpan => Code::atom(
                quote!(cel::Duration::new(#reference.seconds, #reference.nanos)),
                Form::Span,
                &[],
            ),
            Form::StoredWrapper(inner) => Code::atom(quote!(#reference.value), (**inner).clone(), &[]),
            form => copied(form),
        }
    }

    /// Whether a value in this form is copied.
    pub(super) fn is_copy(&self) -> bool {
        match self {
            Form::Text(hold)
            | Form::Bytes(hold)
            | Form::Message(_, hold)
            | Form::Map(hold, ..)
            | Form::List(hold, _) => {
                matches!(hold, Hold::Ref | Hold::Maybe)
            }
            Form::Nullable(inner) => inner.is_copy(),
            Form::StoredTime | Form::StoredSpan | Form::StoredWrapper(_) | Form::Pairs(..) => false,
            _ => true,
        }
    }
}
