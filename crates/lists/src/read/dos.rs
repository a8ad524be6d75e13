//! Text from DOS programs (code page 850), which the usual decoders do not know.

/// The characters of the bytes from 0x80.
const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Bytes of code page 850 as text; every byte is one character.
pub(super) fn decode(bytes: &[u8], out: &mut String) {
    let upper: Vec<char> = UPPER.chars().collect();
    out.extend(bytes.iter().map(|byte| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_its_character() {
        let mut out = String::new();
        decode(b"Caf\x82 Co\x94peratie \x90\x82n, Lo\x89 \xe1", &mut out);
        assert_eq!(out, "Café Coöperatie Één, Loë ß");
        assert_eq!(UPPER.chars().count(), 128);
    }
}
