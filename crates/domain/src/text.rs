//! The one door for text that comes from others, and the folding that comparisons use.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest text that any field keeps, in characters.
pub const LONGEST: usize = 2_000;

/// Cleans text from outside: NFC; no control, bidi-override or zero-width characters; every run
/// of white space one space; trimmed; at most [`LONGEST`] characters.
pub fn clean(text: &str) -> String {
    if text.len() <= LONGEST && is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len().min(LONGEST * 4));
    let mut gap = false;
    for c in text.nfc().filter(|c| !is_invisible(*c)).take(LONGEST) {
        if c.is_whitespace() {
            gap = !out.is_empty();
        } else if !c.is_control() {
            if gap {
                out.push(' ');
                gap = false;
            }
            out.push(c);
        }
    }
    out
}

/// Whether cleaning would change nothing: visible ASCII with single spaces inside.
fn is_plain(text: &str) -> bool {
    // A space at an end is one beside another space.
    let mut before = b' ';
    for byte in text.bytes() {
        if !(byte.is_ascii_graphic() || byte == b' ' && before != b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// The door out: the text without control, bidi and zero-width characters; tabs and line ends stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    let hides = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || is_invisible(c);
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) || !text.contains(hides) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !hides(*c)).collect())
}

/// Zero-width characters, bidi controls, soft hyphens, byte-order marks, private use, tags.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}'
        | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A name without what a list put beside it to reach somebody: mail addresses, telephone and other
/// long numbers.
pub fn without_contacts(name: &str) -> String {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    let joined = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/');
    let mut kept: Vec<&str> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        let bare = word.trim_matches([',', ';', ':']);
        if !bare.is_empty() && digits(bare) > 0 && bare.chars().all(joined) {
            run.push(word);
            continue;
        }
        let short = run.iter().map(|word| digits(word)).sum::<usize>() < 7;
        kept.extend(run.drain(..).filter(|_| short));
        if !word.contains('@') && digits(word) < 7 {
            kept.push(word);
        }
    }
    if run.iter().map(|word| digits(word)).sum::<usize>() < 7 {
        kept.extend(run);
    }
    let joined = kept.join(" ");
    joined
        .trim_end_matches([',', ';', ':', ' ', '-'])
        .to_owned()
}

/// Whether a text is a person's name and nothing else: `A. de Vries`, `mevr. Yılmaz`, `Fatima El
/// Amrani`. Remarks (`slapend bestuur`), functions and firms are none.
pub fn is_person(text: &str) -> bool {
    const SMALL: [&str; 17] = [
        "de", "den", "der", "van", "het", "ten", "ter", "te", "el", "al", "ben", "bin", "da",
        "dos", "la", "von", "in",
    ];
    const TITLES: [&str; 12] = [
        "mevr", "mevrouw", "mw", "dhr", "heer", "hr", "fam", "familie", "mr", "mrs", "ms", "dr",
    ];
    const NOT: [&str; 32] = [
        "bestuur",
        "beheer",
        "beheerder",
        "voorzitter",
        "secretaris",
        "penningmeester",
        "vve",
        "commissie",
        "bewonerscommissie",
        "onbekend",
        "geen",
        "niemand",
        "vacant",
        "slapend",
        "stichting",
        "vereniging",
        "nvt",
        "board",
        "unknown",
        "none",
        "contact",
        "contactpersoon",
        "kantoor",
        "makelaar",
        "bv",
        "groep",
        "bewoners",
        "bewoner",
        "huismeester",
        "info",
        "nog",
        "via",
    ];
    let words: Vec<&str> = text
        .split([' ', '.', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_name = |word: &str| {
        let folded = fold(word);
        let letters = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        let starts = word.chars().next().is_some_and(char::is_uppercase)
            || word.starts_with(['\'', '’'])
            || SMALL.contains(&folded.as_str())
            || TITLES.contains(&folded.as_str());
        letters && starts && !NOT.contains(&folded.as_str())
    };
    let own = words.iter().any(|word| {
        let folded = fold(word);
        word.chars().count() > 1
            && !SMALL.contains(&folded.as_str())
            && !TITLES.contains(&folded.as_str())
    });
    (2..=6).contains(&words.len()) && own && words.iter().all(|word| is_name(word))
}

/// Folds text for comparing: cleaned, lower case, without diacritics, full-width and look-alike
/// characters made plain, typographic quotes and dashes made ASCII.
pub fn fold(text: &str) -> String {
    let cleaned = clean(text);
    if cleaned.is_ascii() {
        return cleaned.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(cleaned.len());
    for c in cleaned.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'ð' | 'Ð' | 'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            // Cyrillic and Greek letters that look like Latin ones.
            'А' | 'а' | 'Α' | 'α' => out.push('a'),
            'В' | 'Β' => out.push('b'),
            'С' | 'с' => out.push('c'),
            'Е' | 'е' | 'Ε' => out.push('e'),
            'Н' | 'Η' => out.push('h'),
            'І' | 'і' | 'Ι' => out.push('i'),
            'К' | 'Κ' | 'κ' => out.push('k'),
            'М' | 'Μ' => out.push('m'),
            'О' | 'о' | 'Ο' | 'ο' => out.push('o'),
            'Р' | 'р' | 'Ρ' | 'ρ' => out.push('p'),
            'Ѕ' | 'ѕ' => out.push('s'),
            'Т' | 'Τ' => out.push('t'),
            'Х' | 'х' | 'Χ' | 'χ' => out.push('x'),
            'У' | 'у' | 'Υ' => out.push('y'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Masks an e-mail address for logs and terminals: `jan@example.nl` becomes `j***@e***.nl`.
pub fn mask_email(address: &str) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return "***".to_owned();
    };
    let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
    match domain.rsplit_once('.') {
        Some((name, top)) => format!("{}***@{}***.{top}", first(local), first(name)),
        None => format!("{}***@***", first(local)),
    }
}

/// A name as part of a file name: ASCII letters, digits and single hyphens, at most 40 characters;
/// `naamloos` when nothing remains.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= 40 {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        "naamloos".to_owned()
    } else {
        out.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_keeps_its_words_and_loses_how_to_reach_somebody() {
        for (name, expected) in [
            ("BC Kleiburg 12", "BC Kleiburg 12"),
            (
                "VvE Kortvoort 28-30, tel. 06-12345678",
                "VvE Kortvoort 28-30, tel.",
            ),
            ("BC Kade a@example.org", "BC Kade"),
            ("Groep (020) 123 45 67", "Groep"),
            ("Groep +31 6 12 34 56 78 Noord", "Groep Noord"),
            ("VvE 12 t/m 44", "VvE 12 t/m 44"),
            ("", ""),
        ] {
            assert_eq!(without_contacts(name), expected);
        }
    }

    #[test]
    fn a_person_is_told_from_a_remark() {
        for name in [
            "A. de Vries",
            "mevr. Yılmaz",
            "Fatima El Amrani",
            "J.P. van 't Hof",
            "Jan-Willem Bos",
            "dhr. Kofi Mensah",
            "Mw. A.",
        ] {
            assert_eq!(is_person(name), name != "Mw. A.", "{name}");
        }
        for remark in [
            "slapend bestuur",
            "Bestuur",
            "nog zoeken",
            "Jan",
            "VvE Beheer Noord",
            "zie map",
            "onbekend",
            "06-12345678",
            "jan@example.org",
            "Voorzitter Piet Bos",
            "De Beheerder",
            "nvt",
            "",
        ] {
            assert!(!is_person(remark), "{remark}");
        }
    }

    #[test]
    fn clean_keeps_the_words_and_drops_what_hides() {
        assert_eq!(clean("  Gooise\u{a0}Kant\u{200b} \t 12 "), "Gooise Kant 12");
        assert_eq!(clean("evil\u{202e}txt"), "eviltxt");
        assert_eq!(clean("Cafe\u{301}"), "Café");
    }

    #[test]
    fn fold_makes_spellings_equal() {
        assert_eq!(fold("Élan’s ＫＲＡＡＩＥＮＮＥＳＴ"), "elan's kraaiennest");
        assert_eq!(fold("Кraaiennest"), "kraaiennest");
    }

    #[test]
    fn a_masked_address_shows_no_name() {
        assert_eq!(mask_email("jan.jansen@example.org"), "j***@e***.org");
        assert_eq!(mask_email("niks"), "***");
    }

    proptest! {
        #[test]
        fn cleaning_and_folding_settle_at_once(text in ".{0,60}") {
            let cleaned = clean(&text);
            prop_assert_eq!(clean(&cleaned), cleaned.clone());
            prop_assert!(!cleaned.chars().any(char::is_control));
            let slug = slug(&text);
            prop_assert!(!slug.is_empty() && slug.len() <= 40);
        }
    }
}
