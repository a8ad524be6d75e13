//! DKIM signatures (RFC 6376; Ed25519 by RFC 8463), relaxed in header and body. Without a time in
//! them, so that a message that is sent again is the same message.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};

/// The header fields that are signed, when they are there.
const SIGNED: [&str; 11] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "reply-to",
    "mime-version",
    "content-type",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "list-id",
];

enum Key {
    Rsa(RsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// Signs messages for one domain.
pub struct Signer {
    key: Key,
    domain: String,
    selector: String,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer")
            .field("domain", &self.domain)
            .field("selector", &self.selector)
            .finish_non_exhaustive()
    }
}

impl Signer {
    /// A signer with a private key in PEM: PKCS #8 (RSA or Ed25519) or PKCS #1 (RSA). `None` when the
    /// text holds no such key, or an RSA key of less than 2,048 bits.
    pub fn new(pem: &str, domain: &str, selector: &str) -> Option<Self> {
        let begin = pem.find("-----BEGIN ")?;
        let body = pem.get(begin..)?;
        let is_pkcs1 = body.starts_with("-----BEGIN RSA PRIVATE KEY-----");
        let coded: String = body
            .lines()
            .skip(1)
            .take_while(|line| !line.starts_with("-----END"))
            .map(str::trim)
            .collect();
        let der = STANDARD.decode(coded).ok()?;
        let key = if is_pkcs1 {
            Key::Rsa(RsaKeyPair::from_der(&der).ok()?)
        } else if let Ok(pair) = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der) {
            Key::Ed25519(pair)
        } else {
            Key::Rsa(RsaKeyPair::from_pkcs8(&der).ok()?)
        };
        Some(Self {
            key,
            domain: domain.to_owned(),
            selector: selector.to_owned(),
        })
    }

    /// The message with its signature before everything else; `None` when it has no body or the
    /// key cannot sign.
    pub fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let text = std::str::from_utf8(message).ok()?;
        let (head, body) = text.split_once("\r\n\r\n")?;
        let fields = fields(head);
        let hash = STANDARD.encode(digest(&SHA256, relaxed_body(body).as_bytes()));
        let names: Vec<&str> = SIGNED
            .into_iter()
            .filter(|name| fields.iter().any(|(known, _)| known == name))
            .collect();
        let algorithm = match self.key {
            Key::Rsa(_) => "rsa-sha256",
            Key::Ed25519(_) => "ed25519-sha256",
        };
        let unsigned = format!(
            "v=1; a={algorithm}; c=relaxed/relaxed; d={}; s={};\r\n h={};\r\n bh={hash};\r\n b=",
            self.domain,
            self.selector,
            names.join(":")
        );
        let mut signed = String::new();
        for name in &names {
            // Each stands once: the message was looked at before.
            let (_, value) = fields.iter().find(|(known, _)| known == name)?;
            signed.push_str(&format!("{name}:{value}\r\n"));
        }
        signed.push_str(&format!("dkim-signature:{}", relaxed(&unsigned)));
        let signature = STANDARD.encode(self.signature(signed.as_bytes())?);
        let folded: Vec<&str> = signature
            .as_bytes()
            .chunks(70)
            .filter_map(|line| std::str::from_utf8(line).ok())
            .collect();
        let header = format!("DKIM-Signature: {unsigned}{}\r\n", folded.join("\r\n "));
        Some([header.as_bytes(), message].concat())
    }

    fn signature(&self, data: &[u8]) -> Option<Vec<u8>> {
        match &self.key {
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                let random = SystemRandom::new();
                pair.sign(&RSA_PKCS1_SHA256, &random, data, &mut signature)
                    .ok()?;
                Some(signature)
            }
            Key::Ed25519(pair) => Some(pair.sign(digest(&SHA256, data).as_ref()).as_ref().to_vec()),
        }
    }
}

/// The fields of a header, names in lower case, values relaxed.
fn fields(head: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = all.last_mut() {
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            all.push((name.trim_end().to_ascii_lowercase(), value.to_owned()));
        }
    }
    for (_, value) in &mut all {
        *value = relaxed(value);
    }
    all
}

/// Unfolded, white space as one space, none at the ends (RFC 6376 3.4.2).
fn relaxed(value: &str) -> String {
    let words: Vec<&str> = value
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Runs of white space as one space, none at the end of lines, no empty lines at the end
/// (RFC 6376 3.4.4).
fn relaxed_body(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut empty = 0;
    for line in body.split("\r\n") {
        let mut relaxed = String::with_capacity(line.len());
        let mut space = false;
        for c in line.chars() {
            if matches!(c, ' ' | '\t') {
                space = true;
            } else {
                if space {
                    relaxed.push(' ');
                    space = false;
                }
                relaxed.push(c);
            }
        }
        if relaxed.is_empty() {
            empty += 1;
        } else {
            out.extend(std::iter::repeat_n("\r\n", empty));
            empty = 0;
            out.push_str(&relaxed);
            out.push_str("\r\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 6376 3.4.5.
    #[test]
    fn header_and_body_are_made_canonical() {
        let head = "A: X\r\nB : Y\t\r\n\tZ  ";
        assert_eq!(
            fields(head),
            [("a".into(), "X".into()), ("b".into(), "Y Z".into())]
        );
        assert_eq!(relaxed_body(" C \r\nD \t E\r\n\r\n\r\n"), " C\r\nD E\r\n");
        assert_eq!(relaxed_body("\r\n\r\n"), "");
    }
}
