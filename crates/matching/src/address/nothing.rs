//! Words for nothing beside a house number: read as nothing, unless the register has just that
//! addition at that number.

use compact_str::CompactString;
use smallvec::SmallVec;

use domain::AddressText;
use domain::nothing::is_no_addition;
use register::{AddressIx, Register};

/// The address without words for nothing in letter and addition, and those words in upper case;
/// `None` when there are none.
pub fn without_nothing(text: &AddressText) -> Option<(AddressText, SmallVec<[CompactString; 2]>)> {
    let says_nothing = |part: &Option<CompactString>| part.as_deref().is_some_and(is_no_addition);
    if !says_nothing(&text.letter) && !says_nothing(&text.addition) {
        return None;
    }
    let mut bare = text.clone();
    let mut words = SmallVec::new();
    for part in [&mut bare.letter, &mut bare.addition] {
        if part.as_deref().is_some_and(is_no_addition) {
            words.extend(part.take().map(|word| word.trim().to_uppercase().into()));
        }
    }
    Some((bare, words))
}

/// Another address at the same number whose letter or addition is one of the words.
pub fn called_so(register: &Register, ix: AddressIx, words: &[CompactString]) -> Option<AddressIx> {
    let own = register.address(ix);
    register.at(own.postcode?, own.number).find(|other| {
        let address = register.address(*other);
        *other != ix
            && address.street == own.street
            && words.iter().any(|word| {
                let letter = address.letter.map(|l| l.folded().to_string());
                address.addition.folded() == *word || letter.as_deref() == Some(word)
            })
    })
}

#[cfg(test)]
mod tests {
    use crate::{Finder, MatchOutcome};
    use domain::{Addition, AddressText, Decisions, HouseLetter, Postcode};
    use register::{RegisterBuilder, RegisterRow};

    #[test]
    fn a_word_for_nothing_is_no_addition_unless_the_register_has_just_that() {
        let mut builder = RegisterBuilder::new(None);
        for (number, letter, addition) in [
            (1, "", ""),
            (2, "", ""),
            (2, "", "0"),
            (2, "", "NA"),
            (2, "X", ""),
            (3, "", ""),
            (3, "", "N"),
        ] {
            builder.add(RegisterRow {
                street: "Kleiburg".into(),
                number,
                letter: HouseLetter::parse(letter),
                addition: Addition::parse(addition).unwrap(),
                postcode: Postcode::parse("1104EA"),
                town: "Amsterdam".into(),
                in_use: true,
                residential: true,
                ..RegisterRow::default()
            });
        }
        let register = builder.build();
        let decisions = Decisions::default();
        let finder = Finder::new(&register, &decisions);
        let find = |number: &str, addition: &str| {
            let found = finder.find(&AddressText {
                street: Some("Kleiburg".into()),
                number: Some(number.into()),
                addition: Some(addition.into()),
                postcode: Some("1104EA".into()),
                ..AddressText::default()
            });
            (found.outcome, found.candidates.len(), !found.key.is_empty())
        };
        for word in [
            "0", "NA", "nan", "NULL", r"\N", "x", "-", "--", "?", "#N/B", "(leeg)", "n.v.t.",
        ] {
            let (outcome, ..) = find("1", word);
            assert_eq!(outcome, MatchOutcome::Matched, "{word}");
            let (outcome, ..) = find("3", word);
            assert_eq!(outcome, MatchOutcome::Matched, "{word}");
        }
        for word in ["0", "NA", "na", "x", "X"] {
            assert_eq!(
                find("2", word),
                (MatchOutcome::Ambiguous, 2, true),
                "{word}"
            );
        }
        assert_eq!(find("3", "N").0, MatchOutcome::Matched);
    }
}
