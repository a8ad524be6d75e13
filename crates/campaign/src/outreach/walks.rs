//! Who walks which entrances: every entrance whole with one volunteer, the doors shared out evenly,
//! neighbours in one hand, and as it was before for as long as that is even.

use std::collections::BTreeMap;

/// An entrance with doors to ring at, in walking order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrance {
    /// What it is known by, from round to round.
    pub key: String,
    /// How many doors.
    pub doors: usize,
    /// Which volunteers may have it, by position.
    pub fits: Vec<usize>,
}

/// Shares out entrances among volunteers, each with at most so many doors: for each entrance the
/// position of who walks it, or nothing when nobody can.
///
/// `before` is who had it the last time.
pub fn share_out(
    entrances: &[Entrance],
    most: &[Option<u32>],
    before: &BTreeMap<String, usize>,
) -> Vec<Option<usize>> {
    let mut load = vec![0_usize; most.len()];
    let mut who: Vec<Option<usize>> = vec![None; entrances.len()];
    let room = |load: &[usize], one: usize, doors: usize| {
        let most = most.get(one).copied().flatten();
        let now = load.get(one).copied().unwrap_or(0);
        most.is_none_or(|most| now + doors <= most as usize)
    };
    let give = |load: &mut [usize], slot: &mut Option<usize>, one: usize, doors: usize| {
        if let Some(load) = load.get_mut(one) {
            *load += doors;
            *slot = Some(one);
        }
    };
    for (entrance, slot) in entrances.iter().zip(&mut who) {
        if let Some(one) = before.get(&entrance.key).copied()
            && entrance.fits.contains(&one)
            && room(&load, one, entrance.doors)
        {
            give(&mut load, slot, one, entrance.doors);
        }
    }
    let all: usize = entrances.iter().map(|entrance| entrance.doors).sum();
    let share = all.div_ceil(most.len().max(1));
    let mut last = None;
    for (entrance, slot) in entrances.iter().zip(&mut who) {
        if slot.is_none() {
            let may = |one: &usize| room(&load, *one, entrance.doors);
            let goes_on = last.filter(|one| {
                let now = load.get(*one).copied().unwrap_or(0);
                entrance.fits.contains(one) && may(one) && now + entrance.doors <= share
            });
            let least = || {
                let fitting = entrance.fits.iter().copied().filter(|one| may(one));
                fitting.min_by_key(|one| (load.get(*one).copied().unwrap_or(0), *one))
            };
            if let Some(one) = goes_on.or_else(least) {
                give(&mut load, slot, one, entrance.doors);
            }
        }
        last = slot.or(last);
    }
    even_out(entrances, &room, &mut load, &mut who);
    who
}

/// Moves entrances from who has most to who has least, as long as that makes it more even.
fn even_out(
    entrances: &[Entrance],
    room: &dyn Fn(&[usize], usize, usize) -> bool,
    load: &mut [usize],
    who: &mut [Option<usize>],
) {
    for _ in 0..entrances.len() {
        let of = |one: usize| load.get(one).copied().unwrap_or(0);
        // The move after which the larger of the two has least.
        let best = entrances
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(at, entrance)| {
                let from = who.get(at).copied().flatten()?;
                let to = entrance
                    .fits
                    .iter()
                    .copied()
                    .filter(|to| *to != from && room(load, *to, entrance.doors))
                    .min_by_key(|to| of(*to))?;
                let after = of(to) + entrance.doors;
                (after < of(from)).then(|| (of(from) - after, at, from, to))
            })
            .max_by_key(|(gain, ..)| *gain);
        let Some((_, at, from, to)) = best else {
            return;
        };
        let doors = entrances.get(at).map_or(0, |entrance| entrance.doors);
        if let Some(load) = load.get_mut(from) {
            *load -= doors;
        }
        if let Some(load) = load.get_mut(to) {
            *load += doors;
        }
        if let Some(slot) = who.get_mut(at) {
            *slot = Some(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entrance(at: usize, doors: usize, fits: &[usize]) -> Entrance {
        Entrance {
            key: format!("e{at}"),
            doors,
            fits: fits.to_vec(),
        }
    }

    fn loads(entrances: &[Entrance], who: &[Option<usize>], volunteers: usize) -> Vec<usize> {
        let mut load = vec![0; volunteers];
        for (entrance, one) in entrances.iter().zip(who) {
            if let Some(one) = one {
                load[*one] += entrance.doors;
            }
        }
        load
    }

    #[test]
    fn neighbours_stay_in_one_hand() {
        let all: Vec<Entrance> = (0..8).map(|at| entrance(at, 10, &[0, 1])).collect();
        let who = share_out(&all, &[None, None], &BTreeMap::new());
        let who: Vec<usize> = who.into_iter().flatten().collect();
        assert_eq!(who, [0, 0, 0, 0, 1, 1, 1, 1]);
    }

    #[test]
    fn who_can_take_few_gets_few_and_what_nobody_can_is_left() {
        let all: Vec<Entrance> = (0..4).map(|at| entrance(at, 10, &[0, 1])).collect();
        let who = share_out(&all, &[Some(10), Some(12)], &BTreeMap::new());
        assert_eq!(who.iter().flatten().count(), 2);
        assert_eq!(loads(&all, &who, 2), [10, 10]);
        let nobody = [entrance(0, 5, &[])];
        assert_eq!(share_out(&nobody, &[None], &BTreeMap::new()), [None]);
    }

    proptest! {
        #[test]
        fn shared_out_evenly_and_the_same_the_next_time(
            doors in prop::collection::vec(1_usize..30, 1..40),
            volunteers in 1_usize..6,
        ) {
            let everybody: Vec<usize> = (0..volunteers).collect();
            let all: Vec<Entrance> = doors
                .iter()
                .enumerate()
                .map(|(at, doors)| entrance(at, *doors, &everybody))
                .collect();
            let most = vec![None; volunteers];
            let who = share_out(&all, &most, &BTreeMap::new());
            prop_assert!(who.iter().all(Option::is_some));
            let load = loads(&all, &who, volunteers);
            let largest = doors.iter().copied().max().unwrap_or(0);
            let (least, top) = (load.iter().min().unwrap(), load.iter().max().unwrap());
            prop_assert!(top - least <= largest, "{load:?}");
            let before: BTreeMap<String, usize> = all
                .iter()
                .zip(&who)
                .filter_map(|(entrance, one)| Some((entrance.key.clone(), (*one)?)))
                .collect();
            prop_assert_eq!(share_out(&all, &most, &before), who);
            // Fewer doors the next time: whoever had an entrance keeps it, but for what evens out.
            let fewer: Vec<Entrance> = all.iter().step_by(2).cloned().collect();
            let again = share_out(&fewer, &most, &before);
            prop_assert!(again.iter().all(Option::is_some));
        }
    }
}
