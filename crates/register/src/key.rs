//! Ids as numbers: one word an object, in the order of the objects, with a way back.

use super::column::Column;
use domain::{BagId, ObjectId};

/// An id as one word: a BAG id, a position among other texts, or "made from the address".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Key(pub(super) u64);

impl Key {
    /// The id is made from the address whenever it is asked for.
    pub(super) const MADE: Self = Self(u64::MAX);
    const OTHER: u64 = 1 << 62;

    /// A BAG id.
    pub(super) fn of_bag(id: BagId) -> Self {
        Self(id.number())
    }
    /// The text at a position among the other texts.
    pub(super) fn of_other(at: u32) -> Self {
        Self(Self::OTHER | u64::from(at))
    }
    /// The BAG id, when it is one.
    pub(super) fn bag(self) -> Option<BagId> {
        BagId::from_number(self.0)
    }
    /// The position among the other texts.
    pub(super) fn other(self) -> usize {
        usize::try_from(self.0 & !Self::OTHER).unwrap_or(usize::MAX)
    }
}

/// The key of a given id; other texts are added to the pool by `add`.
pub(super) fn key_of(id: &ObjectId, add: impl FnOnce(&str) -> u32) -> Key {
    match id {
        ObjectId::Bag(id) => Key::of_bag(*id),
        ObjectId::Other(text) => Key::of_other(add(text)),
    }
}

/// The keys of all objects of a kind.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// By position.
    pub(super) keys: Column<u64>,
    /// Positions in the order of the keys.
    pub(super) order: Column<u32>,
}

impl Keys {
    /// Takes the keys by position and sorts the way back.
    pub(super) fn of(keys: Vec<u64>) -> Self {
        use rayon::slice::ParallelSliceMut as _;
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..count).collect();
        order.par_sort_unstable_by_key(|at| (keys.get(*at as usize).copied(), *at));
        Self {
            keys: keys.into(),
            order: order.into(),
        }
    }

    /// Lets go of keys that can be read again.
    pub(super) fn release(&mut self) {
        self.keys.release();
        self.order.release();
    }

    /// The key at a position; made when there is none.
    #[inline]
    pub(super) fn of_at(&self, at: usize) -> Key {
        self.keys.get(at).copied().map_or(Key::MADE, Key)
    }

    /// Where a key stands.
    pub(super) fn find(&self, key: Key) -> Option<usize> {
        let keys: &[u64] = &self.keys;
        let order: &[u32] = &self.order;
        let value = |at: u32| keys.get(at as usize).copied();
        let at = order.partition_point(|at| value(*at) < Some(key.0));
        let found = *order.get(at)?;
        (value(found) == Some(key.0)).then_some(found as usize)
    }
}
