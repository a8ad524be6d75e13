//! What coverage hands over.

use std::sync::Arc;

use compact_str::CompactString;
use jiff::civil::Date;
use smallvec::SmallVec;

use super::areas::Areas;
use domain::messages::Value;
use domain::{AreaLevel, Legs, Messages, Share, Status, Tenure};
use matching::OrgIx;
use register::{BuildingIx, UnitIx};

/// The reason for a status: a message key and its values, made into a sentence only when shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The message key, without `why-`.
    pub key: &'static str,
    /// The values in the sentence.
    pub values: SmallVec<[(&'static str, Value); 2]>,
}

impl Why {
    /// The sentence.
    pub fn sentence(&self, messages: &Messages) -> String {
        messages.text(&format!("why-{}", self.key), &self.values)
    }
}

/// An organisation's state on the date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationState {
    /// Which organisation.
    pub organisation: OrgIx,
    /// Its status.
    pub status: Status,
    /// The legs on which it has evidence inside the window.
    pub legs: Legs,
    /// What decided it, in words.
    pub why: Why,
    /// The dwellings in scope that it covers and represents.
    pub represents: u64,
}

/// One dwelling in scope. Small on purpose: a country has eight million of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The unit.
    pub unit: UnitIx,
    /// Its tenure.
    pub tenure: Tenure,
    /// The landlord, as a position in [`Coverage::landlords`].
    pub landlord: Option<u16>,
    /// The organisations that represent it, best first; ended ones and umbrellas are not here.
    pub organisations: SmallVec<[OrgIx; 4]>,
    /// An organisation that covers the home and yet does not count for it (ended, other tenants,
    /// an umbrella): for the explanation of a home with nothing.
    pub beside: Option<OrgIx>,
    /// The best status among its organisations.
    pub status: Status,
    /// The union of the legs of its active organisations.
    pub legs: Legs,
    /// Whether a working channel exists.
    pub reached: bool,
    /// Its entrance, as a position in [`Coverage::areas`].
    pub entrance: u32,
    /// Its (first) building, as a position in [`Coverage::areas`].
    pub building: u32,
    /// The wider areas and the cuts that it lies in; homes in the same ones share the list.
    pub wider: Arc<[u32]>,
}

impl Home {
    /// All areas that it lies in, as positions in [`Coverage::areas`], from small to large.
    pub fn areas(&self) -> impl Iterator<Item = u32> + '_ {
        [self.entrance, self.building]
            .into_iter()
            .chain(self.wider.iter().copied())
    }
}

/// What names an area.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaKey {
    /// The level.
    pub level: AreaLevel,
    /// The code; may be empty.
    pub code: CompactString,
    /// The name; empty for the homes outside every area of the level.
    pub name: CompactString,
}

/// Exact counts of dwellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// All dwellings: active + forming + `on_paper` + unknown + none.
    pub dwellings: u64,
    /// Covered by an active organisation, two legs included.
    pub active: u64,
    /// On two legs.
    pub two_legs: u64,
    /// On paper only.
    pub on_paper: u64,
    /// Forming.
    pub forming: u64,
    /// Not asked yet.
    pub unknown: u64,
    /// Nothing.
    pub none: u64,
    /// With a working channel.
    pub reach: u64,
}

impl Counts {
    /// Adds one dwelling.
    pub fn add(&mut self, status: Status, legs: Legs, reached: bool) {
        self.dwellings += 1;
        match status {
            Status::TwoLegs | Status::Active => self.active += 1,
            Status::Forming => self.forming += 1,
            Status::OnPaper => self.on_paper += 1,
            Status::Unknown => self.unknown += 1,
            Status::None | Status::Ended => self.none += 1,
        }
        self.two_legs +=
            u64::from(status == Status::TwoLegs || (status.is_active() && legs == Legs::BOTH));
        self.reach += u64::from(reached);
    }

    /// Adds the dwellings of another count.
    pub fn include(&mut self, other: &Self) {
        self.dwellings += other.dwellings;
        self.active += other.active;
        self.two_legs += other.two_legs;
        self.on_paper += other.on_paper;
        self.forming += other.forming;
        self.unknown += other.unknown;
        self.none += other.none;
        self.reach += other.reach;
    }

    /// Active out of all, as the exact fraction.
    pub fn organisatiegraad(&self) -> Share {
        Share::new(self.active, self.dwellings)
    }
}

/// An area with its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaCount {
    /// Which area.
    pub key: AreaKey,
    /// The areas one level up, as positions in [`Coverage::areas`].
    pub parents: SmallVec<[u32; 1]>,
    /// The building, for the level of buildings.
    pub building: Option<BuildingIx>,
    /// The counts.
    pub counts: Counts,
}

/// What one step would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// Revive an organisation on paper.
    Revive,
    /// Help an organisation that is forming to its first meeting.
    Complete,
    /// Ask an organisation that nobody has asked.
    Ask,
    /// Found an organisation in a building.
    Found,
}

impl StepKind {
    /// The message key, without `step-`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Revive => "revive",
            Self::Complete => "complete",
            Self::Ask => "ask",
            Self::Found => "found",
        }
    }
}

/// One step that would bring homes to *active*, most homes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub kind: StepKind,
    /// With which organisation.
    pub organisation: Option<OrgIx>,
    /// In which area (a building or own area), as a position in [`Coverage::areas`].
    pub area: Option<u32>,
    /// How many homes would become active.
    pub homes: u64,
    /// The step in words; see [`Step::sentence`].
    pub why: Why,
}

impl Step {
    /// The step in one sentence: what to do, where, and how many homes it brings.
    pub fn sentence(&self, messages: &Messages) -> String {
        messages.text(&format!("step-{}", self.why.key), &self.why.values)
    }
}

/// Who is organised on the date, and how we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The date.
    pub date: Date,
    /// Landlords, by name.
    pub landlords: Vec<CompactString>,
    /// Every dwelling in scope, in walking order.
    pub homes: Vec<Home>,
    /// Every organisation, in the order of `Linked`.
    pub organisations: Vec<OrganisationState>,
    /// The areas; see [`Coverage::areas`].
    pub(super) areas: Areas,
    /// What would help most, best first.
    pub steps: Vec<Step>,
}
