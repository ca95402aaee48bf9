//! The cookies that say whether somebody is logged in, and who.

/// The cookies that prove a login: the secret one *and* the one that says who.
///
/// Both are needed. Sites hand guests many cookies, and an id cookie may outlive its session.
#[derive(Debug)]
pub struct Session {
    /// A cookie counts only if the browser would send it to this address.
    pub url: &'static str,
    /// The session token (`HttpOnly`). Its value is read to see that it is not empty; where there is no account number, it
    /// is also compared with a salted hash of the one seen before, and dropped then.
    pub token: &'static str,
    /// The cookie beside it that says who is logged in.
    pub identity: Identity,
    /// A cookie that says the person acts as somebody else (a Page), so that the account is uncertain.
    pub acting_as: Option<&'static str>,
    /// Values the site writes into a cookie when it logs out, beside the empty one.
    pub logged_out_values: &'static [&'static str],
}

impl Session {
    /// The names of all cookies that have a say in the login, and no others.
    pub fn cookie_names(&self) -> impl Iterator<Item = &'static str> {
        [Some(self.token), Some(self.identity.cookie()), self.acting_as].into_iter().flatten()
    }
}

/// The cookie by which a platform says who is logged in.
#[derive(Debug)]
pub enum Identity {
    /// The cookie holds the account's number.
    AccountNumber {
        /// The cookie's name.
        cookie: &'static str,
        /// The texts of which one stands before the number.
        before: &'static [&'static str],
    },
    /// The cookie holds a fixed word and says only *that* somebody is logged in.
    Flag {
        /// The cookie's name.
        cookie: &'static str,
        /// The word it holds while somebody is logged in.
        value: &'static str,
    },
}

impl Identity {
    /// The name of the cookie.
    #[must_use]
    pub const fn cookie(&self) -> &'static str {
        match self {
            Self::AccountNumber { cookie, .. } | Self::Flag { cookie, .. } => cookie,
        }
    }
}
