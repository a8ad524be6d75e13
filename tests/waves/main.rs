//! Waves: a whole campaign over months, step by step, as a volunteer runs it.
//!
//! `cargo test --test waves` plays six histories in random orders; `WAVES=200 cargo test --test
//! waves` as many as asked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stderr,
    missing_docs,
    reason = "a test may fail loudly, and reads its environment itself"
)]

mod story;
#[path = "../support/mod.rs"]
mod support;
mod walks;
mod world;

use rayon::prelude::*;
use world::{HOMES, WITH_MAIL, World};

/// A row of numbers that is the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// Whatever the order of the steps: nobody who said no gets anything after, nobody gets two pieces
/// in a wave, no piece contradicts what was known before it was made, and nothing that came back
/// is dropped.
#[test]
fn no_order_of_steps_breaks_a_promise() {
    let histories: u64 = std::env::var("WAVES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(6);
    let pieces: usize = (0..histories).into_par_iter().map(play).sum();
    eprintln!("{histories} histories, {pieces} pieces made");
    assert!(pieces > usize::try_from(histories).unwrap() * 30);
}

fn play(seed: u64) -> usize {
    let mut dice = Dice(seed * 7_919 + 3);
    let mut world = World::new();
    world.run();
    for _ in 0..16 {
        let days = i64::from(dice.throw(20));
        world.later(days);
        let home = dice.throw(HOMES) + 1;
        let any = dice.throw(1_000) as usize;
        match dice.throw(10) {
            0 | 1 => world.delivers(any, any / 7),
            2 => world.sends(),
            3 => {
                world.opts_out_by_list(home);
                world.run();
            }
            4 => world.answers(home, false),
            5 => world.answers(home, true),
            6 => world.mails_no(home % WITH_MAIL + 1),
            7 => world.cannot_deliver(any),
            8 => world.list_of_opt_outs_is_replaced(),
            _ => world.run(),
        }
    }
    world.later(30);
    world.run();
    world.made.len()
}
