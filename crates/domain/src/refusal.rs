//! Words by which people say that they want nothing more, and by which a list says that it is one
//! of such people. One set for lists, doors, slips and forms: suppression wins, also when in doubt.

use super::text::fold;

/// What a name of a file or sheet, or a heading, says of a list of opt-outs.
const LIST: [&str; 14] = [
    "afmeld",
    "afgemeld",
    "uitschrijv",
    "uitgeschreven",
    "opt out",
    "optout",
    "geen post",
    "niet benaderen",
    "niet meer benaderen",
    "niet aanschrijven",
    "unsubscri",
    "bezwaar",
    "geen contact",
    "do not contact",
];

/// What is refused; `geen`, `niet` or the like stands before it.
const THINGS: [&str; 14] = [
    "post",
    "brief",
    "brieven",
    "mail",
    "mails",
    "email",
    "emails",
    "contact",
    "bericht",
    "berichten",
    "bezoek",
    "reclame",
    "folder",
    "folders",
];

/// Whole sentences that refuse without naming a thing.
const SENTENCES: [&str; 22] = [
    "laat me met rust",
    "laat mij met rust",
    "laat ons met rust",
    "met rust laten",
    "niet meer benaderen",
    "niet benaderen",
    "niet meer bellen",
    "niet meer aanbellen",
    "niet meer langskomen",
    "niet meer komen",
    "niet meer schrijven",
    "niet meer aanschrijven",
    "niet aanschrijven",
    "niet meer mailen",
    "van de lijst",
    "leave me alone",
    "do not contact",
    "don t contact",
    "stop contacting",
    "wil dit niet meer",
    "wil niets meer",
    "wil niks meer",
];

fn words(text: &str) -> String {
    let text: String = fold(text)
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("e mail", "email")
}

/// Whether a name or heading says that a list is one of people who want nothing more.
pub fn names_opt_outs(text: &str) -> bool {
    let text = words(text);
    LIST.iter().any(|word| text.contains(word))
}

/// Whether what a person said or wrote is a no to any more contact.
pub fn says_no(text: &str) -> bool {
    let text = words(text);
    if text.is_empty() {
        return false;
    }
    if names_opt_outs(&text) || SENTENCES.iter().any(|sentence| text.contains(sentence)) {
        return true;
    }
    let list: Vec<&str> = text.split(' ').collect();
    let refused = |word: &&str| THINGS.contains(word);
    list.iter().enumerate().any(|(at, word)| {
        let near = || list.iter().skip(at + 1).take(3);
        match *word {
            "geen" | "no" | "stop" => near().any(refused),
            "niet" => near().any(refused) && text.contains("niet meer"),
            _ => false,
        }
    })
}

/// Whether a short answer says yes.
pub fn says_yes(text: &str) -> bool {
    matches!(
        words(text).as_str(),
        "ja" | "yes" | "j" | "y" | "x" | "1" | "true" | "waar" | "graag" | "ja graag"
    )
}

/// Whether somebody says that they want to take part.
pub fn wants_to_join(text: &str) -> bool {
    const YES: [&str; 10] = [
        "meedoen",
        "meedenken",
        "doe mee",
        "doet mee",
        "doen mee",
        "meehelpen",
        "want to join",
        "wants to join",
        "think along",
        "help out",
    ];
    const NO: [&str; 6] = [
        "niet mee", "geen zin", " nee ", "not want", "does not", " no ",
    ];
    // Of `question?: answer` only the answer is theirs.
    text.split(';').any(|part| {
        let own = part.rsplit_once("?:").map_or(part, |(_, answer)| answer);
        let said = format!(" {} ", words(own));
        YES.iter().any(|yes| said.contains(yes))
            && !NO.iter().any(|no| said.contains(no))
            && !says_no(own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_to_join_says_so() {
        for text in [
            "wil meedoen",
            "Wil meedoen: kan op dinsdag",
            "Wilt u meedoen?: Ja, ik wil meedenken",
            "wants to join",
        ] {
            assert!(wants_to_join(text), "{text}");
        }
        for text in [
            "wil niet meedoen",
            "doe niet mee",
            "denkt erover na",
            "Wilt u meedoen?: Nee",
            "wil geen post meer",
            "",
        ] {
            assert!(!wants_to_join(text), "{text}");
        }
    }

    #[test]
    fn what_says_no_is_a_no_however_it_is_written() {
        for text in [
            "wil geen contact meer",
            "wil geen contact meer!",
            "Wil geen post meer.",
            "GEEN CONTACT MEER",
            "nee bedankt, geen brieven",
            "geen e-mail meer a.u.b.",
            "niet meer benaderen",
            "Niet meer aanbellen svp",
            "uitschrijven",
            "afgemeld",
            "wil geen enkele brief",
            "laat mij met rust",
            "stop met die brieven",
            "no more letters, no mail",
            "do not contact",
        ] {
            assert!(says_no(text), "{text}");
        }
        for text in [
            "",
            "wil meedoen",
            "niet thuis",
            "nu niet",
            "geen tijd vandaag",
            "woning is leeg",
            "denkt erover na",
            "geen bel",
            "contact gehad",
            "graag post",
            "geen idee",
        ] {
            assert!(!says_no(text), "{text}");
        }
    }

    #[test]
    fn lists_of_opt_outs_are_known_by_their_name() {
        for text in [
            "afmeldingen.xlsx",
            "Afgemeld 2026",
            "uitschrijvingen",
            "opt-outs.csv",
            "opt_out",
            "OptOut",
            "geen post",
            "Niet benaderen",
            "unsubscribed",
            "geen-post-lijst.ods",
        ] {
            assert!(names_opt_outs(text), "{text}");
        }
        for text in [
            "contacten.xlsx",
            "bezit.csv",
            "postcodes.csv",
            "aanmeldingen.xlsx",
        ] {
            assert!(!names_opt_outs(text), "{text}");
        }
    }
}
