//! The grammar of numbers: lists, ranges, floors, sides, per street.

use super::lex::{Parity, Token, is_suffix, may_be_suffix};

/// How two numbers were joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `a-b`
    Dash,
    /// `a t/m b`
    Through,
    /// `a/b`
    Slash,
    /// `a b`
    Space,
}

/// One item of a list of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A number, whole (`additions` empty) or only some of its homes.
    Single {
        /// The house number.
        number: u32,
        /// Letters and floors.
        additions: Vec<String>,
    },
    /// Letters or floors from … to … of one number.
    Additions {
        /// The house number.
        number: u32,
        /// The first, inclusive.
        from: String,
        /// The last, inclusive.
        to: String,
    },
    /// Two numbers and what stands between them.
    Pair {
        /// The first number and its letter.
        from: (u32, String),
        /// The second number and its letter.
        to: (u32, String),
        /// How they were joined.
        join: Join,
        /// Which side was said.
        side: Option<Parity>,
    },
    /// `12-1 t/m 14-3`: from a home of one number to a home of another.
    Span {
        /// The first number and what follows it.
        from: (u32, String),
        /// The last number and what follows it; may be empty (`12-1 t/m 14`).
        to: (u32, String),
        /// Which side was said.
        side: Option<Parity>,
    },
    /// `vanaf 34`, `34 en hoger`.
    Onwards {
        /// The first number.
        number: u32,
    },
    /// `73 en 75 II`: the floor may belong to the last number only, or to all.
    Shared {
        /// The numbers.
        numbers: Vec<u32>,
        /// The floor.
        addition: String,
    },
}

/// What follows one mention of a street.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// The words before the numbers, in which the street's name stands last.
    pub words: Vec<String>,
    /// The numbers.
    pub items: Vec<Item>,
    /// The numbers after `behalve`.
    pub except: Vec<Item>,
    /// Which of the items, by place, only a person can tell (`2 tot 20`).
    pub doubts: Vec<usize>,
    /// The postcode that stands in the place of a street: `1104KD 1-25`.
    pub code: Option<String>,
}

/// A postcode in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSeen {
    /// Four digits and two letters.
    pub text: String,
    /// It says where the address lies (`te 1056 EK Amsterdam`) rather than what is covered.
    pub is_place: bool,
    /// The last postcode of a range.
    pub through: Option<String>,
}

/// An expression taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Mentions of streets with their numbers.
    pub segments: Vec<Segment>,
    /// Postcodes.
    pub codes: Vec<CodeSeen>,
    /// The words after the last number.
    pub rest: Vec<String>,
    /// `e.o.` was said.
    pub surroundings: bool,
    /// A word that limits to a part: `bovenwoningen`.
    pub part: Option<String>,
    /// A word that says that not all of it is meant: `gedeeltelijk`, `bovenwoningen`.
    pub in_part: bool,
    /// `behalve` came, and no number after it.
    pub open_except: bool,
    /// A side that belongs to no range: `Tuinkade (even)`.
    pub side: Option<Parity>,
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    out: Parsed,
    words: Vec<String>,
    side: Option<Parity>,
    except: bool,
    /// No number came yet after `behalve`: a street may still be named (`behalve Kade 3`).
    except_opens: bool,
    /// The next number is the first of those that follow it.
    onwards: bool,
    /// Where `tot` stands, which does not say whether the last one belongs to it.
    untils: Vec<usize>,
    /// The next item is one that only a person can tell.
    until: bool,
    /// Inside `34-36-38`: three and more numbers by one sign are a list.
    chain: Option<Join>,
}

/// Takes the tokens apart.
pub fn parse(tokens: &[Token]) -> Parsed {
    let untils: Vec<usize> = (0..tokens.len())
        .filter(|at| tokens.get(*at) == Some(&Token::Until))
        .collect();
    let through = |token: &Token| {
        if *token == Token::Until {
            Token::Through
        } else {
            token.clone()
        }
    };
    let tokens: Vec<Token> = tokens.iter().map(through).collect();
    let mut parser = Parser {
        tokens: &tokens,
        untils,
        at: 0,
        out: Parsed::default(),
        words: Vec::new(),
        side: None,
        except: false,
        except_opens: false,
        onwards: false,
        until: false,
        chain: None,
    };
    while parser.at < tokens.len() {
        parser.step();
    }
    parser.out.rest = std::mem::take(&mut parser.words);
    parser.out.open_except = parser.except && parser.except_opens;
    parser.out.side = parser.side;
    for segment in &mut parser.out.segments {
        segment.share_last_floor();
    }
    parser.out
}

impl Parser<'_> {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn step(&mut self) {
        let Some(token) = self.tokens.get(self.at) else {
            return;
        };
        match token {
            Token::Word(word) => {
                if matches!(
                    word.as_str(),
                    "bovenwoningen"
                        | "bovenwoning"
                        | "benedenwoningen"
                        | "benedenwoning"
                        | "parkeerplaatsen"
                        | "bergingen"
                        | "garages"
                        | "winkels"
                ) {
                    self.out.part = Some(word.clone());
                }
                self.out.in_part |= says_in_part(word);
                self.words.push(word.clone());
                self.at += 1;
            }
            Token::And(true) => {
                self.words.push("en".to_owned());
                self.at += 1;
            }
            Token::And(false)
            | Token::Slash
            | Token::Break
            | Token::Dash
            | Token::Through
            | Token::Until => {
                let after_items = self.words.is_empty()
                    && self
                        .out
                        .segments
                        .last()
                        .is_some_and(|s| !s.items.is_empty());
                // A sign of a range that joins nothing: what stands around it may be meant otherwise.
                if *token == Token::Through && after_items {
                    self.doubt_last();
                    self.until = true;
                }
                // `12-ZWRT`, `12/LINK`: what follows stands right after the number.
                let joins = matches!(token, Token::Dash | Token::Slash)
                    && after_items
                    && matches!(self.peek(1), Some(Token::Word(_)));
                if !joins {
                    self.words.push(String::new());
                }
                self.at += 1;
            }
            Token::Onwards => {
                self.take_onwards();
                self.at += 1;
            }
            Token::Side(side) => {
                self.take_side(*side);
                self.at += 1;
            }
            Token::Except => {
                self.except = true;
                self.except_opens = true;
                self.words.push(String::new());
                self.at += 1;
            }
            Token::Surroundings => {
                self.out.surroundings = true;
                self.at += 1;
            }
            Token::Number(number, rest) => {
                let (number, rest) = (*number, rest.clone());
                if self.is_count(&rest) {
                    self.at += 2;
                } else if !self.code(number, &rest) {
                    self.numbers(number, rest);
                }
            }
        }
    }

    /// `(8 woningen)`: how many, and not a house number.
    fn is_count(&self, rest: &str) -> bool {
        let counted = matches!(self.peek(1), Some(Token::Word(word)) if matches!(word.as_str(),
            "woningen" | "huizen" | "appartementen" | "adressen" | "units" | "flats" | "bergingen"
            | "garages" | "parkeerplaatsen" | "appartementsrechten" | "stuks" | "won" | "app"
            | "wooneenheden" | "eenheden" | "huishoudens" | "leden" | "verdiepingen" | "lagen"
            | "portieken" | "bewoners" | "eigenaren"));
        let opens = self
            .words
            .last()
            .map_or(self.out.segments.is_empty(), |word| {
                matches!(
                    word.as_str(),
                    "" | "met"
                        | "totaal"
                        | "bevat"
                        | "omvat"
                        | "circa"
                        | "ca"
                        | "de"
                        | "alle"
                        | "samen"
                )
            });
        counted && opens && rest.is_empty()
    }

    /// What was meant with the last item only a person knows.
    fn doubt_last(&mut self) {
        if let Some(segment) = self.out.segments.last_mut()
            && let Some(last) = segment.items.len().checked_sub(1)
        {
            segment.doubts.push(last);
        }
    }

    /// A side after ranges belongs to them, before them to the next one.
    fn take_side(&mut self, side: Parity) {
        // After `behalve` it belongs to what comes.
        let fresh = !self.except_opens && self.words.iter().all(String::is_empty);
        let mut taken = false;
        if fresh && let Some(segment) = self.out.segments.last_mut() {
            for item in segment.items.iter_mut().rev() {
                if let Item::Pair {
                    from,
                    to,
                    side: own,
                    ..
                } = item
                {
                    let fits = match side {
                        Parity::Both => true,
                        Parity::Even => from.0 % 2 == 0 && to.0 % 2 == 0,
                        Parity::Odd => from.0 % 2 == 1 && to.0 % 2 == 1,
                    };
                    if own.is_none() && (fits || !taken) {
                        *own = Some(side);
                        taken = true;
                    } else {
                        break;
                    }
                } else if taken {
                    break;
                }
            }
        }
        if !taken {
            self.side = Some(side);
        }
    }

    /// After a number it is the first one; before one, that one will be.
    fn take_onwards(&mut self) {
        let fresh = self.words.iter().all(String::is_empty);
        let last = self
            .out
            .segments
            .last_mut()
            .and_then(|s| s.items.last_mut());
        match last {
            Some(item) if fresh => {
                if let Item::Single { number, additions } = item
                    && additions.is_empty()
                {
                    *item = Item::Onwards { number: *number };
                } else {
                    self.doubt_last();
                }
            }
            _ => self.onwards = true,
        }
    }

    /// `1056 EK`, `1104LA t/m LJ`.
    fn code(&mut self, number: u32, rest: &str) -> bool {
        if !(1_000..=9_999).contains(&number) {
            return false;
        }
        let letters = |t: &str| t.len() == 2 && t.bytes().all(|b| b.is_ascii_lowercase());
        let (text, used) = if letters(rest) {
            (format!("{number}{rest}"), 1)
        } else if let Some(Token::Word(word)) = self.peek(1)
            && rest.is_empty()
            && letters(word)
            && !matches!(
                word.as_str(),
                "te" | "in" | "de" | "op" | "hs" | "ii" | "iv" | "vi" | "bg"
            )
        {
            (format!("{number}{word}"), 2)
        } else {
            return false;
        };
        if domain::Postcode::parse(&text).is_none() {
            return false;
        }
        let before = self.words.iter().rev().find(|w| !w.is_empty());
        let is_place = before.is_some_and(|w| matches!(w.as_str(), "te" | "in"))
            || self.out.segments.iter().any(|s| !s.items.is_empty());
        self.at += used;
        let mut through = None;
        if matches!(self.peek(0), Some(Token::Through | Token::Dash)) {
            match (self.peek(1), self.peek(2)) {
                (Some(Token::Word(word)), _) if letters(word) => {
                    through = Some(format!("{number}{word}"));
                    self.at += 2;
                }
                (Some(Token::Number(n, r)), _) if letters(r) => {
                    through = Some(format!("{n}{r}"));
                    self.at += 2;
                }
                (Some(Token::Number(n, r)), Some(Token::Word(word)))
                    if r.is_empty() && letters(word) =>
                {
                    through = Some(format!("{n}{word}"));
                    self.at += 3;
                }
                _ => {}
            }
        }
        if self.stands_for_street() {
            self.words.clear();
            self.except = self.except && self.except_opens;
            self.out.segments.push(Segment {
                code: Some(text.clone()),
                ..Segment::default()
            });
            self.out.codes.push(CodeSeen {
                text,
                is_place: true,
                through,
            });
            return true;
        }
        if !is_place {
            self.words.clear();
        }
        self.out.codes.push(CodeSeen {
            text,
            is_place,
            through,
        });
        true
    }

    /// Whether a postcode has numbers of its own: nothing but signs before it, and a number after.
    fn stands_for_street(&self) -> bool {
        let alone = self.words.iter().all(|w| {
            matches!(
                w.as_str(),
                "" | "en" | "postcode" | "postcodes" | "in" | "op" | "pc"
            )
        });
        alone
            && (self.is_house_number(0)
                || (self.peek(0) == Some(&Token::Break) && self.is_house_number(1)))
    }

    /// A number that does not begin a postcode.
    fn is_house_number(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(Token::Number(number, rest))
            if !(self.is_code(ahead) || (rest.len() == 2
                && domain::Postcode::parse(&format!("{number}{rest}")).is_some())))
    }

    /// Reads everything that hangs on one number.
    fn numbers(&mut self, number: u32, rest: String) {
        self.open_segment();
        let first = self.at;
        self.at += 1;
        let additions = self.additions(rest);
        let mut item = self.join(number, additions);
        if std::mem::take(&mut self.onwards) {
            match item {
                Item::Single { number, .. } => item = Item::Onwards { number },
                // `vanaf 2 t/m 8` says where it ends.
                Item::Pair { .. }
                | Item::Span { .. }
                | Item::Additions { .. }
                | Item::Onwards { .. }
                | Item::Shared { .. } => {}
            }
        }
        self.except_opens = false;
        if let Some(segment) = self.out.segments.last_mut() {
            if self.except {
                segment.except.push(item);
            } else {
                segment.items.push(item);
            }
        }
        let (first, last) = (first, self.at);
        let said = self.untils.iter().any(|at| (first..last).contains(at));
        if std::mem::take(&mut self.until) || said {
            self.doubt_last();
        }
    }

    /// New words before a number begin a new mention; mere connections go on with the last.
    fn open_segment(&mut self) {
        let words = std::mem::take(&mut self.words);
        let said = words.iter().any(|w| {
            !w.is_empty()
                && !matches!(
                    w.as_str(),
                    "en" | "van"
                        | "de"
                        | "het"
                        | "zijn"
                        | "ook"
                        | "woningen"
                        | "woning"
                        | "appartementen"
                        | "nummers"
                        | "nummer"
                        | "huisnummers"
                        | "huisnummer"
                )
        });
        if said || self.out.segments.is_empty() {
            self.except = self.except && (!said || self.except_opens);
            self.out.segments.push(Segment {
                words,
                ..Segment::default()
            });
        }
    }

    fn suffix_at(&self, ahead: usize) -> Option<String> {
        let Token::Word(word) = self.peek(ahead)? else {
            return None;
        };
        if !is_suffix(word) {
            let ends = match self.peek(ahead + 1) {
                Some(Token::Word(next)) => matches!(next.as_str(), "te" | "in" | "gevestigd"),
                Some(Token::Number(..)) => false,
                _ => true,
            };
            return (ends && may_be_suffix(word)).then(|| word.clone());
        }
        // `12 A. de Vriesstraat`: a letter that begins a name is none.
        let ends = ["te", "in", "gevestigd", "hoog", "aan", "amsterdam"];
        let next_is_name = matches!(self.peek(ahead + 1), Some(Token::Word(next))
            if !is_suffix(next) && !ends.contains(&next.as_str()));
        let weak = word.len() == 1 && !matches!(word.as_str(), "i" | "h");
        (!(weak && next_is_name)).then(|| word.clone())
    }

    /// The letters and floors right after a number.
    fn additions(&mut self, rest: String) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        if !rest.is_empty() {
            out.push(rest);
        } else if let Some(word) = self.suffix_at(0) {
            out.push(word);
            self.at += 1;
        } else if self.peek(0) == Some(&Token::Dash)
            && let Some(word) = self.suffix_at(1)
        {
            out.push(word);
            self.at += 2;
        }
        if matches!(self.peek(0), Some(Token::Word(w)) if matches!(w.as_str(), "hoog" | "hg")) {
            self.at += 1;
        }
        out
    }

    /// What the number is joined with, if anything.
    fn join(&mut self, number: u32, mut additions: Vec<String>) -> Item {
        let before = self.at;
        if let Some(item) = self.span(number, &additions) {
            return item;
        }
        self.at = before;
        if !additions.is_empty()
            && let Some(item) = self.more_additions(number, &mut additions)
        {
            return item;
        }
        let join = match self.peek(0) {
            Some(Token::Dash) => Join::Dash,
            Some(Token::Through) => Join::Through,
            Some(Token::Slash) => Join::Slash,
            Some(Token::Number(..)) => Join::Space,
            _ => return Item::Single { number, additions },
        };
        let skip = usize::from(join != Join::Space);
        let Some(Token::Number(second, rest)) = self.peek(skip).cloned() else {
            // `66 H t/m III`
            if join == Join::Through
                && let Some(to) = self.suffix_at(1)
                && let Some(from) = additions.first().cloned()
            {
                self.at += 2;
                return Item::Additions { number, from, to };
            }
            return Item::Single { number, additions };
        };
        if self.is_code(skip) || (join == Join::Space && self.joined_later(skip)) {
            return Item::Single { number, additions };
        }
        // `34-36-38`, `10-10a-10b`, `11/13/15`: three and more are a list.
        if matches!(join, Join::Dash | Join::Slash) {
            let goes_on = self.chain_goes_on(skip, join);
            if goes_on || self.chain == Some(join) {
                self.chain = goes_on.then_some(join);
                return Item::Single { number, additions };
            }
        }
        self.at += skip + 1;
        let mut to_additions = self.additions(rest);
        // `12-H t/m 12-3`, `12 H t/m 12 3`
        let signed = matches!(self.peek(0), Some(Token::Dash | Token::Slash));
        if join == Join::Through
            && (signed || (number == second && !additions.is_empty()))
            && let Some(more) = self.number_as_addition(second, second == number)
        {
            to_additions.push(more);
            let (from, to) = (additions.join(" "), to_additions.join(" "));
            return if number == second {
                Item::Additions { number, from, to }
            } else {
                Item::Span {
                    from: (number, from),
                    to: (second, to),
                    side: self.side.take(),
                }
            };
        }
        let from = additions.first().cloned().unwrap_or_default();
        let to = to_additions.first().cloned().unwrap_or_default();
        if number == second
            && matches!(join, Join::Through | Join::Dash)
            && !from.is_empty()
            && !to.is_empty()
        {
            return Item::Additions { number, from, to };
        }
        // `5 hs t/m 3`: floors of number 5.
        if join == Join::Through && !from.is_empty() && to.is_empty() && second < number {
            let to = second.to_string();
            return Item::Additions { number, from, to };
        }
        Item::Pair {
            from: (number, from),
            to: (second, to),
            join,
            side: self.side.take(),
        }
    }

    /// `6-1 t/m 6-11`, `12/1 t/m 14/3`, `12 1 t/m 12 3`: from one home to another, where the first
    /// has a number as its addition.
    fn span(&mut self, number: u32, additions: &[String]) -> Option<Item> {
        let signed = matches!(self.peek(0), Some(Token::Dash | Token::Slash));
        let skip = usize::from(signed);
        let Some(Token::Number(second, rest)) = self.peek(skip).cloned() else {
            return None;
        };
        if self.is_code(skip) {
            return None;
        }
        self.at += skip + 1;
        let mut from = additions.to_vec();
        from.push(second.to_string());
        from.extend(self.additions(rest));
        let from = from.join(" ");
        if self.peek(0) != Some(&Token::Through) {
            return None;
        }
        let Some(Token::Number(last, rest)) = self.peek(1).cloned() else {
            let to = self.suffix_at(1).filter(|_| signed)?;
            self.at += 2;
            return Some(Item::Additions { number, from, to });
        };
        if self.is_code(1) {
            return None;
        }
        self.at += 2;
        let mut to = self.additions(rest);
        to.extend(self.number_as_addition(last, last == number));
        let to = to.join(" ");
        if last == number {
            return (!to.is_empty()).then_some(Item::Additions { number, from, to });
        }
        // `12 14 t/m 20` names two things.
        if !signed && (to.is_empty() || second >= number) {
            return None;
        }
        Some(Item::Span {
            from: (number, from),
            to: (last, to),
            side: self.side.take(),
        })
    }

    /// `…-3` after the last number of a range. A number that is not lower may be the next house,
    /// unless the range stays at one number.
    fn number_as_addition(&mut self, house: u32, same: bool) -> Option<String> {
        let skip = usize::from(matches!(self.peek(0), Some(Token::Dash | Token::Slash)));
        let Some(Token::Number(number, rest)) = self.peek(skip).cloned() else {
            return None;
        };
        let goes_on = matches!(
            self.peek(skip + 1),
            Some(Token::Dash | Token::Slash | Token::Through)
        );
        if self.is_code(skip) || goes_on || !(same || number < house) {
            return None;
        }
        self.at += skip + 1;
        let mut out = vec![number.to_string()];
        out.extend(self.additions(rest));
        Some(out.join(" "))
    }

    /// `187 H I-II-III`, `99 hs, I en II`, `229A-M`.
    fn more_additions(&mut self, number: u32, additions: &mut Vec<String>) -> Option<Item> {
        let mut dashes = 0;
        loop {
            let skip = match self.peek(0) {
                Some(Token::Dash | Token::Slash | Token::And(_)) => 1,
                Some(Token::Word(_)) => 0,
                _ => break,
            };
            let Some(next) = self.suffix_at(skip) else {
                break;
            };
            match additions.last_mut() {
                // `12 bis A`: perhaps one addition of two words, perhaps two.
                Some(last) if skip == 0 => {
                    last.push(' ');
                    last.push_str(&next);
                }
                _ => {
                    dashes += usize::from(self.peek(0) == Some(&Token::Dash));
                    additions.push(next);
                }
            }
            self.at += skip + 1;
        }
        // `229A-M`: from … to …; `I-II-III`: three are a list.
        let words = additions.iter().any(|a| a.contains(' '));
        if dashes == 1 && additions.len() == 2 && !words {
            let to = additions.pop()?;
            let from = additions.pop()?;
            return Some(Item::Additions { number, from, to });
        }
        (additions.len() > 1 || words).then(|| Item::Single {
            number,
            additions: std::mem::take(additions),
        })
    }

    fn is_code(&self, ahead: usize) -> bool {
        matches!((self.peek(ahead), self.peek(ahead + 1)),
            (Some(Token::Number(n, r)), Some(Token::Word(w)))
                if (1_000..=9_999).contains(n) && r.is_empty() && w.len() == 2
                    && domain::Postcode::parse(&format!("{n}{w}")).is_some() && w != "te")
    }

    /// `52 2 en 52 4`: a number after a space that itself begins a range does not belong here.
    fn joined_later(&self, ahead: usize) -> bool {
        matches!(
            self.peek(ahead + 1),
            Some(Token::Through | Token::Dash | Token::Slash)
        )
    }

    fn sign(join: Join) -> Token {
        match join {
            Join::Slash => Token::Slash,
            Join::Dash | Join::Through | Join::Space => Token::Dash,
        }
    }

    fn chain_goes_on(&self, skip: usize, join: Join) -> bool {
        self.peek(skip + 1) == Some(&Self::sign(join))
            && matches!(self.peek(skip + 2), Some(Token::Number(..)))
    }
}

/// Words that say that only some of the homes are meant, and not which.
fn says_in_part(word: &str) -> bool {
    matches!(
        word,
        "gedeeltelijk"
            | "gedeeltelyk"
            | "deels"
            | "ged"
            | "ten dele"
            | "sommige"
            | "enkele"
            | "ongeveer"
            | "bovenwoningen"
            | "bovenwoning"
            | "benedenwoningen"
            | "benedenwoning"
            | "partly"
    )
}

impl Segment {
    /// `73 en 75 II`: only a person knows whose floor that is.
    pub fn share_last_floor(&mut self) {
        let Some(Item::Single { number, additions }) = self.items.last() else {
            return;
        };
        let [addition] = additions.as_slice() else {
            return;
        };
        let mut numbers = vec![*number];
        for item in self.items.iter().rev().skip(1) {
            let Item::Single { number, additions } = item else {
                return;
            };
            if !additions.is_empty() {
                return;
            }
            numbers.insert(0, *number);
        }
        if numbers.len() < 2 || numbers.windows(2).any(|w| w.first() == w.last()) {
            return;
        }
        let addition = addition.clone();
        self.items = vec![Item::Shared { numbers, addition }];
        self.doubts.retain(|_| false);
    }
}
