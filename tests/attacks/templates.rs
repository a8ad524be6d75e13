//! Own texts and drawings that call themselves, grow without end, or ask for more than there is.

use std::time::Instant;

use super::bench::Campaign;

const LETTER: &str = "templates/letters/start/nl.md.hbs";
const HEAD: &str = "templates/letters/letterhead.svg";
const END: &str = "\n\n{{> answer}}\n\n{{> signature}}\n\n{{> privacy}}\n";

/// The smallest PNG that says it is so wide and high.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0");
    bytes
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let all =
            three.iter().fold(0_u32, |sum, b| sum << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            out.push(char::from(LETTERS[(all >> (18 - 6 * at)) as usize & 63]));
        }
        out.push_str(&"="[..usize::from(three.len() < 3)].repeat(3 - three.len()));
    }
    out
}

fn svg(inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"595\" height=\"842\">\n{inner}\n</svg>"
    )
}

#[test]
fn what_a_letter_cannot_have_is_refused_before_anything_is_made() {
    let letter = |text: &str| (LETTER.to_owned(), format!("Beste bewoner,\n\n{text}{END}"));
    let drawing = |inner: &str| (HEAD.to_owned(), svg(inner));
    let image = |kind: &str, bytes: &[u8]| {
        drawing(&format!(
            "<image width=\"90\" height=\"90\" xlink:href=\"data:image/{kind};base64,{}\"/>",
            base64(bytes)
        ))
    };
    let mut laughs = String::from("<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>");
    for at in 1..14 {
        let used = format!("<use xlink:href=\"#a{}\"/>", at - 1).repeat(8);
        laughs += &format!("<g id=\"a{at}\">{used}</g>");
    }
    let each = "{{#each organisations}}".repeat(6) + "x" + &"{{/each}}".repeat(6);
    for (name, text) in [
        letter("{{> letters/start/nl.md.hbs}}"),
        letter("{{#> privacy}}{{> letters/start/nl.md.hbs}}{{/privacy}}"),
        letter("{{#*inline \"a\"}}{{> a}}{{/inline}}{{> a}}"),
        letter(&("{{#if home}}".repeat(3_000) + &"{{/if}}".repeat(3_000))),
        letter(&each),
        letter(&">".repeat(20_000)),
        letter(&"tekst ".repeat(300_000)),
        letter(&"{{date}}\n\n".repeat(9_000)),
        (
            "templates/letters/privacy/nl.md.hbs".to_owned(),
            "{{privacy.contact}} {{> letters/privacy/nl.md.hbs}}".to_owned(),
        ),
        (
            "templates/emails/layout/nl/text.hbs".to_owned(),
            "{{> layout}}".to_owned(),
        ),
        (
            "templates/emails/start/nl/text.hbs".to_owned(),
            "{{> text}}".to_owned(),
        ),
        drawing(
            "<filter id=\"f\"><feGaussianBlur stdDeviation=\"5\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
        ),
        drawing(
            "<filter id=\"f\" width=\"1e30\" height=\"1e30\"><feTurbulence baseFrequency=\"1e9\" numOctaves=\"900000\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>",
        ),
        drawing("<g id=\"a\"><use xlink:href=\"#a\"/></g>"),
        drawing(&laughs),
        drawing(&("<g>".repeat(5_000) + &"</g>".repeat(5_000))),
        image("png", &png(60_000, 60_000)),
        image("png", &png(20_000, 20_000)),
        image(
            "jpeg",
            b"\xff\xd8\xff\xc0\0\x0b\x08\xea\x60\xea\x60\x01\x01\x11\0\xff\xd9",
        ),
        image("gif", b"GIF89a\xff\xff\xff\xff"),
        image(
            "svg+xml",
            svg("<image xlink:href=\"data:image/svg+xml;base64,AAAA\"/>").as_bytes(),
        ),
    ] {
        let campaign = Campaign::new();
        campaign.put(&name, &text);
        let started = Instant::now();
        let ended = campaign.run(&["run"]);
        let shown = &text[..text.len().min(90)];
        assert_eq!(ended.code, Some(2), "{name} {shown}: {ended:?}");
        assert!(started.elapsed().as_secs() < 20, "{name} {shown}");
        assert!(ended.said.contains(&name), "{name} {shown}: {}", ended.said);
        let made = std::fs::read_dir(campaign.at("outputs/letters")).map_or(0, Iterator::count);
        assert_eq!(made, 0, "{name} {shown}");
    }
}

#[test]
fn drawings_that_never_finish_are_given_up() {
    let many = "M0 0L595 842".repeat(2_000);
    for inner in [
        format!("<path d=\"{many}\" stroke=\"red\" stroke-dasharray=\"0.0001 0.0001\"/>"),
        "<pattern id=\"p\" width=\"0.0001\" height=\"0.0001\" patternUnits=\"userSpaceOnUse\"><rect width=\"1\" height=\"1\"/></pattern><rect width=\"595\" height=\"842\" fill=\"url(#p)\"/>".to_owned(),
        "<rect width=\"1e38\" height=\"1e38\" transform=\"scale(1e30)\"/>".to_owned(),
        "<linearGradient id=\"l\" x1=\"1e38\" gradientTransform=\"scale(0)\"/><rect width=\"9\" height=\"9\" fill=\"url(#l)\"/>".to_owned(),
        "<mask id=\"m\" width=\"1e9\" height=\"1e9\"><rect width=\"1e9\" height=\"1e9\" fill=\"white\"/></mask><rect width=\"9\" height=\"9\" mask=\"url(#m)\"/>".to_owned(),
        "<text font-size=\"1e30\">a</text>".to_owned(),
    ] {
        let campaign = Campaign::new();
        campaign.put(HEAD, svg(&inner));
        let ended = campaign.run(&["preview", "start"]);
        assert!(matches!(ended.code, Some(0..=2)), "{inner:.90}: {ended:?}");
        assert!(ended.code != Some(2) || ended.said.contains(HEAD), "{inner:.90}: {}", ended.said);
    }
}

#[test]
fn templates_that_are_no_plain_files_are_named() {
    let campaign = Campaign::new();
    campaign.put("elders.md.hbs", "Dag");
    std::fs::create_dir_all(campaign.at("templates/letters/start")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(campaign.at("elders.md.hbs"), campaign.at(LETTER)).unwrap();
    let ended = campaign.run(&["run"]);
    assert_eq!(ended.code, Some(4), "{ended:?}");
    assert!(
        ended.said.contains("letters/start/nl.md.hbs"),
        "{}",
        ended.said
    );
    std::fs::remove_file(campaign.at(LETTER)).unwrap();
    std::fs::File::create(campaign.at(LETTER))
        .unwrap()
        .set_len(10 << 30)
        .unwrap();
    let ended = campaign.run(&["run"]);
    assert_eq!(ended.code, Some(4), "{ended:?}");
    assert!(
        ended.said.contains("letters/start/nl.md.hbs"),
        "{}",
        ended.said
    );
}
