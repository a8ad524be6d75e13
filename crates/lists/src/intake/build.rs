//! One row to one record, by kind of list.

use std::collections::HashMap;

use compact_str::CompactString;
use jiff::civil::Date;

use domain::campaign::ListKind;
use domain::messages::Value;
use domain::text::fold;
use domain::{
    AddressText, AreaLevel, Finding, Language, Legs, OrganisationKind, PackedAddress, Represents,
    Row, email,
};

use super::above::Above;
use super::address::{address, field, is_enough, read_field, several_numbers};
use super::columns::Columns;
use super::fields::Field;
use super::kinds::is_vve_name;
use super::notes::Notes;
use super::records::{
    AreaRecord, Basis, Claim, ContactRecord, EvidenceRecord, Holding, Intake, IssueRecord, Last,
    MeetingRecord, OptOutRecord, OrganisationRecord, Origin, ReplyRecord, RowOutcome, RowReason,
    Said, SupportRecord,
};
use super::values::{count, covers, date, fixed_digits, text};
use super::words;

/// What became of a row.
pub(super) type Verdict = (RowOutcome, RowReason);

const USED: Verdict = (RowOutcome::Used, RowReason::Record);
const NOTHING: Verdict = (RowOutcome::SetAside, RowReason::NothingNeeded);
const UNREADABLE: Verdict = (RowOutcome::SetAside, RowReason::Unreadable);

/// Makes records of the rows of one table.
#[derive(Debug)]
pub(super) struct Builder {
    /// The kind of list.
    pub kind: ListKind,
    /// The columns.
    pub columns: Columns,
    /// The landlord, where no column says it.
    pub landlord: CompactString,
    /// The VvE of which the rows are the owners, where no column says it.
    pub vve: Option<CompactString>,
    /// The year of an area table, from its name.
    pub year: Option<u16>,
    /// Positions in `Intake::organisations` of the names seen, each with the row that was first;
    /// several where rows of one name contradict each other.
    seen: HashMap<String, Vec<(usize, u32)>>,
    /// The home in the row before, where the street stands in a column of its own.
    above: Above,
}

impl Builder {
    pub(super) fn new(
        kind: ListKind,
        columns: Columns,
        landlord: CompactString,
        year: Option<u16>,
    ) -> Self {
        Self {
            kind,
            columns,
            landlord,
            vve: None,
            year,
            seen: HashMap::new(),
            above: Above::default(),
        }
    }

    /// Adds the row's record to `out`.
    pub(super) fn row(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        self.homes(row, origin, out);
        match self.kind {
            ListKind::Corporation => self.holding(row, origin, out, notes),
            ListKind::Vve | ListKind::Organisations => self.organisation(row, origin, out, notes),
            ListKind::Evidence => self.evidence(row, origin, out, notes),
            ListKind::Contacts => self.contact(row, origin, out, notes),
            ListKind::OptOuts => self.opt_out(row, origin, out, notes),
            ListKind::Areas => self.area(row, origin, out, notes),
            ListKind::Support => self.support(row, origin, out, notes),
            ListKind::Issues => self.issue(row, origin, out, notes),
            ListKind::Meetings => self.meeting(row, origin, out, notes),
            ListKind::Replies => self.reply(row, origin, out, notes),
        }
    }

    /// How many homes the row says that it stands for.
    fn homes(&self, row: &Row, origin: Origin, out: &mut Intake) {
        let number = self.columns.column(Field::Homes);
        let number = number.and_then(|column| count(row.cell(column), &mut |_| ()));
        if let Some(number) = number.filter(|number| *number > 1) {
            out.counts.push((origin, number));
        }
    }

    fn text(&self, row: &Row, wanted: Field, notes: &mut Notes) -> Option<CompactString> {
        field(row, &self.columns, wanted, notes)
    }

    fn date(&self, row: &Row, wanted: Field, notes: &mut Notes) -> Option<Date> {
        let column = self.columns.column(wanted)?;
        let cell = row.cell(column);
        let mut repair = None;
        let value = date(cell, notes.from_1904, &mut |r| repair = Some(r));
        if let Some(repair) = repair {
            let after =
                value.map_or_else(|| cell.shown(), |day| compact_str::format_compact!("{day}"));
            notes.repair(repair, row.number, Some(column), &after);
        }
        value
    }

    fn count(&self, row: &Row, wanted: Field, notes: &mut Notes) -> Option<u32> {
        let column = self.columns.column(wanted)?;
        let value = count(row.cell(column), &mut |_| ());
        if value.is_none()
            && let Some(text) = self.text(row, wanted, notes)
        {
            self.unknown(wanted, &text, row, notes);
        }
        value
    }

    /// A word that should be one of a few, and is not.
    fn unknown(&self, wanted: Field, text: &str, row: &Row, notes: &mut Notes) {
        let finding = Finding::warning("L213")
            .with("value", text)
            .with("field", Value::message(format!("field-{}", wanted.word())));
        notes.cell(finding, row.number, self.columns.column(wanted));
    }

    /// A text that is read as one of a few words.
    fn word<T>(
        &self,
        row: &Row,
        wanted: Field,
        notes: &mut Notes,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(row, wanted, notes)?;
        let value = read(&text);
        if value.is_none() {
            self.unknown(wanted, &text, row, notes);
        }
        value
    }

    fn email(&self, row: &Row, notes: &mut Notes) -> Option<CompactString> {
        let raw = self.text(row, Field::Email, notes)?;
        if let Err(fault) = email::check(&raw) {
            let finding = Finding::warning("L212").with("fault", fault.key());
            notes.cell(finding, row.number, self.columns.column(Field::Email));
        }
        Some(raw)
    }

    fn holding(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        let mut address = address(row, &self.columns, notes);
        let mut group = [Field::Complex, Field::ComplexName, Field::Landlord]
            .map(|wanted| self.text(row, wanted, notes));
        let grouped = self.columns.has(Field::Street) && self.columns.has(Field::Number);
        if grouped && let Some(street) = self.above.complete(row.number, &mut address, &mut group) {
            let finding = Finding::info("L222").with("value", street);
            notes.cell(finding, row.number, self.columns.column(Field::Street));
        }
        // `Complex 12` in the column with streets is a heading between, not a home.
        let between = self.columns.has(Field::Number)
            && address.number.is_none()
            && row.cells.iter().filter(|cell| !cell.is_blank()).count() == 1;
        if between || !is_enough(&address) {
            return self.lacks(row, address.is_empty());
        }
        if grouped {
            self.above.remember(row.number, &address, &group);
        }
        let [complex, complex_name, landlord] = group;
        out.holdings.push(Holding {
            origin,
            address: PackedAddress::from(&address),
            landlord: landlord.unwrap_or_else(|| self.landlord.clone()),
            complex,
            complex_name,
            usage: self.text(row, Field::Use, notes),
        });
        USED
    }

    /// A row without what it needs: because of an error in a cell, or simply empty.
    fn lacks(&self, row: &Row, empty: bool) -> Verdict {
        let broken = self
            .columns
            .slots
            .iter()
            .any(|slot| matches!(row.cell(slot.column), domain::Cell::Error(_)));
        if broken && empty { UNREADABLE } else { NOTHING }
    }

    fn organisation(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        let name = self
            .text(row, Field::VveName, notes)
            .or_else(|| self.text(row, Field::Name, notes))
            .or_else(|| self.vve.clone());
        let mut address = address(row, &self.columns, notes);
        let expression = self
            .covers(row, notes)
            .or_else(|| several_numbers(&mut address));
        let Some(name) = name.or_else(|| self.name_from(&address, expression.as_deref())) else {
            return self.lacks(row, address.is_empty());
        };
        let kind = if self.kind == ListKind::Vve {
            Some(OrganisationKind::Vve)
        } else {
            self.word(row, Field::Kind, notes, OrganisationKind::parse)
                .or_else(|| is_vve_name(&name).then_some(OrganisationKind::Vve))
        };
        let is_vve = kind == Some(OrganisationKind::Vve);
        let claim = self.claim(origin, address.clone(), expression, is_vve);
        let id = self.text(row, Field::Id, notes);
        let key = format!("{}\u{1f}{}", fold(&name), id.as_deref().unwrap_or(""));
        let more = self.record(row, origin, name, kind, id, notes);
        let seen = self.seen.entry(key).or_default();
        let same = seen.iter().copied().find(|(at, _)| {
            let known = out.organisations.get(*at);
            known.is_some_and(|known| !contradict(known, &more))
        });
        if let Some((at, first)) = same
            && let Some(known) = out.organisations.get_mut(at)
        {
            complete(known, more);
            let adds = claim.filter(|claim| !matches!(claim, Claim::Name { .. }));
            known
                .claims
                .retain(|claim| adds.is_none() || !matches!(claim, Claim::Name { .. }));
            known.claims.extend(adds);
            return (RowOutcome::Merged, RowReason::MoreOf(first));
        }
        seen.push((out.organisations.len(), origin.row));
        let mut record = more;
        if claim.is_none() && !address.is_empty() {
            record
                .contact_address
                .get_or_insert_with(|| CompactString::from(address.raw()));
        }
        record.claims.extend(claim);
        out.organisations.push(record);
        USED
    }

    /// A VvE without a name is called by its address.
    fn name_from(&self, address: &AddressText, expression: Option<&str>) -> Option<CompactString> {
        if self.kind != ListKind::Vve {
            return None;
        }
        let about = expression.map_or_else(|| address.raw(), str::to_owned);
        (!about.is_empty()).then(|| compact_str::format_compact!("VvE {about}"))
    }

    fn covers(&self, row: &Row, notes: &mut Notes) -> Option<CompactString> {
        read_field(row, &self.columns, Field::Covers, notes, covers)
    }

    /// How the row says what the organisation covers.
    fn claim(
        &self,
        origin: Origin,
        address: AddressText,
        expression: Option<CompactString>,
        is_vve: bool,
    ) -> Option<Claim> {
        let has_covers = self.columns.has(Field::Covers);
        if let Some(text) = expression {
            return Some(Claim::Expression {
                origin,
                text,
                context: address,
            });
        }
        let has_number = self.columns.has(Field::Number) || self.columns.has(Field::Address);
        if has_covers && has_number {
            // The expression is empty in this row; the address is the board's or the home's.
            return is_enough(&address).then_some(Claim::Address { origin, address });
        }
        if is_enough(&address) {
            return Some(Claim::Address { origin, address });
        }
        // The name of a VvE often says its addresses; an empty cell beside it says nothing else.
        (is_vve && !has_number).then_some(Claim::Name {
            origin,
            context: address,
        })
    }

    fn record(
        &self,
        row: &Row,
        origin: Origin,
        name: CompactString,
        kind: Option<OrganisationKind>,
        id: Option<CompactString>,
        notes: &mut Notes,
    ) -> OrganisationRecord {
        let represents = self.text(row, Field::Represents, notes).and_then(|text| {
            let read = Represents::parse(&text);
            if read.is_none() {
                self.unknown(Field::Represents, &text, row, notes);
            }
            read
        });
        let formal = self
            .text(row, Field::Formal, notes)
            .is_some_and(|text| words::yes(&text).unwrap_or(true));
        OrganisationRecord {
            origin,
            id,
            name,
            kind,
            claims: Vec::new(),
            uses: self
                .text(row, Field::Use, notes)
                .filter(|_| self.kind == ListKind::Vve)
                .map(|text| (origin, text))
                .into_iter()
                .collect(),
            represents,
            landlord: self.text(row, Field::Landlord, notes),
            founded: self.date(row, Field::Founded, notes),
            ended: self.date(row, Field::Ended, notes),
            umbrellas: self.umbrellas(row),
            kvk: self.kvk(row, notes),
            contact: self.text(row, Field::Contact, notes),
            contact_named: self
                .text(row, Field::ContactNamed, notes)
                .is_some_and(|text| words::yes(&text) == Some(true)),
            contact_address: self.text(row, Field::ContactAddress, notes),
            email: self.email(row, notes),
            basis: self.word(row, Field::Basis, notes, words::basis),
            last_alv: self.date(row, Field::LastAlv, notes),
            last: self.last(row, notes),
            said: self.said(row, origin, notes),
            formal: formal || self.kind == ListKind::Vve,
            language: self.word(row, Field::Language, notes, Language::parse),
        }
    }

    /// The last meeting, newsletter and contact that the row dates.
    fn last(&self, row: &Row, notes: &mut Notes) -> Vec<(Last, Date)> {
        let all = [
            (Field::LastMeeting, Last::Meeting),
            (Field::LastNewsletter, Last::Newsletter),
            (Field::LastContact, Last::Contact),
        ];
        let dated = all
            .into_iter()
            .filter_map(|(field, last)| Some((last, self.date(row, field, notes)?)));
        dated.collect()
    }

    /// What the row says of whether the organisation lives; a heading `slapend?` asks the reverse.
    fn said(&self, row: &Row, origin: Origin, notes: &mut Notes) -> Option<Said> {
        let text = self.text(row, Field::Active, notes)?;
        let slot = self.columns.slots.iter().find(|s| s.field == Field::Active);
        let reversed = slot.is_some_and(|slot| {
            let heading = fold(&slot.heading);
            heading.contains("slapend") || heading.contains("dormant")
        });
        let lives =
            words::lives(&text).map(|lives| lives != (reversed && words::yes(&text).is_some()));
        Some(Said {
            origin,
            text,
            lives,
        })
    }

    fn umbrellas(&self, row: &Row) -> Vec<CompactString> {
        let mut all: Vec<CompactString> = Vec::new();
        for slot in self
            .columns
            .slots
            .iter()
            .filter(|slot| slot.field == Field::Umbrella)
        {
            let Some(names) = text(row.cell(slot.column), &mut |_| ()) else {
                continue;
            };
            let names = names.replace(" / ", ";").replace(" + ", ";");
            for name in names.split([';', '|', '\n', ',']) {
                let name = CompactString::from(name.trim());
                if !name.is_empty() && !all.contains(&name) {
                    all.push(name);
                }
            }
        }
        all
    }

    fn kvk(&self, row: &Row, notes: &mut Notes) -> Option<CompactString> {
        read_field(row, &self.columns, Field::Kvk, notes, |cell, note| {
            fixed_digits(cell, 8, note)
        })
    }

    fn evidence(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        let organisation = self.text(row, Field::Organisation, notes);
        let what = self.text(row, Field::What, notes);
        let (Some(organisation), Some(what)) = (organisation, what) else {
            return self.lacks(row, true);
        };
        out.evidence.push(EvidenceRecord {
            origin,
            organisation,
            date: self.date(row, Field::Date, notes),
            kind: words::evidence(&what),
            what,
            legs: self.word(row, Field::Leg, notes, Legs::parse),
            source: self.text(row, Field::Source, notes).unwrap_or_default(),
        });
        USED
    }

    fn person(&self, row: &Row, notes: &mut Notes) -> Option<CompactString> {
        let parts = [Field::FirstName, Field::Infix, Field::LastName]
            .map(|part| self.text(row, part, notes).unwrap_or_default());
        let joined = parts.join(" ");
        let joined = domain::text::clean(&joined);
        let whole = self.text(row, Field::Name, notes);
        whole.or_else(|| (!joined.is_empty()).then(|| joined.into()))
    }

    fn contact(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        let name = self.person(row, notes);
        let address = address(row, &self.columns, notes);
        let email = self.email(row, notes);
        if address.is_empty() && email.is_none() {
            return self.lacks(row, true);
        }
        let consent_date = self.consent_date(row, notes);
        let basis: Option<Basis> = self.word(row, Field::Basis, notes, words::basis);
        out.contacts.push(ContactRecord {
            origin,
            name,
            address,
            email,
            basis,
            consent_date,
            consent_source: self.text(row, Field::ConsentSource, notes),
            language: self.word(row, Field::Language, notes, Language::parse),
            role: self.text(row, Field::Role, notes),
            organisation: self.text(row, Field::Organisation, notes),
        });
        USED
    }

    /// A column `toestemming` may say `nee`; that is no date, and no consent.
    fn consent_date(&self, row: &Row, notes: &mut Notes) -> Option<Date> {
        let column = self.columns.column(Field::ConsentDate)?;
        let shown = row.cell(column).shown();
        if words::yes(&shown).is_some() {
            return None;
        }
        self.date(row, Field::ConsentDate, notes)
    }

    fn opt_out(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        let name = self.person(row, notes);
        let address = address(row, &self.columns, notes);
        let email = self.email(row, notes);
        if address.is_empty() && email.is_none() && name.is_none() {
            return self.lacks(row, true);
        }
        let channel = self.text(row, Field::Channel, notes).and_then(|text| {
            let channel = words::channel(&text);
            // An unknown word stops everything: too quiet is mended more easily than too loud.
            if channel.is_none() && !words::is_every_channel(&text) {
                self.unknown(Field::Channel, &text, row, notes);
            }
            channel
        });
        out.opt_outs.push(OptOutRecord {
            origin,
            name,
            address,
            email,
            date: self.opt_out_date(row, notes),
            channel,
        });
        USED
    }

    fn opt_out_date(&self, row: &Row, notes: &mut Notes) -> Option<Date> {
        let wanted = if self.columns.has(Field::OptedOut) {
            Field::OptedOut
        } else {
            Field::Date
        };
        let column = self.columns.column(wanted)?;
        if words::yes(&row.cell(column).shown()).is_some() {
            return None;
        }
        self.date(row, wanted, notes)
    }

    fn area(&mut self, row: &Row, origin: Origin, out: &mut Intake, notes: &mut Notes) -> Verdict {
        let name = self.text(row, Field::Name, notes);
        let covers = self.covers(row, notes);
        let (Some(name), Some(covers)) = (name, covers) else {
            return self.lacks(row, true);
        };
        let level = self.word(row, Field::Level, notes, AreaLevel::parse);
        let level = match (level, self.columns.has(Field::Level)) {
            (Some(level), _) => level,
            (None, false) => AreaLevel::MiniBuurt,
            (None, true) => return UNREADABLE,
        };
        let year = self
            .text(row, Field::Year, notes)
            .and_then(|text| text.parse().ok())
            .or(self.year);
        out.areas.push(AreaRecord {
            origin,
            name,
            level,
            code: self.text(row, Field::Code, notes),
            part_of: self.text(row, Field::PartOf, notes),
            covers,
            year,
        });
        USED
    }

    fn support(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        let Some(organisation) = self.text(row, Field::Organisation, notes) else {
            return self.lacks(row, true);
        };
        out.support.push(SupportRecord {
            origin,
            key: CompactString::default(),
            organisation,
            kind: self.text(row, Field::Need, notes).unwrap_or_default(),
            date: self.date(row, Field::Date, notes),
            owner: self.text(row, Field::Owner, notes),
            partner: self.text(row, Field::Partner, notes),
            state: self.text(row, Field::State, notes),
            outcome: self.text(row, Field::Outcome, notes),
            note: self.text(row, Field::Note, notes),
        });
        USED
    }

    fn issue(&mut self, row: &Row, origin: Origin, out: &mut Intake, notes: &mut Notes) -> Verdict {
        let organisation = self.text(row, Field::Organisation, notes);
        let subject = self.text(row, Field::Subject, notes);
        let (Some(organisation), Some(subject)) = (organisation, subject) else {
            return self.lacks(row, true);
        };
        out.issues.push(IssueRecord {
            origin,
            key: CompactString::default(),
            organisation,
            subject,
            date: self.date(row, Field::Date, notes),
            state: self.word(row, Field::State, notes, words::issue_state),
            partner: self.text(row, Field::Partner, notes),
            outcome: self.text(row, Field::Outcome, notes),
        });
        USED
    }

    fn meeting(
        &mut self,
        row: &Row,
        origin: Origin,
        out: &mut Intake,
        notes: &mut Notes,
    ) -> Verdict {
        let organisation = self.text(row, Field::Organisation, notes);
        let date = self.date(row, Field::Date, notes);
        let name = self.text(row, Field::Meeting, notes);
        if name.is_none() && (organisation.is_none() || date.is_none()) {
            return self.lacks(row, true);
        }
        out.meetings.push(MeetingRecord {
            origin,
            key: CompactString::default(),
            name: name.or_else(|| organisation.clone()).unwrap_or_default(),
            organisation,
            date,
            location: self.text(row, Field::Location, notes),
            invited: self.count(row, Field::Invited, notes),
            coming: self.count(row, Field::Coming, notes),
            came: self.count(row, Field::Came, notes),
            legs: self.word(row, Field::Leg, notes, Legs::parse),
        });
        USED
    }

    fn reply(&mut self, row: &Row, origin: Origin, out: &mut Intake, notes: &mut Notes) -> Verdict {
        let code = self.text(row, Field::Code, notes).unwrap_or_default();
        let address = address(row, &self.columns, notes);
        if code.is_empty() && address.is_empty() {
            return self.lacks(row, true);
        }
        let answers = self
            .columns
            .questions
            .iter()
            .filter_map(|(column, question)| {
                let answer = text(row.cell(*column), &mut |_| ())?;
                Some((question.clone(), answer))
            })
            .collect();
        out.replies.push(ReplyRecord {
            origin,
            code,
            address,
            date: self.date(row, Field::Date, notes),
            answers,
        });
        USED
    }
}

/// Whether two rows of one name cannot be about one organisation.
fn contradict(a: &OrganisationRecord, b: &OrganisationRecord) -> bool {
    fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        matches!((a, b), (Some(a), Some(b)) if a != b)
    }
    differ(a.kind.as_ref(), b.kind.as_ref())
        || differ(a.kvk.as_ref(), b.kvk.as_ref())
        || differ(a.founded.as_ref(), b.founded.as_ref())
        || differ(a.represents.as_ref(), b.represents.as_ref())
}

/// Fills what an earlier row left open.
fn complete(known: &mut OrganisationRecord, more: OrganisationRecord) {
    fn fill<T>(slot: &mut Option<T>, more: Option<T>) {
        if slot.is_none() {
            *slot = more;
        }
    }
    fill(&mut known.kind, more.kind);
    fill(&mut known.represents, more.represents);
    fill(&mut known.landlord, more.landlord);
    fill(&mut known.founded, more.founded);
    fill(&mut known.ended, more.ended);
    fill(&mut known.kvk, more.kvk);
    if known.contact.is_none() {
        known.contact_named = more.contact_named;
    }
    fill(&mut known.contact, more.contact);
    fill(&mut known.contact_address, more.contact_address);
    fill(&mut known.email, more.email);
    fill(&mut known.basis, more.basis);
    fill(&mut known.language, more.language);
    known.last.extend(more.last);
    known.said = known.said.take().or(more.said);
    known.last_alv = known.last_alv.max(more.last_alv);
    known.uses.extend(more.uses);
    known.formal |= more.formal;
    for umbrella in more.umbrellas {
        if !known.umbrellas.contains(&umbrella) {
            known.umbrellas.push(umbrella);
        }
    }
}
