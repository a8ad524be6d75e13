//! A reply slip as a form that a machine can read: where everything stands on it, and what its own
//! QR code says.
//!
//! The letters room draws it and keeps where everything came to stand; the scans room finds it
//! again on a picture.

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::survey::QuestionKind;

/// The side of a corner mark, a filled square, in hundredths of a millimetre.
pub const MARK: i32 = 400;

/// What begins the text of a slip's own QR code.
const PREFIX: &str = "HV";

/// Where everything stands on a slip.
///
/// Lengths are hundredths of a millimetre from the middle of the mark in the top left corner, to the
/// right and down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Layout {
    /// The version of the survey that it asks.
    pub version: u32,
    /// From the middle of the mark in the top left corner to that in the bottom right corner.
    pub size: [i32; 2],
    /// The QR codes without their quiet zone: left, top, side. All say the same.
    pub codes: Vec<[i32; 3]>,
    /// What is asked, in the order of the slip.
    pub asked: Vec<Asked>,
}

/// A question on a slip.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Asked {
    /// The id of the question in the survey, or of what every slip asks: [`CONTACT`], [`CONSENT`].
    pub question: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The boxes to tick.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<Tick>,
    /// Between and behind what can be ticked, where nothing is printed: left, top, width, height.
    /// Ink there is somebody's who did something else than tick a box.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clear: Vec<[i32; 4]>,
    /// Where it stands with its answer: left, top, width, height.
    pub field: [i32; 4],
    /// Where one writes: left, top, width, height; nothing where one ticks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writing: Option<[i32; 4]>,
    /// How far down the lines are that one writes on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<i32>,
}

/// The id of the lines for a name, an e-mail address or a telephone number.
pub const CONTACT: &str = "contact";
/// The id of the box that allows mail.
pub const CONSENT: &str = "toestemming";

/// A box to tick.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tick {
    /// The id of the choice.
    pub choice: String,
    /// Left, top and side, to the middle of the line around it.
    pub at: [i32; 3],
}

impl Layout {
    /// What the layout is known by: six hexadecimal digits of its hash.
    pub fn id(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        let hash = blake3::hash(text.as_bytes()).to_hex();
        hash.chars().take(6).collect::<String>().to_uppercase()
    }
}

/// What a slip's QR code says: whose it is, and by which layout it is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlipCode {
    /// The personal code.
    pub code: Code,
    /// The id of the layout.
    pub layout: String,
}

impl SlipCode {
    /// The text, of characters that a QR code holds in the fewest dots: `HV:K7M4PX9T:3F2A9C`.
    pub fn text(&self) -> String {
        format!("{PREFIX}:{}:{}", self.code.plain(), self.layout)
    }

    /// Reads it; `None` for the text of any other QR code.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(PREFIX)?.strip_prefix(':')?;
        let (code, layout) = rest.split_once(':')?;
        let is_id = layout.len() == 6 && layout.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(Self {
            code: Code::parse(code).filter(|_| is_id)?,
            layout: layout.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_slip_is_read_back_and_no_other() {
        let slip = SlipCode {
            code: Code::from_hash([7; 16]),
            layout: "3F2A9C".to_owned(),
        };
        assert_eq!(SlipCode::parse(&slip.text()), Some(slip.clone()));
        let code = slip.code.plain();
        for other in [
            format!("https://example.org/{code}"),
            format!("HV:{code}"),
            format!("HV:{code}:3F2A9"),
            format!("HV:{code}:3F2A9X"),
            "HV:AAAAAAAA:3F2A9C".to_owned(),
            String::new(),
        ] {
            assert_eq!(SlipCode::parse(&other), None, "{other}");
        }
    }
}
