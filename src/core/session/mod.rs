//! Cookies of one site in one cookie store → is somebody logged in there?

pub mod seen;

use crate::core::host::is_within;
use crate::core::text::{Key, Text};
use crate::core::time::Timestamp;
use crate::platforms::{Identity, Platform, PlatformId, Session};

/// One cookie as the browser reports it.
///
/// It may hold a session token, so it has no `Debug` and nothing keeps it: [`login_state`] and [`session_token`] read it
/// and it is dropped.
pub struct Cookie {
    /// The cookie's name.
    pub name: String,
    /// The cookie's value.
    pub value: String,
    /// The time at which it expires; `None` for a cookie that lasts as long as the browser session.
    pub expires: Option<Timestamp>,
}

/// The token of a session, for as long as it takes to compare it with what was kept of an earlier one. Where there are
/// several it is all of them: nobody knows whose session the site takes. It is never shown, stored or logged.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// Its bytes, to be hashed.
    pub(in crate::core) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    #[cfg(test)]
    pub(in crate::core) fn of_test(token: &str) -> Self {
        Self(token.to_owned())
    }
}

/// Shows that there is a token, never which.
impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// The login state of one site in one cookie store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginState {
    /// No sign of a session.
    LoggedOut,
    /// A whole session.
    LoggedIn(UserId),
    /// The signs contradict each other.
    Unknown(Doubt),
}

/// The person whose session it is.
#[derive(Clone, PartialEq, Eq)]
pub enum UserId {
    /// The account's number at the platform: personal data, so it is never shown, stored or logged as it is.
    Number(String),
    /// The platform does not say; whoever is logged in in this cookie store.
    Unnamed,
}

/// Shows that there is a number, never which.
impl std::fmt::Debug for UserId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Number(_) => "Number(…)",
            Self::Unnamed => "Unnamed",
        })
    }
}

/// The reasons why it cannot be told who is logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// One of the two login cookies is there and the other is not.
    HalfSession,
    /// The person acts as a Page: the objection belongs to their own profile.
    ActingAsPage,
    /// Two different accounts at once.
    TwoAccounts,
    /// The browser refused to show the cookies.
    Unreadable,
    /// The login is clear, but the browser did not hand out what is recorded.
    RecordsUnreadable,
    /// The login is clear, but what is recorded is from a newer version of the extension.
    RecordsNewer,
}

impl Doubt {
    /// The sentence says what is not clear at this platform, and what the person can do.
    #[must_use]
    pub fn text(self, platform: &Platform) -> Text {
        match self {
            Self::HalfSession => Text::with(Key::DoubtHalfSession, platform.name),
            Self::ActingAsPage => Key::DoubtActingAsPage.into(),
            Self::TwoAccounts => Text::with(Key::DoubtTwoAccounts, platform.name),
            Self::Unreadable => Text::with(Key::DoubtUnreadable, platform.name),
            Self::RecordsUnreadable => Key::ProblemUnreadable.into(),
            Self::RecordsNewer => Key::ProblemNewer.into(),
        }
    }
}

/// Decides from the cookies that the browser would send to [`Session::url`]. Others may be among them.
#[must_use]
pub fn login_state(session: &Session, cookies: &[Cookie], now: Timestamp) -> LoginState {
    let values = |name| live_values(session, cookies, name, now);
    let token = values(session.token).next().is_some();
    let mut accounts: Vec<UserId> =
        values(session.identity.cookie()).filter_map(|v| account(&session.identity, v)).collect();
    accounts.dedup();
    let acting = session.acting_as.is_some_and(|name| values(name).next().is_some());
    match (token, accounts.pop(), accounts.is_empty()) {
        (false, None, _) => LoginState::LoggedOut,
        (true, Some(_), false) => LoginState::Unknown(Doubt::TwoAccounts),
        (true, Some(_), true) if acting => LoginState::Unknown(Doubt::ActingAsPage),
        (true, Some(account), true) => LoginState::LoggedIn(account),
        (true, None, _) | (false, Some(_), _) => LoginState::Unknown(Doubt::HalfSession),
    }
}

/// The token of the session, where only it can tell one session from another: an account with a number is known by that.
#[must_use]
pub fn session_token(session: &Session, cookies: &[Cookie], now: Timestamp) -> Option<SessionToken> {
    if !matches!(session.identity, Identity::Flag { .. }) {
        return None;
    }
    let (mut all, mut last) = (String::new(), "");
    while let Some(next) = live_values(session, cookies, session.token, now).filter(|token| *token > last).min() {
        if !all.is_empty() {
            // No cookie's value has such a character.
            all.push(';');
        }
        all.push_str(next);
        last = next;
    }
    (!all.is_empty()).then_some(SessionToken(all))
}

/// Returns whether a change of this cookie can change who is logged in anywhere, so that a fresh snapshot is worth it.
#[must_use]
pub fn affects_login(name: &str, domain: &str) -> bool {
    let domain = domain.trim_start_matches('.');
    PlatformId::ALL.into_iter().map(PlatformId::facts).any(|platform| {
        is_within(domain, platform.domain) && platform.session.cookie_names().any(|cookie| cookie == name)
    })
}

/// Returns whether a cookie is one of a site that we watch: a change of it says that the site is being visited.
#[must_use]
pub fn is_of_a_site(domain: &str) -> bool {
    let domain = domain.trim_start_matches('.');
    PlatformId::ALL.into_iter().any(|platform| is_within(domain, platform.facts().domain))
}

/// Returns whether a cookie counts that is kept apart for pages under one site, as `https://facebook.com`: only under its
/// own. A frame on another site has cookies of its own there, and can so claim any login.
#[must_use]
pub fn is_own_partition(top_level_site: &str, platform: PlatformId) -> bool {
    top_level_site.strip_prefix("https://") == Some(platform.facts().domain)
}

/// The same for Firefox's first-party isolation, which names a domain, as `facebook.com`; with
/// `privacy.firstparty.isolate.use_site` the site, as `(https,facebook.com)`.
#[must_use]
pub fn is_own_first_party(name: &str, platform: PlatformId) -> bool {
    let site = name.strip_prefix("(https,").and_then(|rest| rest.strip_suffix(')'));
    site.unwrap_or(name) == platform.facts().domain
}

/// The values of the cookies with this name that are neither expired nor left over from a logout.
///
/// Firefox hands out expired cookies until it gets round to removing them.
fn live_values<'a>(
    session: &'a Session,
    cookies: &'a [Cookie],
    name: &'a str,
    now: Timestamp,
) -> impl Iterator<Item = &'a str> {
    cookies
        .iter()
        .filter(move |cookie| cookie.name == name && cookie.expires.is_none_or(|at| at > now))
        .map(|cookie| cookie.value.trim().trim_matches('"'))
        .filter(|value| !value.is_empty() && !session.logged_out_values.contains(value))
}

/// Reads the user that an id cookie's value names, if it names anybody.
fn account(identity: &Identity, value: &str) -> Option<UserId> {
    match identity {
        Identity::AccountNumber { before, .. } => {
            let number = before.iter().filter_map(|before| value.strip_prefix(before)).find(|rest| is_number(rest))?;
            Some(UserId::Number(number.to_owned()))
        }
        Identity::Flag { value: expected, .. } => (value == *expected).then_some(UserId::Unnamed),
    }
}

/// An account number has no sign and is not zero, which Meta's pages use for "nobody".
fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && text.bytes().any(|b| b != b'0') && text.len() <= 32
}

#[cfg(test)]
mod tests;
