//! Words, numbers and signs of a covers expression.

use crate::address::tail::{is_tail_word, roman};
use domain::text::fold;

/// Which side of the street.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parity {
    /// Even numbers.
    Even,
    /// Odd numbers.
    Odd,
    /// Both, said in so many words.
    Both,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A word, folded.
    Word(String),
    /// A number, with letters glued to it (`9a`, `187hs`).
    Number(u32, String),
    /// `-` next to a number.
    Dash,
    /// `t/m`, `tot en met`.
    Through,
    /// `/`
    Slash,
    /// `,` `;` `&` `+` (false) and the word `en` (true), which may belong to a street's name.
    And(bool),
    /// `even`, `oneven nummers`, …
    Side(Parity),
    /// `behalve`, `m.u.v.`, …
    Except,
    /// Brackets, quotes: an end, but nothing said.
    Break,
    /// `e.o.`: and surroundings.
    Surroundings,
    /// `vanaf`, `en hoger`, `e.v.`: where it ends is not said.
    Onwards,
    /// `tot`: whether the last one belongs to it is not said.
    Until,
}

const PHRASES: &[(&str, &str)] = &[
    ("tot en met", " ~ "),
    ("tot & met", " ~ "),
    ("tot aan en met", " ~ "),
    ("t.e.m.", " ~ "),
    ("t. e. m.", " ~ "),
    ("t/m.", " ~ "),
    ("t /m", " ~ "),
    ("t/ m", " ~ "),
    ("t / m", " ~ "),
    ("met uitzondering van", " ^ "),
    ("m.u.v.", " ^ "),
    ("m.u.v", " ^ "),
    ("even en oneven", " doorlopend "),
    ("oneven en even", " doorlopend "),
    ("even & oneven", " doorlopend "),
    ("beide zijden", " doorlopend "),
    ("beide kanten", " doorlopend "),
    ("on-even", " oneven "),
    ("alle nummers", " doorlopend "),
    ("alle huisnummers", " doorlopend "),
    ("en hoger", " > "),
    ("en verder", " > "),
    ("en volgende", " > "),
    ("en opvolgende", " > "),
    (" e.v.", " > "),
    (" vanaf ", " > "),
    (" up to and including ", " ~ "),
];

/// Takes an expression apart.
pub fn lex(text: &str) -> Vec<Token> {
    let mut folded = format!(" {} ", fold(text));
    for (phrase, sign) in PHRASES {
        if folded.contains(phrase) {
            folded = folded.replace(phrase, sign);
        }
    }
    folded = replace_word(&folded, "t/m", " ~ ");
    folded = replace_word(&folded, "e.o.", " @ ");
    folded = replace_word(&folded, "e.o", " @ ");
    let chars: Vec<char> = folded.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let start = at;
        at += 1;
        match c {
            '~' => out.push(Token::Through),
            '^' => out.push(Token::Except),
            '@' => out.push(Token::Surroundings),
            '>' => out.push(Token::Onwards),
            // `2..8`
            '.' if chars.get(at) == Some(&'.') && matches!(out.last(), Some(Token::Number(..))) => {
                while chars.get(at) == Some(&'.') {
                    at += 1;
                }
                out.push(Token::Through);
            }
            '/' => out.push(Token::Slash),
            ',' | ';' | '+' => out.push(Token::And(false)),
            '&' => out.push(Token::And(true)),
            '-' => dash(&chars, start, &mut out),
            '"' | '(' | ')' | '[' | ']' | ':' | '|' => out.push(Token::Break),
            c if c.is_ascii_digit() => at = number(&chars, start, &mut out),
            c if c.is_alphabetic() => {
                while chars.get(at).is_some_and(|c| c.is_alphanumeric()) {
                    at += 1;
                }
                let word: String = chars.get(start..at).unwrap_or(&[]).iter().collect();
                push_word(word, &mut out);
            }
            _ => {}
        }
    }
    out
}

/// Whether a word after a number can be a letter, a floor or a place in the building.
pub fn is_suffix(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    (upper.len() == 1 && upper.bytes().all(|b| b.is_ascii_alphabetic()))
        || roman(&upper).is_some()
        || is_tail_word(&upper)
        || matches!(upper.as_str(), "HOOG" | "HG")
}

/// A short word of which only the register can tell whether it is an addition (`36 OB`).
pub fn may_be_suffix(word: &str) -> bool {
    let says_else = [
        "te", "en", "in", "de", "aan", "van", "het", "op", "tot", "tm", "bij", "of", "nr", "nrs",
        "no", "won", "ca", "per", "und", "met", "vve", "bc", "and", "to", "odd", "all",
    ];
    let short = word.len() <= 3 || (word.len() == 4 && word.bytes().any(|b| b.is_ascii_digit()));
    word.len() >= 2
        && short
        && word.bytes().all(|b| b.is_ascii_alphanumeric())
        && !says_else.contains(&word)
}

/// Replaces a sign only where it stands alone or between numbers.
fn replace_word(text: &str, word: &str, sign: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, from) = rest.split_at(at);
        let after = from.get(word.len()..).unwrap_or("");
        let alone =
            !before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic);
        out.push_str(before);
        out.push_str(if alone { sign } else { word });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Words after which something is taken away again.
fn excepts(word: &str) -> bool {
    matches!(
        word,
        "behalve"
            | "uitgezonderd"
            | "exclusief"
            | "excl"
            | "zonder"
            | "niet"
            | "muv"
            | "except"
            | "excluding"
            | "without"
    )
}

/// What stands after the last word that takes something away, folded.
pub fn after_exception(text: &str) -> String {
    let folded = fold(text)
        .replace("met uitzondering van", "behalve")
        .replace("m.u.v.", "behalve ")
        .replace("m.u.v", "behalve ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let from = words
        .iter()
        .rposition(|w| excepts(w.trim_end_matches([':', '.', ','])))
        .map_or(words.len(), |at| at + 1);
    words.get(from..).unwrap_or(&[]).join(" ")
}

/// A dash counts where a number stands before it; between words it is a space.
fn dash(chars: &[char], at: usize, out: &mut Vec<Token>) {
    let after = chars
        .get(at + 1..)
        .unwrap_or(&[])
        .iter()
        .find(|c| !c.is_whitespace());
    let before_number = matches!(out.last(), Some(Token::Number(..)));
    let near_number = out
        .iter()
        .rev()
        .take(6)
        .find(|t| !matches!(t, Token::Word(w) if is_suffix(w)) && !matches!(t, Token::Dash))
        .is_some_and(|t| matches!(t, Token::Number(..)));
    let before_suffix = near_number && matches!(out.last(), Some(Token::Word(w)) if is_suffix(w));
    let digit_after = after.is_some_and(char::is_ascii_digit);
    if before_number || (before_suffix && after.is_some()) || (digit_after && !out.is_empty()) {
        out.push(Token::Dash);
    } else if chars.get(at + 1).is_none_or(|c| c.is_whitespace()) {
        out.push(Token::Break);
    }
}

fn number(chars: &[char], start: usize, out: &mut Vec<Token>) -> usize {
    let mut at = start;
    while chars.get(at).is_some_and(char::is_ascii_digit) {
        at += 1;
    }
    let digits: String = chars.get(start..at).unwrap_or(&[]).iter().collect();
    let from = at;
    while chars.get(at).is_some_and(|c| c.is_alphanumeric()) {
        at += 1;
    }
    let rest: String = chars.get(from..at).unwrap_or(&[]).iter().collect();
    // `1e Kekerstraat` and `Plein 1940`: an ordinal is a word of the street.
    let after_sign = matches!(
        out.last(),
        Some(Token::Through | Token::Until | Token::Dash | Token::Slash)
    );
    if matches!(rest.as_str(), "e" | "ste" | "de")
        && digits.len() <= 2
        && !after_sign
        && name_follows(chars, at)
    {
        out.push(Token::Word(format!("{digits}{rest}")));
        return at;
    }
    let Ok(value) = digits.parse::<u32>() else {
        out.push(Token::Word(digits + &rest));
        return at;
    };
    // `194te Amsterdam`
    for glued in ["te", "en", "in"] {
        if rest == glued {
            out.push(Token::Number(value, String::new()));
            push_word(rest, out);
            return at;
        }
    }
    if rest.starts_with("tm") && rest.len() > 2 && rest.bytes().skip(2).all(|b| b.is_ascii_digit())
    {
        out.push(Token::Number(value, String::new()));
        out.push(Token::Through);
        if let Ok(to) = rest.trim_start_matches("tm").parse() {
            out.push(Token::Number(to, String::new()));
        }
        return at;
    }
    out.push(Token::Number(value, rest));
    at
}

/// Whether a word follows that can begin a street's name.
fn name_follows(chars: &[char], at: usize) -> bool {
    let rest: String = chars.get(at..).unwrap_or(&[]).iter().take(20).collect();
    let rest = rest.trim_start();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    word.len() >= 3 && !matches!(word.as_str(), "tot" | "hoog" | "verdieping")
}

fn push_word(word: String, out: &mut Vec<Token>) {
    let side = |p: Parity| Token::Side(p);
    match word.as_str() {
        "en" | "and" => out.push(Token::And(true)),
        "alsmede" | "alsook" | "evenals" | "und" => out.push(Token::And(false)),
        "tm" => out.push(Token::Through),
        "tot" => out.push(Token::Until),
        "to" | "through" | "thru" => out.push(Token::Through),
        "even" => out.push(side(Parity::Even)),
        "oneven" | "odd" => out.push(side(Parity::Odd)),
        "doorlopend" | "doorlopende" | "doorgenummerd" | "opeenvolgend" => {
            out.push(side(Parity::Both));
        }
        word if excepts(word) => out.push(Token::Except),
        "nummers" | "nummer" | "nrs" | "nr" | "huisnummers" | "huisnummer" | "huisnrs"
        | "huisnr" | "no" | "nos" | "genummerd" => {
            // Says nothing of its own; `nr` must not end a street's name either.
            if matches!(out.last(), Some(Token::Side(_))) {
                return;
            }
            out.push(Token::Break);
        }
        // `even zijde`; but Gooise Kant is a street.
        "zijde" | "kant" if matches!(out.last(), Some(Token::Side(_))) => {}
        _ => out.push(Token::Word(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_words_are_told_apart() {
        let number = |n: u32| Token::Number(n, String::new());
        assert_eq!(
            lex("Hembrugstraat 300-370 (even nrs)"),
            [
                Token::Word("hembrugstraat".into()),
                number(300),
                Token::Dash,
                number(370),
                Token::Break,
                Token::Side(Parity::Even),
                Token::Break,
            ]
        );
        assert_eq!(
            lex("2 t/m 50, 60 tot en met 66 en 194te Amsterdam"),
            [
                number(2),
                Token::Through,
                number(50),
                Token::And(false),
                number(60),
                Token::Through,
                number(66),
                Token::And(true),
                number(194),
                Token::Word("te".into()),
                Token::Word("amsterdam".into()),
            ]
        );
        assert_eq!(
            lex("Bos-en-Lommerweg 9a")[2],
            Token::Word("lommerweg".into())
        );
    }
}
