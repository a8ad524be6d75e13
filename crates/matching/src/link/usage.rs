//! The column of use: who lives in a home, in the words of corporations and of VvE's.

use domain::Tenure;
use domain::text::fold;

/// Said by a corporation: it lets its homes itself, unless the row says that the home was sold or
/// that somebody else lets it.
pub(super) fn of_a_corporation(text: &str) -> Tenure {
    let text = fold(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[
        "niet verkocht",
        "onverkocht",
        "not sold",
        "niet particulier",
    ]) {
        Tenure::Corporation
    } else if has(&["particulier", "private", "belegger", "eigenaar-verhuurder"]) {
        Tenure::Private
    } else if has(&[
        "verkocht",
        "uitgepond",
        "eigenaar",
        "eigen woning",
        "eigen bewoning",
        "owner",
        "sold",
    ]) || text.starts_with("koop")
    {
        Tenure::Owner
    } else {
        Tenure::Corporation
    }
}

/// Said by a VvE: its members live in their homes themselves or let them. `None` when the text says
/// neither.
pub(super) fn among_owners(text: &str) -> Option<Tenure> {
    let text = fold(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let word = |wanted: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|w| w == wanted)
    };
    if has(&[
        "niet verhuurd",
        "onverhuurd",
        "not let",
        "eigen bewoning",
        "eigen gebruik",
        "zelf",
        "eigenaar-bewoner",
        "eigenaar bewoner",
        "bewoond door eigenaar",
        "owner-occupied",
        "owner occupied",
    ]) {
        Some(Tenure::Owner)
    } else if has(&[
        "huur",
        "particulier",
        "belegger",
        "rented",
        "private",
        "tenant",
    ]) || word("let")
    {
        Some(Tenure::Private)
    } else if has(&["eigenaar", "owner"]) || text.starts_with("koop") {
        Some(Tenure::Owner)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corporation_lets_unless_it_says_otherwise() {
        let cases = [
            ("verhuurd", Tenure::Corporation),
            ("Woning", Tenure::Corporation),
            ("te koop", Tenure::Corporation),
            ("niet verkocht", Tenure::Corporation),
            ("Verkocht 2019", Tenure::Owner),
            ("koopwoning", Tenure::Owner),
            ("Eigenaar-bewoner", Tenure::Owner),
            ("particuliere verhuur", Tenure::Private),
        ];
        for (text, tenure) in cases {
            assert_eq!(of_a_corporation(text), tenure, "{text}");
        }
    }

    #[test]
    fn a_member_of_a_vve_lives_in_its_home_or_lets_it() {
        let cases = [
            ("verhuurd", Some(Tenure::Private)),
            ("Verhuur door eigenaar", Some(Tenure::Private)),
            ("huurder", Some(Tenure::Private)),
            ("rented out", Some(Tenure::Private)),
            ("let", Some(Tenure::Private)),
            ("eigen bewoning", Some(Tenure::Owner)),
            ("niet verhuurd", Some(Tenure::Owner)),
            ("Koop", Some(Tenure::Owner)),
            ("woning", None),
            ("toilet", None),
        ];
        for (text, tenure) in cases {
            assert_eq!(among_owners(text), tenure, "{text}");
        }
    }
}
