//! Is a session still the one that was seen?
//!
//! Where a platform tells no number, whoever is logged in in a cookie store stands for the account, so somebody else may
//! take their place. Not every browser tells of a logout, and a site may replace a session by another without one. So for
//! each session a *proof* is kept: a salted hash of its token, from which nobody can get the token back.

use crate::core::account::{AccountKey, Salt};
use crate::core::bounded::keep_last;
use crate::core::digest::{hex, sha256, unhex};
use crate::core::history::event::Event;
use crate::core::overview::{Row, SiteLogins};
use crate::core::records::Records;
use crate::core::session::{Doubt, LoginState, SessionToken, UserId};
use crate::platforms::Identity;

/// The ids of accounts, each with the proof of its session: salt and hash, in hexadecimal.
pub type SessionProofs = Vec<(String, String)>;

/// The most proofs that are kept; there is one for each cookie store in which somebody is logged in.
const MAX_PROOFS: usize = 200;

/// The outcome of a check of the sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionChanges {
    /// The accounts that something is noted of and whose session is over: they may be somebody else's by now, or soon.
    pub ended: Vec<AccountKey>,
    /// The proofs of the sessions that there are.
    pub proofs: SessionProofs,
}

/// Compares the sessions with their proofs. `salt` makes a fresh random one, for a session that was not seen before;
/// asked for only then, because the first random number of a new worker takes Chromium up to 8 ms.
#[must_use]
pub fn compare_sessions(
    snapshot: &[SiteLogins],
    records: &mut Records,
    known: &[(String, String)],
    mut salt: impl FnMut() -> Salt,
) -> SessionChanges {
    let (mut ended, mut proofs) = (Vec::new(), known.to_vec());
    for site in snapshot.iter().filter(|site| tells_no_number(site)) {
        for (store, login) in site.logins.iter().flatten() {
            let key = records.identify(site.platform, store, &UserId::Unnamed);
            let token = site.tokens.iter().find(|(other, _)| other == store).map(|(_, token)| token);
            if renew_proof(&key.id(), login, token, &mut proofs, &mut salt) && leaves_something(records, &key) {
                ended.push(key);
            }
        }
    }
    keep_last(&mut proofs, MAX_PROOFS);
    SessionChanges { ended, proofs }
}

/// Names the sessions of rows whose platform tells no number: by a salted hash of the token, so that one session has one name
/// whoever takes the snapshot, and another session another.
pub fn name_sessions(rows: &mut [Row], snapshot: &[SiteLogins], records: &Records) {
    let Some(salt) = records.salts().next() else { return };
    for row in rows {
        let (Some(key), Some(store)) = (&row.account, row.store()) else { continue };
        let Some(site) = snapshot.iter().find(|site| site.platform == row.platform) else { continue };
        let token = site.tokens.iter().find(|(other, _)| other == store);
        row.session = token.map(|(_, token)| hex(&session_hash(&salt, &key.id(), token)));
    }
}

/// The most containers that are remembered; each costs a question at every search for containers.
const MAX_CONTAINERS: usize = 200;

/// The numbers of the containers in which somebody is logged in, or was: a login lives on there without a tab, and
/// Firefox does not tell which containers there are. The latest are last.
#[must_use]
pub fn containers_seen(snapshot: &[SiteLogins], known: &[u32]) -> Vec<u32> {
    let mut seen = known.to_vec();
    let logins = snapshot.iter().flat_map(|site| site.logins.iter().flatten());
    let somebody =
        logins.filter(|(_, login)| !matches!(login, LoginState::LoggedOut | LoginState::Unknown(Doubt::Unreadable)));
    for number in somebody.filter_map(|(store, _)| store.container()) {
        if !seen.contains(&number) {
            seen.push(number);
        }
    }
    keep_last(&mut seen, MAX_CONTAINERS);
    seen
}

fn tells_no_number(site: &SiteLogins) -> bool {
    matches!(site.platform.facts().session.identity, Identity::Flag { .. })
}

/// Keeps the proof of the session that is there now, and returns whether the one before is over. One that nothing proves
/// may be another one: what proved it may be lost, as it is with storage that comes back from its backup.
fn renew_proof(
    id: &str,
    login: &LoginState,
    token: Option<&SessionToken>,
    proofs: &mut SessionProofs,
    salt: &mut impl FnMut() -> Salt,
) -> bool {
    // A doubt changes nothing.
    if matches!(login, LoginState::Unknown(_)) {
        return false;
    }
    let is_proven = |token| proofs.iter().any(|(other, proof)| other == id && proves(proof, id, token));
    if token.is_some_and(is_proven) {
        return false;
    }
    proofs.retain(|(other, _)| other != id);
    if let Some(token) = token {
        proofs.push((id.to_owned(), proof(salt(), id, token)));
    }
    true
}

/// The salt, and the session's hash with it.
fn proof(salt: Salt, id: &str, token: &SessionToken) -> String {
    hex(&salt.0) + &hex(&session_hash(&salt, id, token))
}

/// The first 16 bytes of `SHA-256(salt ‖ id ‖ 0 ‖ token)`.
fn session_hash(salt: &Salt, id: &str, token: &SessionToken) -> [u8; 16] {
    sha256(&[&salt.0, id.as_bytes(), &[0], token.as_bytes()])
}

fn proves(known: &str, id: &str, token: &SessionToken) -> bool {
    let salt = known.get(..32).and_then(unhex).map(Salt);
    salt.is_some_and(|salt| proof(salt, id, token) == known)
}

/// Returns whether anything was noted of an account since its last session ended. All of it counts, whatever its status:
/// whoever comes next could undo the last choice, and time ends a snooze.
fn leaves_something(records: &Records, key: &AccountKey) -> bool {
    let newest =
        records.account(key).and_then(|account| account.history().newest_first().find(|(_, _, counts)| *counts));
    newest.is_some_and(|(_, entry, _)| entry.event != Event::SessionEnded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::cookie_store::CookieStoreId;
    use crate::core::history::status::RecordStatus;
    use crate::core::overview::status::AccountStatus;
    use crate::core::overview::status::Withheld;
    use crate::core::records::test_script::{key, note, records_of};
    use crate::core::session::Doubt;
    use crate::platforms::PlatformId;

    /// LinkedIn in the main cookie store: `out`, `?`, or the token of a session.
    fn seen(session: &str) -> [SiteLogins; 1] {
        let store = CookieStoreId("0".into());
        let login = match session {
            "out" => LoginState::LoggedOut,
            "?" => LoginState::Unknown(Doubt::HalfSession),
            _ => LoginState::LoggedIn(UserId::Unnamed),
        };
        let token = matches!(login, LoginState::LoggedIn(_)).then(|| (store.clone(), SessionToken::of_test(session)));
        let tokens = token.into_iter().collect();
        [SiteLogins { platform: PlatformId::Linkedin, logins: Ok(vec![(store, login)]), tokens }]
    }

    /// Looks at one session after the other; gives, for each, whether the record is to be checked once more. In between,
    /// `+off` notes that word for whoever is there, and `lost` takes the proofs away.
    #[track_caller]
    fn check(records: &str, sessions: &str, expected: &str) {
        let (mut records, mut proofs, mut salts) = (records_of(records), SessionProofs::new(), 0);
        let verdicts = sessions.split_whitespace().zip(1000..).map(|(session, n)| {
            if let Some(word) = session.strip_prefix('+') {
                note(&mut records, "li/default", word, n);
                return word;
            }
            if session == "lost" {
                proofs.clear();
                return session;
            }
            let salt = || {
                salts += 1;
                Salt([salts; 16])
            };
            let changes = compare_sessions(&seen(session), &mut records, &proofs, salt);
            proofs = changes.proofs;
            for _ in &changes.ended {
                note(&mut records, "li/default", "session", n);
            }
            if changes.ended.is_empty() { "." } else { "!" }
        });
        let verdicts: Vec<&str> = verdicts.collect();
        assert_eq!(verdicts.join(" "), expected, "{sessions}");
    }

    #[test]
    fn a_session_that_is_replaced_or_over_is_noticed_once() {
        check("", "anna +off anna anna", ". off . .");
        check("", "anna +off out out bob", ". off ! . .");
        check("", "anna +off bob bob", ". off ! .");
        check("", "anna +off bob anna", ". off ! .");
        // Nobody saw a logout between the two.
        check("", "anna +off ? bob", ". off . !");
        check("", "anna +off ? anna", ". off . .");
        check("li/default: off", "out anna", "! .");
        check("", "anna bob out carla", ". . . .");
        check("li/container-2: off", "anna bob", ". .");
    }

    #[test]
    fn a_session_that_nothing_proves_may_be_another_one() {
        check("", "anna +off lost bob bob", ". off lost ! .");
        check("", "anna +off lost anna anna", ". off lost ! .");
        check("", "anna lost anna +off anna", ". lost . off .");
        check("li/default: off", "anna anna +off anna", "! . off .");
    }

    #[test]
    fn nothing_of_one_person_is_left_for_the_next() {
        for word in ["declare", "snooze", "decline", "locked", "on"] {
            check("", &format!("anna +{word} bob bob"), &format!(". {word} ! ."));
            check("", &format!("anna +{word} out bob"), &format!(". {word} ! ."));
            check("", &format!("anna +{word} anna"), &format!(". {word} ."));
        }
        // Whoever comes may undo it.
        check("", "anna +off +over bob bob", ". off over ! .");
    }

    #[test]
    fn a_logout_is_noted_only_where_the_account_has_no_number() {
        let store = CookieStoreId("0".into());
        let logins = Ok(vec![(store, LoginState::LoggedOut)]);
        let site = SiteLogins { platform: PlatformId::Facebook, logins, tokens: Vec::new() };
        let mut records = records_of("fb/anna: declare decline");
        assert_eq!(compare_sessions(&[site], &mut records, &[], || Salt([1; 16])).ended, []);
        let blind = SiteLogins { platform: PlatformId::Linkedin, logins: Err(Withheld::ByChoice), tokens: Vec::new() };
        let mut records = records_of("li/default: off");
        assert_eq!(compare_sessions(&[blind], &mut records, &[], || Salt([1; 16])).ended, []);
    }

    #[test]
    fn nothing_that_is_kept_is_the_token_or_the_same_elsewhere() {
        let kept = |salt| {
            let mut records = records_of("");
            compare_sessions(&seen("AQEDsecret"), &mut records, &[], || Salt([salt; 16])).proofs
        };
        let one = kept(1);
        assert_eq!(one.len(), 1);
        assert!(!format!("{one:?}").contains("secret"), "{one:?}");
        assert_ne!(one[0].1[32..], kept(2)[0].1[32..], "the same token under another salt");
        // printf '\1%.0s' {1..16} | cat - <(printf 'linkedin/default\0AQEDsecret') | sha256sum
        assert_eq!(one[0].1, ["01".repeat(16).as_str(), "dc4ac7473ea9d7a877acc970bfa99df4"].concat());
    }

    #[test]
    fn containers_with_a_login_are_remembered() {
        let login = |number: u32, login| (CookieStoreId(format!("firefox-container-{number}")), login);
        let anna = LoginState::LoggedIn(UserId::Number("1000".into()));
        let logins = [(7, LoginState::LoggedOut), (60, anna.clone()), (9, LoginState::Unknown(Doubt::HalfSession))];
        let logins = logins.into_iter().map(|(number, state)| login(number, state));
        let logins = Ok(logins.chain([(CookieStoreId("firefox-default".into()), anna)]).collect());
        let site = SiteLogins { platform: PlatformId::Facebook, logins, tokens: Vec::new() };
        let seen = |known: &[u32]| containers_seen(std::slice::from_ref(&site), known);
        assert_eq!(seen(&[]), [60, 9]);
        assert_eq!(seen(&[9, 7]), [9, 7, 60], "nobody is forgotten for a logout");
        let full: Vec<u32> = (1000..1200).collect();
        let after = seen(&full);
        assert_eq!((after.len(), &after[198..]), (200, [60, 9].as_slice()));
    }

    #[test]
    fn a_damaged_proof_proves_nothing() {
        let mut records = records_of("li/default: off");
        for damaged in ["", "é", "00", &"0".repeat(64)] {
            let known = [("linkedin/default".to_owned(), damaged.to_owned())];
            let changes = compare_sessions(&seen("anna"), &mut records, &known, || Salt([1; 16]));
            assert_eq!(changes.ended, [key("li/default")], "{damaged}");
        }
    }

    #[test]
    fn a_session_has_one_name_and_another_session_another() {
        let mut records = records_of("");
        let store = CookieStoreId("0".into());
        let account = records.identify(PlatformId::Linkedin, &store, &UserId::Unnamed);
        let name = |session: &str| {
            let status = AccountStatus::Known(RecordStatus::NotRecorded);
            let mut rows = [Row::new(PlatformId::Linkedin, vec![store.clone()], status)];
            rows[0].account = Some(account.clone());
            name_sessions(&mut rows, &seen(session), &records);
            rows[0].account_ref(Some(&store)).and_then(|account| account.session)
        };
        assert_eq!(name("a"), name("a"));
        assert_ne!(name("a"), name("b"));
        assert_eq!(name("a").map(|name| name.len()), Some(32));
        assert_eq!(name("out"), None);
    }
}
