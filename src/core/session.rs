//! Cookies of one site in one cookie store → is somebody logged in there?

use crate::core::host::is_within;
use crate::core::time::Timestamp;
use crate::platforms::{Identity, PlatformId, Session};

/// One cookie as the browser reports it.
///
/// It may hold a session token, so it has no `Debug` and nothing keeps it: [`login_state`] and [`session_token`] read it
/// and it is dropped.
pub struct Cookie {
    /// The cookie's name.
    pub name: String,
    /// The cookie's value.
    pub value: String,
    /// When it expires; `None` for a cookie that lasts as long as the browser session.
    pub expires: Option<Timestamp>,
}

/// The token of a session, for as long as it takes to compare it with what was kept of an earlier one. It is never
/// shown, stored or logged.
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

/// Whether somebody is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginState {
    /// No sign of a session.
    LoggedOut,
    /// A whole session.
    LoggedIn(UserId),
    /// The signs contradict each other.
    Unknown(Doubt),
}

/// Whose session it is.
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

/// DeclineReason it cannot be told who is logged in.
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
    live_values(session, cookies, session.token, now).next().map(|value| SessionToken(value.to_owned()))
}

/// Returns whether a change of this cookie can change who is logged in anywhere, so that a fresh look is worth it.
#[must_use]
pub fn affects_login(name: &str, domain: &str) -> bool {
    let domain = domain.trim_start_matches('.');
    PlatformId::ALL.into_iter().map(PlatformId::facts).any(|platform| {
        is_within(domain, platform.domain) && platform.session.cookie_names().any(|cookie| cookie == name)
    })
}

/// Returns whether a cookie is one of a site that we look at: a change of it says that the site is being visited.
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

/// Who an id cookie's value names, if it names anybody.
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
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000);

    /// Cookies written as `name=value; name=value`; after a name, `!` means that it expires just now, `+` in a moment.
    fn cookies(text: &str) -> Vec<Cookie> {
        let pairs = text.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs
            .map(|(name, value)| Cookie {
                name: name.trim_end_matches(['!', '+']).into(),
                value: value.into(),
                expires: match name.chars().last() {
                    Some('!') => Some(NOW),
                    Some('+') => Some(Timestamp(NOW.0 + 1)),
                    _ => None,
                },
            })
            .collect()
    }

    #[track_caller]
    fn check(platform: PlatformId, text: &str, expected: LoginState) {
        assert_eq!(login_state(&platform.facts().session, &cookies(text), NOW), expected, "{platform:?}: {text}");
    }

    fn somebody(number: &str) -> LoginState {
        LoginState::LoggedIn(UserId::Number(number.into()))
    }

    #[test]
    fn a_whole_session_is_a_login() {
        check(PlatformId::Facebook, "c_user=1000; xs=4%3Asecret", somebody("1000"));
        check(PlatformId::Facebook, "datr=x; c_user=1000; sb=x; xs=t; fr=x", somebody("1000"));
        check(PlatformId::Facebook, "c_user+=1000; xs+=t", somebody("1000"));
        check(PlatformId::Instagram, "ds_user_id=17; sessionid=17%3At", somebody("17"));
        check(PlatformId::Linkedin, "li_at=AQEDA; liap=true", LoginState::LoggedIn(UserId::Unnamed));
        check(PlatformId::Linkedin, "li_at=AQEDA; liap=\"true\"", LoginState::LoggedIn(UserId::Unnamed));
        check(PlatformId::X, "twid=u%3D12; auth_token=t", somebody("12"));
        check(PlatformId::X, "twid=\"u=12\"; auth_token=t; ct0=x", somebody("12"));
    }

    #[test]
    fn guests_are_logged_out() {
        check(PlatformId::Facebook, "", LoginState::LoggedOut);
        check(PlatformId::Facebook, "datr=x; sb=x; fr=x; wd=1x1", LoginState::LoggedOut);
        check(PlatformId::Instagram, "csrftoken=x; mid=x; ig_did=x; ig_nrcb=1", LoginState::LoggedOut);
        check(PlatformId::Linkedin, "JSESSIONID=ajax:1; lidc=x; bcookie=x; li_gc=x", LoginState::LoggedOut);
        check(PlatformId::X, "guest_id=v1%3A17; ct0=x; gt=18", LoginState::LoggedOut);
    }

    #[test]
    fn leftovers_are_no_login() {
        check(PlatformId::Facebook, "c_user=; xs=", LoginState::LoggedOut);
        check(PlatformId::Facebook, "c_user!=1000; xs!=t", LoginState::LoggedOut);
        check(PlatformId::Facebook, "c_user=deleted; xs=deleted", LoginState::LoggedOut);
        check(PlatformId::Facebook, "c_user=0", LoginState::LoggedOut);
        check(PlatformId::Instagram, "ds_user_id=\"\"; sessionid=\"\"", LoginState::LoggedOut);
        check(PlatformId::Linkedin, "li_at=delete me; liap=false", LoginState::LoggedOut);
    }

    #[test]
    fn half_a_session_is_in_doubt() {
        let half = || LoginState::Unknown(Doubt::HalfSession);
        check(PlatformId::Facebook, "c_user=1000", half());
        check(PlatformId::Facebook, "xs=t", half());
        check(PlatformId::Facebook, "c_user=1000; xs!=t", half());
        check(PlatformId::Facebook, "c_user=anna; xs=t", half());
        check(PlatformId::Facebook, "c_user=-5; xs=t", half());
        check(PlatformId::Instagram, "ds_user_id=17; sessionid=", half());
        check(PlatformId::Linkedin, "liap=true; li_at=delete me", half());
        check(PlatformId::Linkedin, "li_at=AQEDA", half());
        check(PlatformId::X, "auth_token=t", half());
        for twid in ["12", "u%3D", "u%3D0", "u%3Danna", "x%3D12", "u%253D12"] {
            check(PlatformId::X, &["twid=", twid, "; auth_token=t"].concat(), half());
        }
    }

    #[test]
    fn contradictions_are_in_doubt() {
        check(PlatformId::Facebook, "c_user=1000; xs=t; i_user=2000", LoginState::Unknown(Doubt::ActingAsPage));
        check(PlatformId::Facebook, "c_user=1000; xs=t; i_user=", somebody("1000"));
        check(PlatformId::Facebook, "c_user=1000; c_user=2000; xs=t", LoginState::Unknown(Doubt::TwoAccounts));
        check(PlatformId::Facebook, "c_user=1000; c_user=1000; xs=t", somebody("1000"));
        check(PlatformId::Facebook, "c_user=1; c_user=2; c_user=1; xs=t", LoginState::Unknown(Doubt::TwoAccounts));
    }

    #[test]
    fn a_token_is_read_only_where_nothing_else_tells_one_session_from_another() {
        let token = |platform: PlatformId, text: &str| session_token(&platform.facts().session, &cookies(text), NOW);
        let linkedin = |text| token(PlatformId::Linkedin, text);
        assert_eq!(linkedin("li_at=AQEDA; liap=true"), Some(SessionToken::of_test("AQEDA")));
        assert_eq!(linkedin("li_at=AQEDA"), linkedin("li_at=\"AQEDA\"; liap=true"));
        assert_ne!(linkedin("li_at=AQEDA"), linkedin("li_at=AQEDB"));
        assert_eq!([linkedin("li_at=delete me"), linkedin("li_at!=AQEDA"), linkedin("")], [None, None, None]);
        assert_eq!(token(PlatformId::Facebook, "c_user=1000; xs=t"), None);
        assert_eq!(token(PlatformId::X, "twid=u%3D12; auth_token=t"), None);
        assert_eq!(format!("{:?}", linkedin("li_at=AQEDA")), "Some(SessionToken(…))");
    }

    #[test]
    fn cookies_that_are_kept_apart_count_under_their_own_site_only() {
        for (site, expected) in [
            ("https://facebook.com", true),
            ("http://facebook.com", false),
            ("https://instagram.com", false),
            ("https://notfacebook.com", false),
            ("https://facebook.com.example", false),
            ("", false),
        ] {
            assert_eq!(is_own_partition(site, PlatformId::Facebook), expected, "{site}");
        }
    }

    #[test]
    fn only_login_cookies_of_the_sites_concern_us() {
        for (name, domain, expected) in [
            ("c_user", ".facebook.com", true),
            ("xs", "www.facebook.com", true),
            ("i_user", ".facebook.com", true),
            ("li_at", ".www.linkedin.com", true),
            ("datr", ".facebook.com", false),
            ("c_user", ".notfacebook.com", false),
            ("c_user", ".facebook.com.example", false),
            ("c_user", ".instagram.com", false),
            ("", "", false),
        ] {
            assert_eq!(affects_login(name, domain), expected, "{name} of {domain}");
        }
    }

    #[test]
    fn any_cookie_of_a_site_tells_of_a_visit() {
        for (domain, expected) in [
            (".facebook.com", true),
            ("www.linkedin.com", true),
            (".notfacebook.com", false),
            (".facebook.com.example", false),
            ("", false),
        ] {
            assert_eq!(is_of_a_site(domain), expected, "{domain}");
        }
    }

    #[test]
    fn account_numbers_do_not_reach_a_log() {
        assert_eq!(format!("{:?}", somebody("1000")), "LoggedIn(Number(…))");
    }
}
