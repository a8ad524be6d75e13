//! A look at a campaign's own texts and drawings before anything is made of them: how large they
//! are, how deep, and whether they call themselves. Each fault has its file and line.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use domain::{Finding, Place, Templates};

/// The most bytes of a text: a hundred pages.
const LARGEST_TEXT: usize = 256 * 1024;
/// The most bytes of a drawing.
const LARGEST_DRAWING: usize = 4 * 1024 * 1024;
/// The most fields and conditions in a text.
const MOST_FIELDS: usize = 2_000;
/// How deep conditions and repetitions may stand in each other.
const DEEPEST: usize = 16;
/// How deep repetitions may stand in each other: each multiplies what is inside it. One inside
/// another repeats what belongs to that, never a list from further out.
const DEEPEST_EACH: usize = 3;
/// How deep quotes and lists may stand in each other.
const DEEPEST_LIST: usize = 12;
/// The most parts of a drawing, those counted that are used again.
const MOST_PARTS: u64 = 50_000;
/// How deep the parts of a drawing may stand in each other.
const DEEPEST_PART: usize = 100;

/// Looks at all of a campaign's own files.
pub fn faults(templates: &Templates) -> Vec<Finding> {
    let mut all = Vec::new();
    for path in templates.own_paths() {
        let place = Place::file(Templates::shown(path));
        let fault = |finding: Finding, line: usize| {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            finding.at(place.clone().at_row(line))
        };
        let ends = |ending: &str| path.to_ascii_lowercase().ends_with(ending);
        let bytes = templates.bytes(path).unwrap_or_default();
        let drawing = ends(".svg") || ends(".svg.hbs");
        let text = [".hbs", ".json", ".md", ".txt", ".toml", ".ftl", ".css"]
            .iter()
            .any(|ending| ends(ending));
        let most = if drawing {
            LARGEST_DRAWING
        } else {
            LARGEST_TEXT
        };
        if (drawing || text) && bytes.len() > most {
            let finding = Finding::error("B138").with("kibibytes", most / 1024);
            all.push(fault(finding, 1));
            continue;
        }
        let Some(text) = templates.text(path) else {
            continue;
        };
        if ends(".hbs")
            && let Err((finding, line)) = handlebars(path, text)
        {
            all.push(fault(finding, line));
        }
        if drawing && let Err((finding, line)) = drawn(text) {
            all.push(fault(finding, line));
        }
    }
    all
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    memchr::memchr_iter(b'\n', before).count() + 1
}

/// What a text may put in by `{{> …}}`: parts that the program makes, and the frame around it.
fn parts(path: &str) -> &'static [&'static str] {
    if path.starts_with("emails/layout/") {
        &["@partial-block"]
    } else if path.starts_with("emails/") {
        &["layout"]
    } else if path.starts_with("letters/privacy/") || path.ends_with("style.hbs") {
        &[]
    } else if path.starts_with("report/") || path.starts_with("form/") {
        &["style"]
    } else {
        &["answer", "privacy", "signature"]
    }
}

type Fault = (Finding, usize);

/// Conditions in conditions, parts that are put in, and lists in lists.
fn handlebars(path: &str, text: &str) -> Result<(), Fault> {
    let deep = |at| (Finding::error("B140"), line_of(text, at));
    let (mut fields, mut layouts) = (0, 0);
    let mut open: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices("{{") {
        fields += 1;
        let inner = text.get(at + 2..).unwrap_or_default();
        if inner.trim_start_matches('~').starts_with('!') {
            continue;
        }
        let inner = inner.split("}}").next().unwrap_or_default();
        if fields > MOST_FIELDS || inner.matches('(').count() > DEEPEST {
            return Err(deep(at));
        }
        let inner = inner.trim_start_matches(['~', '{']).trim_start();
        let block = inner.strip_prefix('#').map(str::trim_start);
        let inside = block.unwrap_or(inner);
        let refused = |name: &str| {
            let known = parts(path).join(", ");
            let finding = Finding::error("B139").with("name", name.to_owned());
            Err((finding.with("known", known), line_of(text, at)))
        };
        if inside.starts_with('*') {
            return refused(inside.split_whitespace().next().unwrap_or_default());
        }
        if let Some(part) = inside.strip_prefix('>') {
            let name = part.split_whitespace().next().unwrap_or_default();
            let name = name.trim_end_matches('~').trim_matches(['"', '\'']);
            layouts += usize::from(name == "layout");
            if !parts(path).contains(&name) || layouts > 1 {
                return refused(name);
            }
        }
        if let Some(block) = block {
            let name = block.split_whitespace().next().unwrap_or_default();
            open.push(name);
            let repeated = open.iter().filter(|name| **name == "each").count();
            let outer = ["../", "@root"].iter().any(|from| block.contains(from));
            let again = name == "each" && repeated > 1 && outer;
            if open.len() > DEEPEST || repeated > DEEPEST_EACH || again {
                return Err(deep(at));
            }
        } else if inner.starts_with('/') {
            open.pop();
        }
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let marks = line
            .split(|c: char| c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let quotes = marks.matches(['>', '*', '+']).count();
        let indent = marks.len() - marks.trim_start().len();
        let list = path.ends_with(".md.hbs");
        if list && (quotes > DEEPEST_LIST && !is_rule(line) || indent > 4 * DEEPEST_LIST) {
            return Err(deep(at));
        }
        at += line.len();
    }
    Ok(())
}

/// A line across the page, or around a heading.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    ["*", "+"]
        .iter()
        .any(|mark| line.replace(mark, "").trim().is_empty())
}

/// One part of a drawing.
struct Part<'a> {
    inner: Vec<usize>,
    names: Vec<&'a str>,
    line: usize,
}

/// The parts of a drawing: what they are, how deep, and how often they are used.
fn drawn(text: &str) -> Result<(), Fault> {
    let mut reader = quick_xml::Reader::from_str(text);
    let refused = |what: &str, line| (Finding::error("B141").with("what", what.to_owned()), line);
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let mut uses: Vec<Vec<String>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        // What is no XML, or not yet because of its fields, is told elsewhere.
        let Ok(event) = reader.read_event() else {
            break;
        };
        let line = || line_of(text, at);
        let start = match &event {
            Event::Start(start) | Event::Empty(start) => start,
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Text(inner) if AsRef::<str>::as_ref(inner).contains("filter:") => {
                return Err(refused("filter", line()));
            }
            Event::Eof => break,
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => continue,
        };
        let name = start.local_name().as_ref().to_owned();
        if name == "filter" || name.starts_with("fe") || name == "foreignObject" {
            return Err(refused(&name, line()));
        }
        let seen = attributes(start);
        for (key, value) in &seen {
            let filtered = key == "filter" && value.trim() != "none" || value.contains("filter:");
            let lower = value
                .trim_start()
                .get(..24)
                .unwrap_or(value)
                .to_ascii_lowercase();
            let strange = key == "href"
                && lower.starts_with("data:")
                && !["png", "jpeg", "jpg"]
                    .iter()
                    .any(|kind| lower.starts_with(&format!("data:image/{kind};base64")));
            if filtered || strange {
                return Err(refused(if filtered { "filter" } else { "image" }, line()));
            }
        }
        let ix = parts.len();
        if let Some(around) = open.last().and_then(|at| parts.get_mut(*at)) {
            around.inner.push(ix);
        }
        let pointed = seen.iter().filter(|(key, _)| key != "id");
        uses.push(
            pointed
                .filter_map(|(_, value)| value.split_once('#'))
                .map(|(_, name)| name.trim_end_matches([')', '"', '\'', ' ']).to_owned())
                .collect(),
        );
        for (key, value) in seen {
            if key == "id" {
                by_id.entry(value).or_insert(ix);
            }
        }
        parts.push(Part {
            inner: Vec::new(),
            names: Vec::new(),
            line: line(),
        });
        if matches!(event, Event::Start(_)) {
            open.push(ix);
        }
        if open.len() > DEEPEST_PART || u64::try_from(ix).unwrap_or(0) > MOST_PARTS {
            return Err((Finding::error("B140"), line()));
        }
    }
    for (part, names) in parts.iter_mut().zip(&uses) {
        part.names = names.iter().map(String::as_str).collect();
    }
    let mut counted = Counted {
        parts: &parts,
        by_id: &by_id,
        known: vec![None; parts.len()],
    };
    match parts.first() {
        Some(_) => counted.size(0, 0).map(|_| ()),
        None => Ok(()),
    }
}

/// The attributes that count: by their name without prefix.
fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut known = start.attributes();
    let known = known.with_checks(false).flatten();
    known
        .map(|attribute| {
            let key = attribute.key.local_name();
            (key.as_ref().to_owned(), attribute.value.into_owned())
        })
        .collect()
}

/// How many parts each part comes to, with all that it uses.
struct Counted<'a> {
    parts: &'a [Part<'a>],
    by_id: &'a HashMap<String, usize>,
    /// Nothing yet, on the way (zero), or counted.
    known: Vec<Option<u64>>,
}

impl Counted<'_> {
    fn size(&mut self, ix: usize, depth: usize) -> Result<u64, Fault> {
        let Some(part) = self.parts.get(ix) else {
            return Ok(0);
        };
        let refused = || (Finding::error("B140"), part.line);
        match self.known.get(ix) {
            Some(Some(0)) => return Err(refused()),
            Some(Some(size)) => return Ok(*size),
            _ => {}
        }
        if depth > 4 * DEEPEST_PART {
            return Err(refused());
        }
        if let Some(slot) = self.known.get_mut(ix) {
            *slot = Some(0);
        }
        let used = part.names.iter().filter_map(|name| self.by_id.get(*name));
        let all: Vec<usize> = part.inner.iter().chain(used).copied().collect();
        let mut sum = 1_u64;
        for inner in all {
            sum = sum.saturating_add(self.size(inner, depth + 1)?);
        }
        if sum > MOST_PARTS {
            return Err(refused());
        }
        if let Some(slot) = self.known.get_mut(ix) {
            *slot = Some(sum);
        }
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(path: &str, text: &str) -> Vec<(&'static str, u32)> {
        let own = Templates::with_own([(path.to_owned(), text.as_bytes().to_vec())]);
        let all = faults(&own).into_iter();
        all.map(|f| (f.code, f.place.row.unwrap_or(0))).collect()
    }

    #[test]
    fn the_templates_of_the_program_have_no_faults() {
        let templates = Templates::built_in();
        let own = Templates::with_own(templates.paths("").into_iter().filter_map(|path| {
            let bytes = templates.bytes(&path)?.to_vec();
            Some((path, bytes))
        }));
        assert_eq!(faults(&own), []);
    }

    #[test]
    fn texts_that_call_themselves_or_grow_are_named_with_their_line() {
        let letter = "letters/start/nl.md.hbs";
        let deep = "{{#if a}}".repeat(40);
        let each = "a\n{{#each a}}{{#each ../b}}{{#each c}}x{{/each}}{{/each}}{{/each}}";
        for (path, text, expected) in [
            (letter, "Dag\n{{> letters/start/nl.md.hbs}}", ("B139", 2)),
            (
                letter,
                "{{#> privacy}}\n\n{{> letters/start/nl.md.hbs}}{{/privacy}}",
                ("B139", 3),
            ),
            (letter, "{{#*inline \"a\"}}{{> a}}{{/inline}}", ("B139", 1)),
            (letter, "x\n{{> (lookup . \"kind\")}}", ("B139", 2)),
            ("letters/privacy/nl.md.hbs", "{{> privacy}}", ("B139", 1)),
            ("emails/start/nl/text.hbs", "{{> text}}", ("B139", 1)),
            (
                "emails/layout/nl/html.hbs",
                "a\n{{~> layout ~}}",
                ("B139", 2),
            ),
            (
                "emails/start/nl/html.hbs",
                "{{#> layout}}{{#> layout}}{{/layout}}{{/layout}}",
                ("B139", 1),
            ),
            ("report/page.html.hbs", "{{> page}}", ("B139", 1)),
            (letter, &deep, ("B140", 1)),
            (letter, each, ("B140", 2)),
            (
                letter,
                &format!("a\n\n{} b", ">".repeat(5_000)),
                ("B140", 3),
            ),
            (letter, &format!("{}- a", " ".repeat(400)), ("B140", 1)),
            (letter, &"{{date}}".repeat(3_000), ("B140", 1)),
            (
                letter,
                &format!(
                    "{{{{#if {}a{}}}}}x{{{{/if}}}}",
                    "(not ".repeat(900),
                    ")".repeat(900)
                ),
                ("B140", 1),
            ),
            (letter, &"tekst ".repeat(300_000), ("B138", 1)),
        ] {
            assert_eq!(
                codes(path, text),
                [expected],
                "{path} {}",
                &text[..text.len().min(60)]
            );
        }
    }

    #[test]
    fn drawings_with_filters_or_without_end_are_named_with_their_line() {
        let svg =
            |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">\n{inner}</svg>");
        let mut laughs = String::from("<g id=\"a0\"><rect/></g>");
        for at in 1..12 {
            let before = at - 1;
            laughs += &format!(
                "<g id=\"a{at}\">{}</g>",
                format!("<use href=\"#a{before}\"/>").repeat(10)
            );
        }
        for (inner, expected) in [
            ("<filter id=\"f\"/>", Some("B141")),
            ("<rect filter=\"url(#f)\"/>", Some("B141")),
            ("<rect style=\"fill:red;filter:blur(9)\"/>", Some("B141")),
            ("<style>rect{filter:url(#f)}</style>", Some("B141")),
            ("<feGaussianBlur stdDeviation=\"9\"/>", Some("B141")),
            (
                "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
                Some("B141"),
            ),
            ("<image href=\"data:image/gif;base64,AAAA\"/>", Some("B141")),
            ("<foreignObject/>", Some("B141")),
            ("<g id=\"a\"><use href=\"#a\"/></g>", Some("B140")),
            (
                "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use xlink:href=\"#a\"/></g>",
                Some("B140"),
            ),
            (
                "<mask id=\"m\"><rect mask=\"url(#m)\"/></mask>",
                Some("B140"),
            ),
            (&laughs, Some("B140")),
            (&"<g>".repeat(300), Some("B140")),
            (
                "<rect filter=\"none\"/><image href=\"data:image/png;base64,AAAA\"/><use href=\"#x\"/>",
                None,
            ),
            (
                "<g id=\"a\"><rect/></g><use href=\"#a\"/><use href=\"#a\"/>",
                None,
            ),
        ] {
            let found: Vec<&str> = codes("letters/letterhead.svg", &svg(inner))
                .into_iter()
                .map(|(code, _)| code)
                .collect();
            let expected: Vec<&str> = expected.into_iter().collect();
            assert_eq!(found, expected, "{}", &inner[..inner.len().min(70)]);
        }
    }
}
