//! Mistakes in templates that no parser names well: a condition that is not closed, a picture that
//! is not there, a file under a name that the program does not read.

use super::fields::{self, Fault, FaultKind, TableFault, nearest};
use super::markdown::{self, Block};
use domain::campaign::LetterSettings;
use domain::{Finding, Language, PieceKind, Place, Templates};

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

/// Pictures that a letter's template names and that are not there, or have no words.
pub fn missing_pictures(text: &str, templates: &Templates) -> Vec<Fault> {
    let mut files = Vec::new();
    pictures(&markdown::blocks(text, |_| {}), &mut files);
    let faults = files.into_iter().filter_map(|(file, alt)| {
        let short = file.trim_start_matches("./");
        let there = short.contains("{{")
            || templates.has(short)
            || templates.has(&format!("letters/{short}"));
        let before = text.split(file.as_str()).next().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        if !there {
            Some(Fault::at(FaultKind::NoPicture(file), line))
        } else if alt.trim().is_empty() {
            Some(Fault::at(FaultKind::NoWords(file), line))
        } else {
            None
        }
    });
    faults.collect()
}

fn pictures(blocks: &[Block], files: &mut Vec<(String, String)>) {
    for block in blocks {
        match block {
            Block::Picture(file, alt) => files.push((file.clone(), alt.clone())),
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

/// What Markdown would print otherwise than somebody meant: lines of settings at the top, tables
/// that do not hold together, footnotes.
pub fn misread(text: &str) -> Vec<Fault> {
    let mut faults = tables(text);
    let mut lines = text.lines().map(str::trim);
    if lines.next() == Some("---") && lines.take(20).any(|line| line == "---") {
        faults.push(Fault::at(FaultKind::FrontMatter, 1));
    }
    for (at, line) in text.lines().enumerate() {
        let after = line
            .split_once("![")
            .and_then(|(_, rest)| rest.split_once("]("));
        let file = after.and_then(|(_, rest)| rest.split_once(')'));
        if let Some((file, _)) = file
            && file.contains(' ')
            && !file.contains('"')
            && !file.starts_with('<')
        {
            faults.push(Fault::at(FaultKind::Spaced(file.to_owned()), at + 1));
        }
        if line.contains("[^") {
            faults.push(Fault::at(FaultKind::Footnote, at + 1));
        }
    }
    faults
}

/// Tables without a line of dashes, and rows with more cells than headings: Markdown prints the
/// first with its bars and drops the rest of the second.
fn tables(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut columns: Option<usize> = None;
    let mut place = 0;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        let wrong = |fault| Fault::at(FaultKind::Table(fault), at + 1);
        if !line.starts_with('|') {
            // Conditions and repetitions of the template may stand between rows.
            if !line.starts_with("{{") {
                if place == 1 {
                    faults.push(Fault::at(FaultKind::Table(TableFault::NoDashes), at));
                }
                place = 0;
            }
            continue;
        }
        place += 1;
        match place {
            1 => columns = Some(cells(line)),
            2 if !is_dashes(line) => {
                faults.push(wrong(TableFault::NoDashes));
                columns = None;
            }
            2 if columns != Some(cells(line)) => {
                faults.push(wrong(TableFault::Cells));
                columns = None;
            }
            _ if columns.is_some_and(|columns| cells(line) > columns) => {
                faults.push(wrong(TableFault::Cells));
            }
            _ => {}
        }
    }
    if place == 1 {
        let last = text.lines().count();
        faults.push(Fault::at(FaultKind::Table(TableFault::NoDashes), last));
    }
    faults
}

fn is_dashes(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// How many cells a line of a table has; a bar inside a field or after a backslash is none.
fn cells(line: &str) -> usize {
    let inner = line.trim();
    let inner = inner.strip_prefix('|').unwrap_or(inner);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let (mut count, mut depth, mut escaped) = (1, 0_usize, false);
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '|' if depth == 0 && !escaped => count += 1,
            _ => {}
        }
        escaped = c == '\\';
    }
    count
}

/// The field on a line that the parser stumbled over, with the nearest that exists.
pub fn malformed(text: &str, line: usize, example: &serde_json::Value) -> Option<Fault> {
    let content = text.lines().nth(line.checked_sub(1)?)?;
    let wrong = content
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}").map(|(inner, _)| inner))
        .find(|inner| {
            let block = inner.trim_start().starts_with(['#', '/', '^', '!', '>']);
            !block && handlebars::Template::compile(&format!("{{{{{inner}}}}}")).is_err()
        })?;
    let plain: String = wrong.chars().filter(|c| !c.is_whitespace()).collect();
    let known = fields::all_names(example);
    let near = nearest(&plain, known.iter().map(String::as_str));
    let kind = FaultKind::Malformed(wrong.trim().to_owned(), near);
    Some(Fault::at(kind, line))
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
            let lower = stray.to_lowercase();
            let near = in_its_language(&lower, &built_in)
                .unwrap_or_else(|| nearest(&lower, built_in.iter().map(String::as_str)));
            let distance = rapidfuzz::distance::osa::distance(stray.chars(), near.chars());
            let finding = if distance <= 6 || stray.to_lowercase().contains(".hbs") {
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

/// Takes out what was said of pictures that the campaign file itself names: those are read.
pub fn pardon_named(findings: &mut Vec<Finding>, settings: &LetterSettings) {
    let named = [&settings.letterhead, &settings.signature];
    let named: Vec<String> = named
        .into_iter()
        .flatten()
        .map(|file| Templates::shown(file))
        .collect();
    findings.retain(|finding| {
        let file = finding.place.file.as_deref().unwrap_or_default();
        !(["B123", "B124"].contains(&finding.code) && named.iter().any(|name| name == file))
    });
}

/// The right name of a template whose language is named in another way: `dutch.md.hbs`.
fn in_its_language(path: &str, built_in: &[String]) -> Option<String> {
    let (folder, file) = path.rsplit_once('/')?;
    let (tag, end) = file.split_once('.')?;
    let right = format!("{folder}/{}.{end}", Language::parse(tag)?.tag());
    built_in.contains(&right).then_some(right)
}

fn is_read(path: &str) -> bool {
    let Some((folder, rest)) = path.split_once('/') else {
        return false;
    };
    let lower = path.to_lowercase();
    let ends = |all: &[&str]| all.iter().any(|end| lower.ends_with(end));
    let language = |file: &str, end: &str| {
        // The program asks for a language by its tag alone: `nl`, not `NL` or `nl-NL`.
        file.strip_suffix(end)
            .is_some_and(|tag| Language::parse(tag).is_some_and(|known| known.tag() == tag))
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
            Some(_) => false,
            None => sample(rest),
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
            ("nl.md.hbs", Some("B123")),
            ("brieven/start/nl.md.hbs", Some("B123")),
            ("letters/start/NL.md.hbs", Some("B123")),
            ("letters/start/nl-NL.md.hbs", Some("B123")),
            ("letters/start/dutch.md.hbs", Some("B123")),
            ("meetings/sample.json", None),
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
    fn a_language_under_another_name_is_told_with_its_tag() {
        for (path, right) in [
            ("letters/start/NL.md.hbs", "letters/start/nl.md.hbs"),
            ("letters/start/dutch.md.hbs", "letters/start/nl.md.hbs"),
            ("posters/English.svg.hbs", "posters/en.svg.hbs"),
        ] {
            let own = Templates::with_own([(path.to_owned(), b"x".to_vec())]);
            let found = strays(&own).remove(0);
            let right = Finding::error("B123")
                .at(Place::file(Templates::shown(path)))
                .with("nearest", right);
            assert_eq!(found, right);
        }
    }

    #[test]
    fn what_markdown_would_print_otherwise_is_told() {
        let found = |text: &str| -> Vec<(FaultKind, usize)> {
            let faults = misread(text).into_iter();
            faults.map(|fault| (fault.kind, fault.line)).collect()
        };
        let no_dashes = FaultKind::Table(TableFault::NoDashes);
        let unlike = FaultKind::Table(TableFault::Cells);
        assert_eq!(
            found("---\ntitel: x\n---\nDag"),
            [(FaultKind::FrontMatter, 1)]
        );
        assert_eq!(
            found("Dag\n\n| a | b |\n|---|\n| 1 | 2 |"),
            [(unlike.clone(), 4)]
        );
        assert_eq!(
            found("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 |"),
            [(unlike, 3)]
        );
        assert_eq!(found("| a | b |\n| 1 | 2 |"), [(no_dashes.clone(), 2)]);
        assert_eq!(found("| a |"), [(no_dashes, 1)]);
        assert_eq!(
            found("Tekst[^1].\n\n[^1]: Noot."),
            [(FaultKind::Footnote, 1), (FaultKind::Footnote, 3)]
        );
        let spaced = FaultKind::Spaced("mijn foto.png".into());
        assert_eq!(found("Dag\n\n![x](mijn foto.png)"), [(spaced, 3)]);
        assert_eq!(found("![x](foto.png \"titel\")"), []);
        let right = "Dag\n\n---\n\n| a | b |\n|:--|--:|\n{{#each survey as |q|}}\n| {{q.question}} \\| x | 2 |\n{{/each}}";
        assert_eq!(found(right), []);
    }

    #[test]
    fn a_field_with_spaces_in_it_is_told_with_the_right_one() {
        let example = serde_json::to_value(crate::letters::LetterData::complete()).unwrap();
        let found = malformed("Dag\n{{date}} {{ home . address }}", 2, &example).unwrap();
        let right = FaultKind::Malformed("home . address".into(), "home.address".into());
        assert_eq!((found.kind, found.line), (right, 2));
    }

    #[test]
    fn a_picture_that_is_not_there_is_named_with_its_line() {
        let text = "Dag\n\n![een foto](foto.png)\n\n- ![x](huis.svg)\n\n![](huis.svg)\n";
        let own = [("letters/huis.svg".to_owned(), b"<svg/>".to_vec())];
        let faults = missing_pictures(text, &Templates::with_own(own));
        let faults: Vec<_> = faults
            .into_iter()
            .map(|fault| (fault.kind, fault.line))
            .collect();
        let no_picture = (FaultKind::NoPicture("foto.png".into()), 3);
        // The line is that of the first time that it is named.
        assert_eq!(
            faults,
            [no_picture, (FaultKind::NoWords("huis.svg".into()), 5)]
        );
    }
}
