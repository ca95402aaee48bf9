//! Describes the three sites as the stand-ins play them: hosts, headers, cookies and pages, all of it data.
//!
//! The tests keep their own copy of every address and cookie name, because a test that took them from the code under
//! test would agree with any mistake in it.

/// A site, as its stand-in plays it.
pub(crate) struct Site {
    /// The name by which people call it.
    pub(crate) name: &'static str,
    /// The name with which the popup's rows are marked.
    pub(crate) platform: &'static str,
    /// The registrable domain.
    pub(crate) domain: &'static str,
    /// The origin that logs people in.
    pub(crate) origin: &'static str,
    /// The address at which a person arrives, and where the popup leads who is not logged in.
    pub(crate) home: &'static str,
    /// The address to which the popup's button must lead.
    pub(crate) deep_link: &'static str,
    /// The account that logs in unless another is named.
    pub(crate) account: &'static str,
    /// The readable cookie of a login. `{account}` stands for the account.
    pub(crate) id_cookie: &'static str,
    /// The cookie that carries the session.
    pub(crate) session_cookie: &'static str,
    /// The cookies of a visitor who never logged in.
    pub(crate) guest_cookies: &'static [&'static str],
    /// The cookies with which the server takes the login back.
    pub(crate) logout: &'static [&'static str],
    /// The Content-Security-Policy; `{nonce}` is new for every answer.
    pub(crate) csp: &'static str,
    /// The attributes with which its feed's root element is marked.
    pub(crate) root: &'static str,
    /// The markup with which its pages name who is logged in.
    pub(crate) viewer: &'static str,
    /// The other headers that are peculiar to the site.
    pub(crate) headers: &'static [(&'static str, &'static str)],
    /// The pages. The first that fits is served.
    pub(crate) pages: &'static [Doc],
    /// Its setting, if a person objects with a switch.
    pub(crate) setting: Option<Setting>,
}

/// A switch in the settings.
pub(crate) struct Setting {
    /// The selector of the switch itself.
    pub(crate) switch: &'static str,
    /// The selector of what a person presses to change it.
    pub(crate) press: &'static str,
    /// The address to which the page sends a change.
    pub(crate) saves: &'static str,
    /// Another page of the settings, from which one goes there without loading.
    pub(crate) beside: &'static str,
    /// Another address of the same setting.
    pub(crate) alias: &'static str,
    /// True if it has a name by which it is told from others on its page.
    pub(crate) named: bool,
}

/// A page of a site.
pub(crate) struct Doc {
    /// The host's first label or labels; empty for any.
    pub(crate) host: &'static str,
    /// The path. With a slash at the end also everything below it.
    pub(crate) path: &'static str,
    /// True if a visitor is sent to the login first.
    pub(crate) members_only: bool,
    /// The HTML with its `{placeholders}`.
    pub(crate) html: &'static str,
}

const fn doc(host: &'static str, path: &'static str, html: &'static str) -> Doc {
    Doc { host, path, members_only: false, html }
}

const fn members(host: &'static str, path: &'static str, html: &'static str) -> Doc {
    Doc { host, path, members_only: true, html }
}

const FEED: &str = include_str!("feed.html");
const FORM: &str = include_str!("form.html");
const LOGIN: &str = include_str!("login.html");
const PRIVACY: &str = include_str!("privacy.html");

// The headers and cookie flags are as the real sites send them; the nonce and the origin-agent-cluster value are
// examples.
const META_HEADERS: &[(&str, &str)] = &[
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin-allow-popups"),
    ("origin-agent-cluster", "?0"),
];

/// The stand-in of facebook.com.
pub(crate) static FACEBOOK: Site = Site {
    name: "Facebook",
    platform: "facebook",
    domain: "facebook.com",
    origin: "https://www.facebook.com",
    home: "https://www.facebook.com/",
    deep_link: "https://www.facebook.com/help/contact/6359191084165019",
    account: "100012345678901",
    id_cookie: "c_user={account}; Domain=.facebook.com; Path=/; Secure; SameSite=None; Max-Age=31536000",
    session_cookie: "xs=27%3Astand-in; Domain=.facebook.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=31536000",
    guest_cookies: &[
        "datr=stand-in; Domain=.facebook.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=34560000",
        "sb=stand-in; Domain=.facebook.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=34560000",
        "fr=stand-in; Domain=.facebook.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=7776000",
    ],
    logout: &[
        "c_user=deleted; Domain=.facebook.com; Path=/; Secure; SameSite=None; Max-Age=0",
        "xs=deleted; Domain=.facebook.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0",
        "i_user=deleted; Domain=.facebook.com; Path=/; Secure; SameSite=None; Max-Age=0",
    ],
    csp: "default-src blob: 'self' *.facebook.com *.fbcdn.net; \
          script-src *.facebook.com *.fbcdn.net 'nonce-{nonce}' blob: data: 'self' 'wasm-unsafe-eval'; \
          style-src *.fbcdn.net data: *.facebook.com 'unsafe-inline'; connect-src *.facebook.com 'self'; \
          worker-src https://www.facebook.com/static_resources/webworker/; frame-src *.facebook.com",
    root: "class=\"__fb-light-mode\"",
    viewer: r#"["CurrentUserInitialData",[],{"ACCOUNT_ID":"{account}","USER_ID":"{account}","NAME":"Test"},270]"#,
    headers: META_HEADERS,
    pages: &[
        doc("", "/", FEED),
        doc("", "/groups/", FEED),
        doc("", "/messages/", FEED),
        doc("", "/marketplace/", FEED),
        doc("", "/checkpoint/", FEED),
        members("", "/help/contact/", FORM),
        doc("www", "/privacy/genai", PRIVACY),
        doc("", "/login/", LOGIN),
    ],
    setting: None,
};

/// The stand-in of instagram.com.
pub(crate) static INSTAGRAM: Site = Site {
    name: "Instagram",
    platform: "instagram",
    domain: "instagram.com",
    origin: "https://www.instagram.com",
    home: "https://www.instagram.com/",
    deep_link: "https://help.instagram.com/contact/233964459562201",
    account: "17841400000000017",
    id_cookie: "ds_user_id={account}; Domain=.instagram.com; Path=/; Secure; SameSite=None; Max-Age=7776000",
    session_cookie: "sessionid={account}%3Astand-in; Domain=.instagram.com; Path=/; Secure; HttpOnly; SameSite=None; \
                     Max-Age=31536000",
    guest_cookies: &[
        "csrftoken=stand-in; Domain=.instagram.com; Path=/; Secure; SameSite=None; Max-Age=31449600",
        "mid=stand-in; Domain=.instagram.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=34560000",
        "ig_did=STAND-IN; Domain=.instagram.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=31536000",
        "datr=stand-in; Domain=.instagram.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=34560000",
    ],
    logout: &[
        "ds_user_id=; Domain=.instagram.com; Path=/; Secure; SameSite=None; Max-Age=0",
        "sessionid=; Domain=.instagram.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0",
    ],
    csp: "default-src blob: 'self' *.instagram.com static.cdninstagram.com *.facebook.com *.fbcdn.net; \
          script-src *.instagram.com static.cdninstagram.com *.facebook.com *.fbcdn.net 'nonce-{nonce}' blob: data: \
          'self' 'wasm-unsafe-eval'; style-src *.fbcdn.net data: *.instagram.com static.cdninstagram.com \
          'unsafe-inline'; connect-src *.instagram.com *.facebook.com 'self'; \
          worker-src https://www.instagram.com/static_resources/webworker/; frame-src *.instagram.com *.facebook.com",
    root: "style=\"--ig-primary-background: 255, 255, 255\"",
    viewer: r#"["PolarisViewer",[],{"id":"{account}","data":{"fbid":"{account}","username":"test"}},7]"#,
    headers: META_HEADERS,
    pages: &[
        doc("www", "/", FEED),
        doc("www", "/explore/", FEED),
        doc("www", "/direct/", FEED),
        doc("help", "/", PRIVACY),
        members("help", "/contact/", FORM),
        doc("www", "/privacy/genai", PRIVACY),
        doc("", "/login/", LOGIN),
    ],
    setting: None,
};

/// The stand-in of linkedin.com.
pub(crate) static LINKEDIN: Site = Site {
    name: "LinkedIn",
    platform: "linkedin",
    domain: "linkedin.com",
    origin: "https://www.linkedin.com",
    home: "https://www.linkedin.com/feed/",
    deep_link: "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement",
    // No cookie tells whose session it is, so the stand-in greets everybody alike.
    account: "member",
    id_cookie: "liap=true; Domain=.linkedin.com; Path=/; Secure; SameSite=None; Max-Age=31536000",
    session_cookie: "li_at=AQED-stand-in; Domain=.www.linkedin.com; Path=/; Secure; HttpOnly; SameSite=None; \
                     Max-Age=31536000",
    guest_cookies: &[
        "JSESSIONID=\"ajax:0000000000000000000\"; Domain=.www.linkedin.com; Path=/; Secure; SameSite=None",
        "lidc=\"b=STAND:s=I:r=N\"; Domain=.linkedin.com; Path=/; Secure; SameSite=None; Max-Age=86400",
        "bcookie=\"v=2&stand-in\"; Domain=.linkedin.com; Path=/; Secure; SameSite=None; Max-Age=31536000",
        "bscookie=\"v=1&stand-in\"; Domain=.www.linkedin.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=31536000",
    ],
    logout: &[
        "li_at=\"delete me\"; Domain=.www.linkedin.com; Path=/; Secure; HttpOnly; SameSite=None; \
         Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "liap=delete me; Domain=.linkedin.com; Path=/; Secure; SameSite=None; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    ],
    csp: "default-src 'none'; script-src 'report-sample' \
          'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' static.licdn.com https://www.linkedin.com/stand-in/; \
          style-src 'unsafe-inline' static.licdn.com; connect-src 'self'; img-src data: *; frame-src 'self'",
    root: "",
    viewer: "",
    headers: &[("x-frame-options", "sameorigin"), ("x-content-type-options", "nosniff")],
    pages: &[
        doc("www", "/", include_str!("linkedin.html")),
        doc("www", "/feed/", include_str!("linkedin.html")),
        members("www", "/mypreferences/", include_str!("switch.html")),
        doc("", "/login/", LOGIN),
    ],
    setting: Some(Setting {
        switch: "input[role=switch]",
        press: "label.artdeco-toggle__label",
        saves: "/mysettings-api/settingsApiSettings/allowDataForGenerativeAI",
        beside: "https://www.linkedin.com/mypreferences/d/categories/privacy",
        alias: "https://www.linkedin.com/mypreferences/m/settings/data-for-ai-improvement",
        named: true,
    }),
};

/// The sites that are watched from the start.
pub(crate) static SITES: [&Site; 3] = [&FACEBOOK, &INSTAGRAM, &LINKEDIN];

mod x;

/// The sites that are watched on request.
pub(crate) static ON_REQUEST: [&Site; 1] = [&x::X];

/// Returns all sites.
pub(crate) fn all() -> impl Iterator<Item = &'static Site> {
    SITES.into_iter().chain(ON_REQUEST)
}

impl Site {
    /// Returns the site that serves this host.
    pub(crate) fn of_host(host: &str) -> Option<&'static Site> {
        let below =
            |site: &&Site| host.strip_suffix(site.domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        all().find(below)
    }

    /// Returns whether a cookie tells which account is logged in.
    pub(crate) fn has_numbers(&self) -> bool {
        self.id_cookie.contains("{account}")
    }

    /// Returns whether it is watched on request only.
    pub(crate) fn is_on_request(&self) -> bool {
        ON_REQUEST.iter().any(|site| site.name == self.name)
    }

    /// Returns whether this host is one of the sites', or looks like it.
    pub(crate) fn served(host: &str) -> bool {
        Self::of_host(host).is_some() || crate::hostile::imitated(host).is_some()
    }

    /// Returns the cookies of a login of this account.
    pub(crate) fn login_cookies(&self, account: &str) -> [String; 2] {
        [self.id_cookie, self.session_cookie].map(|cookie| cookie.replace("{account}", account))
    }

    /// Returns the page at this address.
    pub(crate) fn page(&self, host: &str, path: &str) -> Option<&'static Doc> {
        let imitation = Self::of_host(host).is_none();
        self.pages.iter().find(|page| {
            let below = page.path.len() > 1 && page.path.ends_with('/') && path.starts_with(page.path);
            (page.path == path || below) && (host.starts_with(page.host) || imitation)
        })
    }
}
