//! What a file is, by its first bytes.

use super::event::{Failure, Format};
use super::kinds;

/// Recognises a file by its first bytes (64 KiB are enough). Zip files must be told apart by
/// their members; they come out as `None`.
///
/// # Errors
/// When it is something that is no sheet at all.
pub(super) fn sniff(head: &[u8]) -> Result<Option<Format>, Failure> {
    if head.is_empty() {
        return Err(Failure::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(None);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(Some(Format::Xls));
    }
    // BIFF2 to BIFF5 streams without a container start with a BOF record.
    if matches!(
        head,
        [
            0x09,
            0x00 | 0x02 | 0x04 | 0x08,
            0x04 | 0x06 | 0x08,
            0x00,
            ..
        ]
    ) {
        return Ok(Some(Format::Xls));
    }
    let refused = |kind: kinds::Kind| Failure::NotASheet {
        looks_like: kind.name.to_owned(),
    };
    if let Some(kind) = kinds::by_bytes(head) {
        return Err(refused(kind));
    }
    let text = start_as_text(head);
    if let Some(kind) = kinds::by_text(&text) {
        return Err(refused(kind));
    }
    let lower = text.to_ascii_lowercase();
    let body = lower.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if body.starts_with('<') {
        if body.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return Ok(Some(Format::Xml2003));
        }
        if body.contains("<office:document") {
            return Ok(Some(Format::FlatOds));
        }
        if ["<html", "<table", "<!doctype html", "<body", "<meta"]
            .iter()
            .any(|tag| body.contains(tag))
        {
            return Ok(Some(Format::Html));
        }
        if body.starts_with("<?xml") || body.starts_with("<!") {
            return Err(Failure::NotASheet {
                looks_like: "XML".to_owned(),
            });
        }
    }
    if !looks_like_text(head) {
        return Err(Failure::NotASheet {
            looks_like: "unknown".to_owned(),
        });
    }
    if body.starts_with('{') && body.contains("\":")
        || body.starts_with("[{")
        || body.starts_with('[')
            && body
                .trim_start_matches(['[', ' ', '\r', '\n', '\t'])
                .starts_with('{')
    {
        return Err(Failure::NotASheet {
            looks_like: "JSON".to_owned(),
        });
    }
    Ok(Some(Format::Text))
}

/// The first bytes as text, whatever the encoding, for looking at markup only.
fn start_as_text(head: &[u8]) -> String {
    let head = head.get(..4_096).unwrap_or(head);
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return head
            .iter()
            .skip(2)
            .filter(|b| **b != 0)
            .map(|b| char::from(*b))
            .collect();
    }
    head.iter()
        .filter(|b| **b != 0)
        .map(|b| char::from(*b))
        .collect::<String>()
        .trim_start_matches("\u{ef}\u{bb}\u{bf}")
        .to_owned()
}

/// Whether the bytes can be text: hardly any control characters, or UTF-16.
fn looks_like_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe])
        || head.starts_with(&[0xfe, 0xff])
        || utf16_by_zeros(head).is_some()
    {
        return true;
    }
    // Zero bytes come from old programs with fields of a fixed length.
    let zeros = memchr::memchr_iter(0, head).count();
    let strange = head
        .iter()
        .filter(|b| matches!(b, 1..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        .count();
    strange * 50 <= head.len() && zeros * 10 <= head.len()
}

/// UTF-16 without a byte-order mark: ASCII text has a zero in every second byte. `true` = little-endian.
pub(super) fn utf16_by_zeros(head: &[u8]) -> Option<bool> {
    let head = head.get(..4_096).unwrap_or(head);
    if head.len() < 4 {
        return None;
    }
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 >= half * 7 && even * 10 < half {
        Some(true)
    } else if even * 10 >= half * 7 && odd * 10 < half {
        Some(false)
    } else {
        None
    }
}
