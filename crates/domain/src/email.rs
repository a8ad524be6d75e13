//! A stricter check of e-mail addresses than the libraries make.

use super::text::{clean, fold};

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EmailFault {
    /// There is nothing.
    Empty,
    /// Not exactly one `@`, or a part is missing, or there are characters that do not belong.
    Shape,
    /// The domain is a bare number: a machine, not an organisation.
    IpLiteral,
    /// `%` or `!` would send the mail on through another machine.
    Routing,
    /// The domain has no dot.
    NoDot,
    /// Letters of another script that look like Latin ones.
    LookAlike,
    /// Letters with accents or of another script before the `@`: most servers refuse them.
    NonAscii,
}

impl EmailFault {
    /// The key of its words, without `email-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Shape => "shape",
            Self::IpLiteral => "ip",
            Self::Routing => "routing",
            Self::NoDot => "no-dot",
            Self::LookAlike => "look-alike",
            Self::NonAscii => "non-ascii",
        }
    }
}

/// Checks an address and gives it cleaned, with its domain in lower case.
///
/// Takes `Jan <jan@example.org>` and `mailto:jan@example.org` too, as people paste them.
///
/// # Errors
/// What is wrong with it.
pub fn check(text: &str) -> Result<String, EmailFault> {
    let cleaned = clean(text);
    let mut bare = cleaned.as_str();
    if let (Some(open), true) = (bare.rfind('<'), bare.ends_with('>')) {
        bare = bare.get(open + 1..bare.len() - 1).unwrap_or("");
    }
    bare = bare.strip_prefix("mailto:").unwrap_or(bare).trim();
    if bare.is_empty() {
        return Err(EmailFault::Empty);
    }
    if bare.contains(['%', '!']) {
        return Err(EmailFault::Routing);
    }
    let (local, domain) = bare.rsplit_once('@').ok_or(EmailFault::Shape)?;
    if local.is_empty()
        || local.len() > 64
        || domain.is_empty()
        || domain.len() > 253
        || local.contains('@')
    {
        return Err(EmailFault::Shape);
    }
    if domain.starts_with('[') || domain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(EmailFault::IpLiteral);
    }
    if !bare.is_ascii() && fold(bare).is_ascii() && bare.chars().any(is_other_script) {
        return Err(EmailFault::LookAlike);
    }
    if mixes_scripts(local) || domain.split('.').any(mixes_scripts) {
        return Err(EmailFault::LookAlike);
    }
    if !local.is_ascii() {
        return Err(EmailFault::NonAscii);
    }
    let local_fits = local.chars().all(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                '.' | '_'
                    | '-'
                    | '+'
                    | '\''
                    | '&'
                    | '~'
                    | '='
                    | '#'
                    | '$'
                    | '*'
                    | '/'
                    | '{'
                    | '}'
                    | '|'
                    | '^'
                    | '?'
            )
    });
    if !local_fits || local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err(EmailFault::Shape);
    }
    // Names with other letters travel as `xn--…`: what mail servers know them by.
    let domain = idna::domain_to_ascii(domain).map_err(|_| EmailFault::Shape)?;
    if local.len() + domain.len() + 1 > 254 {
        return Err(EmailFault::Shape);
    }
    let label_fits = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if !domain.split('.').all(label_fits) {
        return Err(EmailFault::Shape);
    }
    let top = domain
        .rsplit_once('.')
        .map(|(_, top)| top)
        .ok_or(EmailFault::NoDot)?;
    if top.chars().count() < 2 || top.chars().all(|c| c.is_ascii_digit()) {
        return Err(EmailFault::Shape);
    }
    Ok(format!("{local}@{domain}"))
}

fn is_other_script(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{ff00}'..='\u{ffef}')
}

fn mixes_scripts(part: &str) -> bool {
    part.chars().any(|c| c.is_ascii_alphabetic()) && part.chars().any(is_other_script)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn usual_addresses_pass_with_their_domain_in_lower_case() {
        for (text, expected) in [
            ("jan@Example.ORG", "jan@example.org"),
            (
                "  J.de-Vries+vve@mail.example.org ",
                "J.de-Vries+vve@mail.example.org",
            ),
            ("Jan <jan@example.org>", "jan@example.org"),
            ("mailto:jan@example.org", "jan@example.org"),
            ("jan@müller.example.org", "jan@xn--mller-kva.example.org"),
        ] {
            assert_eq!(check(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn the_others_are_refused_each_for_its_own_reason() {
        for (text, fault) in [
            ("", EmailFault::Empty),
            ("jan", EmailFault::Shape),
            ("jan@", EmailFault::Shape),
            ("a@b@example.org", EmailFault::Shape),
            ("jan jansen@example.org", EmailFault::Shape),
            ("jan@example..org", EmailFault::Shape),
            ("jan@[127.0.0.1]", EmailFault::IpLiteral),
            ("jan@127.0.0.1", EmailFault::IpLiteral),
            ("jan%example.org@relay.example.org", EmailFault::Routing),
            ("jan@localhost", EmailFault::NoDot),
            ("renée@example.org", EmailFault::NonAscii),
            ("ürün@example.org", EmailFault::NonAscii),
            ("jаn@example.org", EmailFault::LookAlike),
            ("jan@exаmple.org", EmailFault::LookAlike),
        ] {
            assert_eq!(check(text), Err(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_passes_passes_again_unchanged(text in "[a-zA-Z0-9.%+@<> _-]{0,40}") {
            if let Ok(address) = check(&text) {
                prop_assert_eq!(check(&address), Ok(address.clone()));
            }
        }
    }
}
