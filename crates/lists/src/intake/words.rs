//! Words in lists that have a fixed meaning: grounds, states, kinds of evidence, yes and no.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::text::fold;
use domain::{Channel, EvidenceKind};

use super::records::{Basis, IssueState};

fn squeezed(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// On what ground an e-mail address may be used.
pub(super) fn basis(text: &str) -> Option<Basis> {
    let word = squeezed(text);
    Some(match word.as_str() {
        "toestemming" | "consent" | "optin" | "toestemminggegeven" | "ja" | "gegeven"
        | "inschrijving" => Basis::Consent,
        "lid" | "member" | "eigenlid" | "leden" | "groepslid" | "lidmaatschap" | "membership" => {
            Basis::Member
        }
        "gepubliceerd" | "published" | "openbaar" | "website" | "eigenwebsite" | "public"
        | "kvk" | "publiekadres" | "gepubliceerdadres" => Basis::Published,
        _ => return None,
    })
}

/// How far an issue has come.
pub(super) fn issue_state(text: &str) -> Option<IssueState> {
    Some(match squeezed(text).as_str() {
        "ingebracht" | "raised" | "gemeld" | "open" | "nieuw" => IssueState::Raised,
        "gehoord" | "heard" | "inbehandeling" | "besproken" => IssueState::Heard,
        "gescoord" | "scored" | "opgelost" | "gelukt" | "binnen" => IssueState::Scored,
        "afgewezen" | "rejected" | "nietgelukt" => IssueState::Rejected,
        _ => return None,
    })
}

/// The words of evidence, as a table that volunteers can extend.
const EVIDENCE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../templates/words/evidence.txt"
));

/// What a piece of evidence proves.
pub(super) fn evidence(text: &str) -> Option<EvidenceKind> {
    static KNOWN: LazyLock<HashMap<String, EvidenceKind>> = LazyLock::new(|| {
        let lines = EVIDENCE.lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| {
            let (kind, words) = line.split_once('=')?;
            Some((EvidenceKind::parse(kind.trim())?, words))
        });
        pairs
            .flat_map(|(kind, words)| words.split(',').map(move |word| (squeezed(word), kind)))
            .collect()
    });
    KNOWN.get(&squeezed(text)).copied()
}

/// Whether an organisation lives, in a word: `ja`, `actief`; `nee`, `slapend`, `op papier`.
pub(super) fn lives(text: &str) -> Option<bool> {
    let word = squeezed(text);
    yes(text).or_else(|| {
        let no = [
            "slapend",
            "slaapt",
            "oppapier",
            "alleenoppapier",
            "inactief",
            "nietactief",
            "nietmeeractief",
            "dood",
            "dormant",
            "inactive",
            "onpaper",
            "stil",
            "gestopt",
            "ingeslapen",
        ];
        let yes = [
            "actief",
            "leeft",
            "levend",
            "active",
            "alive",
            "zeeractief",
            "functioneert",
        ];
        if no.contains(&word.as_str()) {
            Some(false)
        } else {
            yes.contains(&word.as_str()).then_some(true)
        }
    })
}

/// Whether a text says that nothing more may come by any channel.
pub(super) fn is_every_channel(text: &str) -> bool {
    matches!(
        squeezed(text).as_str(),
        "alle"
            | "alles"
            | "beide"
            | "allekanalen"
            | "all"
            | "both"
            | "everything"
            | "helemaalniets"
            | "emailenbrief"
            | "briefenemail"
            | "any"
    )
}

/// One channel.
pub(super) fn channel(text: &str) -> Option<Channel> {
    Channel::parse(text).or_else(|| match squeezed(text).as_str() {
        "brieven" | "letters" | "perpost" | "paper" => Some(Channel::Letter),
        "emails" | "mails" | "peremail" | "digitaal" => Some(Channel::Email),
        _ => None,
    })
}

/// Yes or no.
pub(super) fn yes(text: &str) -> Option<bool> {
    Some(match squeezed(text).as_str() {
        "ja" | "j" | "yes" | "y" | "1" | "waar" | "true" | "erkend" | "formeel"
        | "geregistreerd" => true,
        "nee" | "n" | "no" | "0" | "onwaar" | "false" | "niet" => false,
        _ => return None,
    })
}

/// Whether a text says what may stand in a column: `(tekst)`, `getal`, `verplicht`.
pub(super) fn is_type_of_column(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 2 && text.starts_with(['(', '[', '<']) && text.ends_with([')', ']', '>']) {
        return true;
    }
    matches!(
        squeezed(text).as_str(),
        "tekst"
            | "text"
            | "string"
            | "getal"
            | "number"
            | "numeriek"
            | "numeric"
            | "integer"
            | "int"
            | "varchar"
            | "datum"
            | "date"
            | "code"
            | "verplicht"
            | "optioneel"
            | "required"
            | "optional"
            | "alfanumeriek"
            | "ja"
            | "nee"
            | "janee"
            | "boolean"
            | "decimaal"
            | "decimal"
            | "float"
            | "double"
    )
}

/// The words that start a total.
pub(super) fn is_total(text: &str) -> bool {
    let folded = fold(text);
    let word: String = folded.chars().take_while(|c| c.is_alphabetic()).collect();
    matches!(
        word.as_str(),
        "totaal"
            | "subtotaal"
            | "eindtotaal"
            | "tussentotaal"
            | "total"
            | "subtotal"
            | "totalen"
            | "totals"
    ) || folded.starts_with("grand total")
        || folded.starts_with("sub-totaal")
        || folded.starts_with("sub totaal")
        || folded.starts_with("aantal woningen")
        || folded.starts_with("som:")
}

/// The words that start a note.
pub(super) fn is_footnote(text: &str) -> bool {
    let folded = fold(text);
    folded.starts_with(['*', '©', '†'])
        || [
            "bron:",
            "bron ",
            "let op",
            "n.b.",
            "nb:",
            "nb ",
            "peildatum",
            "toelichting",
            "disclaimer",
            "opgesteld",
            "afgedrukt",
            "gegenereerd",
            "source:",
            "note:",
            "notes:",
            "exported",
            "geexporteerd",
            "pagina ",
            "page ",
            "einde ",
            "deze lijst",
            "dit overzicht",
            "this list",
            "aan deze",
            "datum:",
            "1)",
            "legenda",
            "verzonnen",
        ]
        .iter()
        .any(|start| folded.starts_with(start))
}
