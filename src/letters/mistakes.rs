//! Mistakes in templates that no parser names well: a condition that is not closed, a picture that
//! is not there, a file under a name that the program does not read.

use super::fields::{Fault, FaultKind, nearest};
use super::markdown::{self, Block};
use crate::domain::{Finding, Language, PieceKind, Place, Templates};

/// Conditions that are opened and not closed or closed and never opened, and braces without their
/// twin, each with its line.
pub fn unbalanced(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut open: Vec<(String, String, usize)> = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + found;
        let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
        let inner = text.get(start + 2..).unwrap_or_default();
        let comment = inner.trim_start_matches('~').starts_with("!--");
        let end = inner.find(if comment { "--}}" } else { "}}" });
        let next = inner.find("{{").filter(|_| !comment);
        let Some(end) = end.filter(|end| next.is_none_or(|next| *end < next || next == 0)) else {
            faults.push(Fault::at(FaultKind::OpenBraces, line));
            at = start + 2;
            continue;
        };
        at = start + 2 + end + 2;
        let inner = inner.get(..end).unwrap_or_default();
        let inner = inner.trim_matches(['~', '{']).trim();
        if let Some(block) = inner.strip_prefix(['#', '^']) {
            let name = block.split_whitespace().next().unwrap_or_default();
            if !name.is_empty() {
                open.push((name.to_owned(), format!("{{{{{inner}}}}}"), line));
            }
        } else if let Some(name) = inner.strip_prefix('/') {
            let name = name.trim();
            if open.iter().any(|(opened, ..)| opened == name) {
                while let Some((opened, whole, line)) = open.pop() {
                    if opened == name {
                        break;
                    }
                    faults.push(Fault::at(FaultKind::Unclosed(whole, opened), line));
                }
            } else {
                faults.push(Fault::at(FaultKind::Unopened(name.to_owned()), line));
            }
        }
    }
    for (name, whole, line) in open {
        faults.push(Fault::at(FaultKind::Unclosed(whole, name), line));
    }
    faults
}

/// Pictures that a letter's template names and that are not there.
pub fn missing_pictures(text: &str, templates: &Templates) -> Vec<Fault> {
    let mut files = Vec::new();
    pictures(&markdown::blocks(text, |_| {}), &mut files);
    let missing = files.into_iter().filter(|file| {
        let file = file.trim_start_matches("./");
        !file.contains("{{") && !templates.has(file) && !templates.has(&format!("letters/{file}"))
    });
    missing
        .map(|file| {
            let before = text.split(file.as_str()).next().unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            Fault::at(FaultKind::NoPicture(file), line)
        })
        .collect()
}

fn pictures(blocks: &[Block], files: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Picture(file, _) => files.push(file.clone()),
            Block::Quote(inner) | Block::Small(inner) => pictures(inner, files),
            Block::List(_, items) => items.iter().for_each(|item| pictures(item, files)),
            Block::Heading(..)
            | Block::Paragraph(_)
            | Block::Table(..)
            | Block::Rule
            | Block::Answer
            | Block::Signature => {}
        }
    }
}

/// The finding about a template that cannot be had: it is not there, or it is no UTF-8.
pub fn absent(templates: &Templates, path: &str) -> Finding {
    let code = if templates.has(path) { "B122" } else { "B104" };
    Finding::error(code).at(Place::file(Templates::shown(path)))
}

/// Own files that no part of the program reads. When the name is nearly one that it does read,
/// somebody thinks that it counts, so that is an error; other files may be notes.
pub fn strays(templates: &Templates) -> Vec<Finding> {
    let own = templates.paths("");
    let own: Vec<&String> = own.iter().filter(|path| templates.is_own(path)).collect();
    let built_in = Templates::built_in().paths("");
    let strays = own.into_iter().filter(|path| !is_read(path));
    strays
        .map(|stray| {
            let near = nearest(stray, built_in.iter().map(String::as_str));
            let distance = rapidfuzz::distance::osa::distance(stray.chars(), near.chars());
            let finding = if distance <= 6 {
                Finding::error("B123")
            } else {
                Finding::info("B124")
            };
            finding
                .at(Place::file(Templates::shown(stray)))
                .with("nearest", near)
        })
        .collect()
}

fn is_read(path: &str) -> bool {
    let Some((folder, rest)) = path.split_once('/') else {
        return false;
    };
    let lower = path.to_lowercase();
    let ends = |all: &[&str]| all.iter().any(|end| lower.ends_with(end));
    let language = |file: &str, end: &str| {
        file.strip_suffix(end)
            .is_some_and(|tag| Language::parse(tag).is_some())
    };
    let sample = |file: &str| file.starts_with("sample") && ends(&[".json"]);
    match folder {
        "letters" if ends(&[".svg", ".png", ".jpg", ".jpeg"]) => true,
        "letters" => match rest.split_once('/') {
            Some(("privacy", file)) => language(file, ".md.hbs"),
            Some((kind, file)) => {
                let known = PieceKind::WRITTEN.iter().any(|known| known.word() == kind);
                known && (language(file, ".md.hbs") || sample(file))
            }
            None => false,
        },
        "posters" => language(rest, ".svg.hbs") || sample(rest),
        "meetings" => match rest.split_once('/') {
            Some(("letter" | "minutes", file)) => language(file, ".md.hbs"),
            Some(_) | None => false,
        },
        "fonts" => ends(&[".ttf", ".otf", ".txt", ".md"]),
        // Other rooms look after their own.
        _ => Templates::built_in()
            .paths("")
            .iter()
            .any(|known| known.starts_with(&format!("{folder}/"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::template::path;

    fn found(text: &str) -> Vec<(FaultKind, usize)> {
        let faults = unbalanced(text).into_iter();
        faults.map(|fault| (fault.kind, fault.line)).collect()
    }

    #[test]
    fn a_condition_that_is_not_closed_is_named_where_it_opens() {
        let unclosed = |whole: &str, name: &str| FaultKind::Unclosed(whole.into(), name.into());
        assert_eq!(
            found("a\n{{#if home}}b\n\nc {{date}}"),
            [(unclosed("{{#if home}}", "if"), 2)]
        );
        assert_eq!(
            found("{{#if a}}\n{{#each b}}\n{{/if}}"),
            [(unclosed("{{#each b}}", "each"), 2)]
        );
        assert_eq!(found("{{/if}}"), [(FaultKind::Unopened("if".into()), 1)]);
        assert_eq!(
            found("Dag {{date}\n\n{{> privacy}}"),
            [(FaultKind::OpenBraces, 1)]
        );
        assert_eq!(found("Dag {{date"), [(FaultKind::OpenBraces, 1)]);
        let right =
            "{{#if a}}x{{else}}y{{/if}}{{#each b}}{{this}}{{~/each~}}{{!-- {{#if}} --}}{{! {x} }}";
        assert_eq!(found(right), []);
        for kind in PieceKind::WRITTEN {
            for tag in ["nl", "en"] {
                let path = path(kind, &Language::parse(tag).unwrap());
                let built_in = Templates::built_in();
                let text = built_in.text(&path).unwrap();
                assert_eq!(found(text), [], "{path}");
                assert_eq!(missing_pictures(text, &built_in), [], "{path}");
                assert!(is_read(&path));
            }
        }
    }

    #[test]
    fn a_file_under_a_wrong_name_is_told_with_the_right_one() {
        let own = |path: &str| Templates::with_own([(path.to_owned(), b"x".to_vec())]);
        for (path, code) in [
            ("letters/start/nl.md", Some("B123")),
            ("letters/start/nl.md.hbs.txt", Some("B123")),
            ("letters/stort/nl.md.hbs", Some("B123")),
            ("letter/start/nl.md.hbs", Some("B123")),
            ("nl.md.hbs", Some("B124")),
            ("letters/aantekeningen van de vergadering.txt", Some("B124")),
            ("letters/start/nl.md.hbs", None),
            ("letters/start/ar.md.hbs", None),
            ("letters/start/sample.ar.json", None),
            ("letters/onze-foto.JPG", None),
            ("posters/nl.svg.hbs", None),
            ("fonts/Eigen.ttf", None),
        ] {
            let found = strays(&own(path));
            assert_eq!(found.first().map(|finding| finding.code), code, "{path}");
        }
        let built_in = Templates::built_in();
        for path in built_in.paths("") {
            assert!(is_read(&path) || path.ends_with("README.md"), "{path}");
        }
    }

    #[test]
    fn a_picture_that_is_not_there_is_named_with_its_line() {
        let text = "Dag\n\n![een foto](foto.png)\n\n- ![x](huis.svg)\n";
        let own = [("letters/huis.svg".to_owned(), b"<svg/>".to_vec())];
        let faults = missing_pictures(text, &Templates::with_own(own));
        let faults: Vec<_> = faults
            .into_iter()
            .map(|fault| (fault.kind, fault.line))
            .collect();
        assert_eq!(faults, [(FaultKind::NoPicture("foto.png".into()), 3)]);
    }
}
