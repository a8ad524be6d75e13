//! Slips of the program's own PDF, printed to pixels by poppler, ticked by hands, and damaged as
//! copiers, telephones, cups and folds do: what is read for sure must be what was ticked.
//!
//! `SCANS=2000 cargo test --release -p haarvaten-scans --test damaged -- --nocapture` for the whole
//! set; a few without.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::print_stderr,
    reason = "a test"
)]

mod damage;
mod dice;
mod hand;
mod paper;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use damage::{Damage, Way};
use dice::Dice;
use domain::slip::{CONSENT, CONTACT, Layout};
use domain::survey::QuestionKind;
use hand::Style;
use scans::{Layouts, Mark, Pages, What};

/// What a hand did with the boxes of a question.
struct Told {
    question: String,
    marks: Vec<Mark>,
    /// Whether somebody has to look: two ticks where one was asked, a tick that was taken back
    /// without another, words.
    asks: bool,
}

/// Fills a slip in as somebody would, and tells what was done.
fn filled_in(page: &mut paper::Page, layout: &Layout, style: Style, dice: &mut Dice) -> Vec<Told> {
    let pen = hand::Pen::any(style, dice);
    let mut told = Vec::new();
    for asked in &layout.asked {
        let mut marks = vec![Mark::Empty; asked.boxes.len()];
        let mut asks = false;
        if asked.boxes.is_empty() {
            // Rarely somebody writes; then a person reads it.
            if asked.question != CONTACT && dice.chance(0.04) {
                hand::write(page, asked.writing.unwrap(), &pen, dice);
                asks = true;
            }
        } else if asked.kind == QuestionKind::Multiple {
            for mark in &mut marks {
                if dice.chance(0.35) {
                    *mark = Mark::Ticked;
                }
            }
        } else if asked.question != CONSENT && style == Style::Other && dice.chance(0.02) {
            // Somebody who ticks nothing, but draws a circle about the answer.
            hand::circle(page, asked.boxes[0].at, &pen, dice);
            asks = true;
        } else if !dice.chance(0.08) {
            let chosen = dice.below(marks.len());
            marks[chosen] = Mark::Ticked;
            if marks.len() > 1 && dice.chance(0.04) {
                let other = (chosen + 1) % marks.len();
                marks[other] = Mark::Blackened;
            }
        }
        for (tick, mark) in asked.boxes.iter().zip(&marks) {
            match mark {
                Mark::Ticked => hand::tick(page, tick.at, &pen, style, dice),
                Mark::Blackened => hand::blacken(page, tick.at, &pen, dice),
                Mark::Empty | Mark::Unsure => {}
            }
        }
        told.push(Told {
            question: asked.question.clone(),
            marks,
            asks,
        });
    }
    told
}

#[derive(Default, Debug)]
struct Score {
    slips: usize,
    readable: usize,
    whole: usize,
    unread: usize,
    boxes: usize,
    unsure: usize,
    wrong: Vec<String>,
}

/// Reads one slip back and compares.
fn compare(path: &Path, layouts: &Layouts, told: &[Told], what: &str, score: &Mutex<Score>) {
    let mut slips = Vec::new();
    let mut seen = Vec::new();
    scans::read(path, layouts, Pages::ALL, &mut |_| (), &mut |one| {
        seen.push(
            format!("{:?}", one.what)
                .chars()
                .take(60)
                .collect::<String>(),
        );
        if let What::Slip(slip) = one.what {
            slips.push(slip);
        }
    })
    .unwrap();
    let mut score = score.lock().unwrap();
    score.slips += 1;
    let readable = !told.iter().any(|told| told.asks);
    score.readable += usize::from(readable);
    let Some(slip) = slips.pop() else {
        score.unread += 1;
        if std::env::var("SHOW").is_ok() {
            eprintln!("not found: {what} {seen:?}");
        }
        return;
    };
    let mut whole = slips.is_empty();
    for (answer, told) in slip.answers.iter().zip(told) {
        assert_eq!(answer.question, told.question);
        score.boxes += told.marks.len();
        for ((choice, mark), is) in answer.boxes.iter().zip(&told.marks) {
            // A box full of ink is clear only beside another that is ticked.
            if *mark == Mark::Unsure || *mark == Mark::Blackened && *is == Mark::Ticked {
                score.unsure += 1;
            } else if mark != is {
                let wrong = format!("{what}: {} {choice}: {mark:?} is {is:?}", told.question);
                score.wrong.push(wrong);
            }
        }
        if let Some(said) = &answer.said {
            let ticked: Vec<&String> = answer
                .boxes
                .iter()
                .zip(&told.marks)
                .filter(|(_, mark)| **mark == Mark::Ticked)
                .map(|((choice, _), _)| choice)
                .collect();
            if said.iter().collect::<Vec<_>>() != ticked || told.asks {
                let wrong = format!("{what}: {} said {said:?} is {ticked:?}", told.question);
                score.wrong.push(wrong);
            }
        } else {
            whole = false;
            if !told.asks && std::env::var("SHOW").is_ok() {
                let marks: Vec<Mark> = answer.boxes.iter().map(|(_, mark)| *mark).collect();
                eprintln!(
                    "asked: {what}: {} {marks:?} is {:?}",
                    told.question, told.marks
                );
            }
        }
    }
    score.whole += usize::from(whole && readable);
}

fn count() -> u64 {
    let wanted = std::env::var("SCANS").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(60)
}

#[test]
fn what_is_read_for_sure_is_what_was_ticked() {
    let Some(papers) = paper::printed(12) else {
        eprintln!("skipped: pdftoppm is not installed");
        return;
    };
    let layouts: Layouts = papers
        .iter()
        .map(|paper| (paper.layout.id(), paper.layout.clone()))
        .collect();
    let temporary = tempfile::tempdir().unwrap();
    // To look at single ones: `KEEP=folder`.
    let folder = match std::env::var("KEEP") {
        Ok(kept) => {
            let kept = Path::new(&kept);
            std::fs::create_dir_all(kept).unwrap();
            let text = serde_json::to_string(&layouts).unwrap();
            std::fs::write(kept.join("layouts.json"), text).unwrap();
            kept.to_owned()
        }
        Err(_) => temporary.path().to_owned(),
    };
    let scores: Mutex<BTreeMap<String, Score>> = Mutex::new(BTreeMap::new());
    (0..count()).into_par_iter().for_each(|seed| {
        let mut dice = Dice::new(seed);
        let paper = &papers[dice.below(papers.len())];
        // A third is ticked in ways on which no limit was set.
        let style = if seed % 3 == 2 {
            Style::Other
        } else {
            Style::Known
        };
        let way = Way::ALL[(seed % 10) as usize % Way::ALL.len()];
        let mut page = paper.page.clone();
        let told = filled_in(&mut page, &paper.layout, style, &mut dice);
        let damage = Damage::any(way, &paper.layout, &mut dice);
        let damaged = damage.done(&page, &mut dice);
        let path = folder.join(format!("{seed}.{}", damage.ending()));
        std::fs::write(&path, damage.file(&damaged)).unwrap();
        let score = Mutex::new(Score::default());
        compare(
            &path,
            &layouts,
            &told,
            &format!("{seed} {way:?} {style:?}"),
            &score,
        );
        if std::env::var("KEEP").is_err() {
            std::fs::remove_file(&path).unwrap();
        }
        let score = score.into_inner().unwrap();
        let mut scores = scores.lock().unwrap();
        for name in [format!("{way:?}"), format!("{style:?}"), "all".to_owned()] {
            let sum = scores.entry(name).or_default();
            sum.slips += score.slips;
            sum.readable += score.readable;
            sum.whole += score.whole;
            sum.unread += score.unread;
            sum.boxes += score.boxes;
            sum.unsure += score.unsure;
            sum.wrong.extend(score.wrong.iter().cloned());
        }
    });
    let scores = scores.into_inner().unwrap();
    for (name, score) in &scores {
        eprintln!(
            "{name:<10} {} slips, {} readable, {} whole ({:.2} %), {} not found; {} boxes, {} unsure, {} wrong",
            score.slips,
            score.readable,
            score.whole,
            score.whole as f64 * 100.0 / score.readable.max(1) as f64,
            score.unread,
            score.boxes,
            score.unsure,
            score.wrong.len()
        );
    }
    let all = &scores["all"];
    assert!(all.wrong.is_empty(), "{}", all.wrong.join("\n"));
    assert!(all.whole * 100 >= all.readable * 97, "{all:?}");
}
