//! What is going on: support needs, issues and meetings, as figures without names.

use domain::words::len;
use lists::intake::IssueState;
use matching::Linked;

/// How many of each there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Going {
    /// Support needs.
    pub support: u64,
    /// Issues that were raised, and no more yet.
    pub raised: u64,
    /// Issues that were heard.
    pub heard: u64,
    /// Issues that were scored.
    pub scored: u64,
    /// Issues that were rejected.
    pub rejected: u64,
    /// Meetings.
    pub meetings: u64,
    /// Invited to them, all together.
    pub invited: u64,
    /// Said that they would come.
    pub coming: u64,
    /// Came.
    pub came: u64,
}

impl Going {
    /// Counts what the lists say.
    pub fn of(linked: &Linked) -> Self {
        let mut going = Self {
            support: len(linked.support.len()),
            ..Self::default()
        };
        for (issue, _) in &linked.issues {
            *match issue.state {
                None | Some(IssueState::Raised) => &mut going.raised,
                Some(IssueState::Heard) => &mut going.heard,
                Some(IssueState::Scored) => &mut going.scored,
                Some(IssueState::Rejected) => &mut going.rejected,
            } += 1;
        }
        for (meeting, _) in &linked.meetings {
            going.meetings += 1;
            going.invited += u64::from(meeting.invited.unwrap_or(0));
            going.coming += u64::from(meeting.coming.unwrap_or(0));
            going.came += u64::from(meeting.came.unwrap_or(0));
        }
        going
    }

    /// The figures with their keys; nothing of what no list speaks of.
    pub fn figures(&self) -> Vec<(&'static str, u64)> {
        let mut figures = Vec::new();
        if self.support > 0 {
            figures.push(("support", self.support));
        }
        if self.raised + self.heard + self.scored + self.rejected > 0 {
            figures.extend([
                ("raised", self.raised),
                ("heard", self.heard),
                ("scored", self.scored),
                ("rejected", self.rejected),
            ]);
        }
        if self.meetings > 0 {
            figures.extend([
                ("meetings", self.meetings),
                ("invited", self.invited),
                ("coming", self.coming),
                ("came", self.came),
            ]);
        }
        figures
    }
}
