//! What was seen in the browser and what is recorded → one row per account, each with its state.

use super::account::AccountKey;
use super::document::decide::{Decision, decide, linked, questions, rules_changed_since};
use super::document::{Document, Pair};
use super::login::{Account, Doubt, Login};
use super::record::event::EntryId;
use super::record::standing::{Check, Standing};
use super::sorted::sort_by_key;
use super::state::State;
pub use super::store::Store;
use super::time::Timestamp;
use crate::platforms::{Identity, PlatformId, RuleChange};

/// What one look saw of one platform.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// Which platform.
    pub platform: PlatformId,
    /// Who is logged in, per cookie store; `None` if the person or the browser withheld access to the host.
    ///
    /// Without access every store looks empty, so the two must not be mixed up.
    pub logins: Option<Vec<(Store, Login)>>,
}

/// One account, or one platform without any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which platform.
    pub platform: PlatformId,
    /// Where somebody is logged in; `None` if nobody was seen.
    pub store: Option<Store>,
    /// Whose record it is; `None` if it cannot be told who is logged in.
    pub account: Option<AccountKey>,
    /// How things stand.
    pub state: State,
    /// The platform of the linked account whose objection covers this one.
    pub through: Option<PlatformId>,
    /// Whether the person is to say which other account it is linked to.
    pub asked: bool,
    /// The person's own name for the account; may be empty.
    pub label: String,
    /// The person's last action, to undo.
    pub undoable: Option<EntryId>,
    /// What changed in the rules since something was noted.
    pub news: Vec<&'static RuleChange>,
}

impl Row {
    /// A row of which nothing else is known.
    #[must_use]
    pub const fn new(platform: PlatformId, store: Option<Store>, state: State) -> Self {
        let (account, through, undoable) = (None, None, None);
        Self {
            platform,
            store,
            account,
            state,
            through,
            asked: false,
            label: String::new(),
            undoable,
            news: Vec::new(),
        }
    }
}

/// All that the badge and the pages follow from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// In the order of the platforms; within one, the store outside containers first, then by number.
    pub rows: Vec<Row>,
    /// Pairs to ask about: are they in the same accounts centre?
    pub questions: Vec<Pair>,
    /// Pairs of accounts seen for which the person has answered.
    pub answers: Vec<(Pair, bool)>,
    /// When something changes by itself.
    pub wake: Option<Timestamp>,
    /// The platforms on which the person wants no banner.
    pub quiet: Vec<PlatformId>,
}

impl Overview {
    /// Whether a page of this platform is to get a banner, for whatever account.
    #[must_use]
    pub fn wants_banner(&self, platform: PlatformId) -> bool {
        let due = |row: &Row| row.platform == platform && row.state.is_due();
        !self.quiet.contains(&platform) && self.rows.iter().any(due)
    }
}

/// What is recorded, as far as it could be read.
pub enum Records<'a> {
    /// The document.
    Read(&'a mut Document),
    /// Why there is none.
    Unread(Doubt),
}

impl Records<'_> {
    fn identify(&mut self, platform: PlatformId, store: &Store, login: &Login) -> Option<AccountKey> {
        let (Self::Read(document), Login::LoggedIn(account)) = (self, login) else { return None };
        Some(document.identify(platform, store, account))
    }
}

/// Puts together what was seen and what is recorded.
#[must_use]
pub fn overview(sightings: &[Sighting], mut records: Records<'_>, now: Timestamp) -> Overview {
    let mut rows: Vec<Row> = sightings.iter().flat_map(|sighting| rows(sighting, &mut records)).collect();
    let Records::Read(document) = records else { return Overview { rows, ..Overview::default() } };
    let decisions = decide(document, now);
    for row in &mut rows {
        if let Some(key) = row.account.clone() {
            fill(row, document, &key, decisions.of(&key));
        }
    }
    let seen: Vec<AccountKey> = rows.iter().filter_map(|row| row.account.clone()).collect();
    let (questions, wake) = (questions(document, &decisions, &seen), decisions.next_wake(now));
    for row in &mut rows {
        let about = |pair: &Pair| row.account.as_ref().is_some_and(|key| pair.keys().contains(&key));
        row.asked = questions.iter().any(about);
    }
    Overview { rows, questions, answers: answers(document, &seen), wake, quiet: Vec::new() }
}

/// At least one row for each platform, so that nothing ever vanishes silently.
fn rows(sighting: &Sighting, records: &mut Records<'_>) -> Vec<Row> {
    let alone = |state| vec![Row::new(sighting.platform, None, state)];
    let Some(logins) = &sighting.logins else { return alone(State::NoAccess) };
    let mut rows: Vec<Row> =
        logins.iter().filter_map(|(store, login)| row(sighting.platform, store, login, records)).collect();
    sort_by_key(&mut rows, |row| row.store.as_ref().and_then(Store::container));
    if rows.is_empty() { alone(State::LoggedOut) } else { rows }
}

fn row(platform: PlatformId, store: &Store, login: &Login, records: &mut Records<'_>) -> Option<Row> {
    let state = match (login, &records) {
        (Login::LoggedOut, _) => return None,
        (Login::Unknown(doubt), _) | (Login::LoggedIn(_), Records::Unread(doubt)) => State::Unknown(*doubt),
        (Login::LoggedIn(_), Records::Read(_)) => State::NotRecorded,
    };
    let account = records.identify(platform, store, login);
    Some(Row { account, ..Row::new(platform, Some(store.clone()), state) })
}

fn fill(row: &mut Row, document: &Document, key: &AccountKey, decision: Decision<'_>) {
    row.state = State::of(decision.standing);
    row.through = decision.through.map(|key| key.platform);
    row.news = rules_changed_since(document, key);
    if let Some(account) = document.account(key) {
        account.label().clone_into(&mut row.label);
        row.undoable = account.history().undoable().map(|entry| entry.id);
    }
}

/// The answers about pairs of which both accounts were seen.
fn answers(document: &Document, seen: &[AccountKey]) -> Vec<(Pair, bool)> {
    let both_seen = |pair: &Pair| pair.keys().into_iter().all(|key| seen.contains(key));
    let links = document.links().filter(|(pair, _)| both_seen(pair));
    links.filter_map(|(pair, history)| Some((pair.clone(), linked(history)?))).collect()
}

/// The accounts that are known by their cookie store only, have an objection on record, and are logged out now: after
/// the next login it may be somebody else's.
#[must_use]
pub fn sessions_ended(sightings: &[Sighting], document: &mut Document, now: Timestamp) -> Vec<AccountKey> {
    let mut ended = Vec::new();
    for sighting in sightings {
        let stores = sighting.logins.iter().flatten().filter(|(_, login)| *login == Login::LoggedOut);
        if matches!(sighting.platform.facts().session.identity, Identity::Flag { .. }) {
            ended.extend(stores.map(|(store, _)| document.identify(sighting.platform, store, &Account::OfStore)));
        }
    }
    let decisions = decide(document, now);
    ended.retain(|key| match decisions.of(key).standing {
        Standing::Recorded(_, _, check) => check != Some(Check::OnceMore),
        _ => false,
    });
    ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::document::Stamp;
    use crate::core::record::event::{Event, When};

    const ANNA: Login = Login::LoggedIn(Account::OfStore);
    const HALF: Login = Login::Unknown(Doubt::HalfSession);
    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    fn document() -> Document {
        Document::new(Salt([7; 16]))
    }

    fn stamp(id: u64) -> Stamp<'static> {
        Stamp { now: NOW, id: EntryId(id), version: "0.1.0" }
    }

    fn number(number: &str) -> Login {
        Login::LoggedIn(Account::Number(number.into()))
    }

    fn sighting(platform: PlatformId, logins: &[(&str, Login)]) -> Sighting {
        let logins = logins.iter().map(|(store, login)| (Store((*store).into()), login.clone())).collect();
        Sighting { platform, logins: Some(logins) }
    }

    fn seen(logins: &[(&str, Login)]) -> Vec<(Option<u32>, &'static str)> {
        let rows = overview(&[sighting(PlatformId::Linkedin, logins)], Records::Read(&mut document()), NOW).rows;
        rows.iter().map(|row| (row.store.as_ref().and_then(Store::container), row.state.slug())).collect()
    }

    #[test]
    fn a_platform_without_an_account_keeps_one_row() {
        assert_eq!(seen(&[]), [(None, "logged-out")]);
        assert_eq!(seen(&[("0", Login::LoggedOut), ("firefox-container-2", Login::LoggedOut)]), [(None, "logged-out")]);
    }

    #[test]
    fn every_store_with_a_session_has_its_row() {
        assert_eq!(seen(&[("firefox-default", ANNA)]), [(None, "not-recorded")]);
        assert_eq!(
            seen(&[("firefox-container-10", ANNA), ("firefox-container-2", HALF), ("firefox-default", ANNA)]),
            [(None, "not-recorded"), (Some(2), "unknown"), (Some(10), "not-recorded")]
        );
        assert_eq!(
            seen(&[("firefox-default", Login::LoggedOut), ("firefox-container-2", ANNA)]),
            [(Some(2), "not-recorded")]
        );
    }

    #[test]
    fn withheld_access_is_not_logged_out() {
        let sighting = Sighting { platform: PlatformId::Linkedin, logins: None };
        let rows = overview(&[sighting], Records::Read(&mut document()), NOW).rows;
        assert_eq!(rows, [Row::new(PlatformId::Linkedin, None, State::NoAccess)]);
    }

    #[test]
    fn records_that_cannot_be_read_are_not_nothing_recorded() {
        let sightings = [sighting(PlatformId::Facebook, &[("0", number("1000"))])];
        let rows = overview(&sightings, Records::Unread(Doubt::RecordsNewer), NOW).rows;
        assert_eq!(rows.first().map(|row| row.state.clone()), Some(State::Unknown(Doubt::RecordsNewer)));
    }

    #[test]
    fn a_banner_is_wanted_where_something_is_due_and_nobody_said_no() {
        let rows = [(PlatformId::Facebook, State::NotRecorded), (PlatformId::Instagram, State::LoggedOut)];
        let rows = rows.map(|(platform, state)| Row::new(platform, None, state)).into();
        let mut overview = Overview { rows, ..Overview::default() };
        let wanting = |overview: &Overview| -> Vec<PlatformId> {
            PlatformId::ALL.into_iter().filter(|platform| overview.wants_banner(*platform)).collect()
        };
        assert_eq!(wanting(&overview), [PlatformId::Facebook]);
        overview.quiet = vec![PlatformId::Facebook];
        assert_eq!(wanting(&overview), []);
    }

    #[test]
    fn a_record_belongs_to_its_account_and_its_store() {
        let mut document = document();
        let key = document.identify(PlatformId::Facebook, &Store("0".into()), &Account::Number("1000".into()));
        document.note(&key, Event::Declared(When::Year(2024)), &stamp(1)).unwrap();
        let mut state = |store, login| {
            let sightings = [sighting(PlatformId::Facebook, &[(store, login)])];
            overview(&sightings, Records::Read(&mut document), NOW).rows.first().unwrap().state.slug()
        };
        assert_eq!(state("0", number("1000")), "recorded");
        assert_eq!(state("0", number("2000")), "not-recorded");
        assert_eq!(state("firefox-container-1", number("1000")), "not-recorded");
        assert_eq!(state("0", number("1000")), "recorded");
    }

    #[test]
    fn a_logout_is_noted_once_and_only_where_the_account_has_no_number() {
        let mut document = document();
        let store = Store("0".into());
        let out = |platform| sighting(platform, &[("0", Login::LoggedOut)]);
        let sightings = [out(PlatformId::Facebook), out(PlatformId::Linkedin)];
        assert_eq!(sessions_ended(&sightings, &mut document, NOW), []);
        let key = document.identify(PlatformId::Linkedin, &store, &Account::OfStore);
        document.note(&key, Event::ReadOff, &stamp(1)).unwrap();
        assert_eq!(sessions_ended(&sightings, &mut document, NOW), std::slice::from_ref(&key));
        document.note(&key, Event::SessionEnded, &stamp(2)).unwrap();
        assert_eq!(sessions_ended(&sightings, &mut document, NOW), []);
        let blind = [Sighting { platform: PlatformId::Linkedin, logins: None }];
        assert_eq!(sessions_ended(&blind, &mut document, NOW), []);
    }
}
