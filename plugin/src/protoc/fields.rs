//! The parameters that say something of fields and of options: `seal=.path=key`, `sensitive_option=acme.pii=seal:key`.

use super::Parameter;
use crate::diagnostic::Error;
use crate::field::{FieldOptions, Place};
use crate::mask::Mask;
use crate::options::FieldSettings;
use crate::sensitive::SensitiveOption;

/// Applies a parameter, if it is one of these; `false` if it is another.
pub(super) fn apply(settings: &mut FieldSettings, parameter: &Parameter<'_>) -> Result<bool, Error> {
    let new = FieldOptions::new;
    let (path, options) = match parameter.name {
        "sensitive" => (parameter.text()?, new().sensitive()),
        "bound" => (parameter.text()?, new().bound()),
        "seal" => {
            let (path, key) = parameter.pair()?;
            (path, new().seal(key))
        }
        "place" => {
            let (path, value) = parameter.pair()?;
            (path, new().place(place(&value)?))
        }
        "mask" => {
            let (path, value) = parameter.pair()?;
            (path, new().mask(mask(&value)?))
        }
        "policy" => {
            let (path, name) = parameter.pair()?;
            (path, new().policy(name))
        }
        "bound_to" => {
            let (path, key) = parameter.pair()?;
            bound_to(settings, path, key);
            return Ok(true);
        }
        "envelope" => {
            envelope(settings, &parameter.text()?)?;
            return Ok(true);
        }
        "secrets" => {
            settings.secrets.push(parameter.text()?);
            return Ok(true);
        }
        "sensitive_option" => {
            let (option, says) = parameter.pair()?;
            settings.sensitive.push((option_of(&option), annotation(&says)?));
            return Ok(true);
        }
        _ => return Ok(false),
    };
    settings.fields.push((path, options));
    Ok(true)
}

/// One key each time; those of one field belong together.
fn bound_to(settings: &mut FieldSettings, path: String, key: String) {
    let fields = &mut settings.fields;
    match fields
        .iter_mut()
        .find(|(other, options)| *other == path && !options.bound_to.is_empty())
    {
        Some((_, options)) => options.bound_to.push(key),
        None => fields.push((path, FieldOptions::new().bound_to([key]))),
    }
}

fn place(value: &str) -> Result<Place, Error> {
    match value {
        "BOUND" => Ok(Place::Bound),
        "PORTABLE" => Ok(Place::Portable),
        _ => Err(Error::message(
            "the option `place` takes BOUND or PORTABLE: --protoseal_opt=place=.path=BOUND",
        )),
    }
}

/// `.pkg.Message=1000` adds a field, `.pkg.Message.field` names one.
fn envelope(settings: &mut FieldSettings, value: &str) -> Result<(), Error> {
    match value.split_once('=') {
        None => settings.fields.push((value.to_owned(), FieldOptions::new().envelope())),
        Some((path, number)) => {
            let number = number.parse().map_err(|_| {
                Error::message(
                    "the option `envelope` takes a field's number: --protoseal_opt=envelope=.pkg.Message=1000",
                )
            })?;
            settings.envelopes.push((path.to_owned(), number));
        }
    }
    Ok(())
}

/// `acme.pii`, or `acme.class:SECRET`.
fn option_of(text: &str) -> SensitiveOption {
    match text.split_once(':') {
        Some(option) => option.into(),
        None => text.into(),
    }
}

/// `seal:pii+mask:keep_last:4`.
fn annotation(text: &str) -> Result<FieldOptions, Error> {
    let mut options = FieldOptions::new();
    for part in text.split('+') {
        options = match part.split_once(':') {
            None if part == "sensitive" => options.sensitive(),
            Some(("seal", key)) => options.seal(key),
            Some(("mask", value)) => options.mask(mask(value)?),
            Some(("policy", name)) => options.policy(name),
            _ => {
                return Err(Error::message(format!(
                    "the option `sensitive_option` takes seal:KEY, sensitive, mask:MASK and policy:NAME, several with a plus between \
                     them, not {part:?}: --protoseal_opt=sensitive_option=acme.pii=seal:pii+mask:keep_last:4"
                )));
            }
        };
    }
    Ok(options)
}

/// `full`, `keep_last:4`, or `keep:1:4` for both ends.
fn mask(text: &str) -> Result<Mask, Error> {
    let parts: Vec<&str> = text.split(':').collect();
    let count = |text: &str| text.parse().ok();
    let read = match parts.as_slice() {
        ["full"] => Some(Mask::Full),
        ["email"] => Some(Mask::Email),
        ["phone"] => Some(Mask::Phone),
        ["id_card"] => Some(Mask::IdCard),
        ["bank_card"] => Some(Mask::BankCard),
        ["hash"] => Some(Mask::Hash),
        ["omit"] => Some(Mask::Omit),
        ["keep_first", first] => count(first).map(Mask::keep_first),
        ["keep_last", last] => count(last).map(Mask::keep_last),
        ["keep", first, last] => count(first)
            .zip(count(last))
            .map(|(first, last)| Mask::Keep { first, last }),
        _ => None,
    };
    read.ok_or_else(|| {
        Error::message(format!(
            "{text:?} is no mask: full, email, phone, id_card, bank_card, hash, omit, keep_first:2, keep_last:4 and keep:2:4 are"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(parameters: &[(&str, &str)]) -> FieldSettings {
        let mut settings = FieldSettings::default();
        for (name, value) in parameters {
            let value = Some(*value);
            let own = apply(&mut settings, &Parameter { name, value });
            assert!(own.expect("a parameter"), "{name}");
        }
        settings
    }

    #[test]
    fn fields_are_masked_and_have_policies() {
        let settings = settings(&[
            ("mask", ".a.b=keep_last:4"),
            ("mask", ".a.b=keep:1:2"),
            ("mask", ".a.c=id_card"),
            ("policy", ".a.d=contact"),
        ]);
        let new = FieldOptions::new;
        let expected = [
            (".a.b", new().mask(Mask::keep_last(4))),
            (".a.b", new().mask(Mask::Keep { first: 1, last: 2 })),
            (".a.c", new().mask(Mask::IdCard)),
            (".a.d", new().policy("contact")),
        ];
        assert_eq!(
            settings.fields,
            expected.map(|(path, options)| (path.to_owned(), options))
        );
    }

    #[test]
    fn options_are_named_with_what_they_mean() {
        let settings = settings(&[
            ("sensitive_option", "acme.pii=seal:pii+mask:keep_last:4"),
            ("sensitive_option", "acme.class:SECRET=policy:contact"),
            ("sensitive_option", "acme.sensitive.mask=sensitive+mask:hash"),
        ]);
        let new = FieldOptions::new;
        let expected = [
            ("acme.pii".into(), new().seal("pii").mask(Mask::keep_last(4))),
            (("acme.class", "SECRET").into(), new().policy("contact")),
            ("acme.sensitive.mask".into(), new().sensitive().mask(Mask::Hash)),
        ];
        assert_eq!(settings.sensitive, expected);
    }
}
