//! Describes x.com as its stand-in plays it.

use super::{LOGIN, Setting, Site, doc, members};

/// The stand-in of x.com.
pub(crate) static X: Site = Site {
    name: "X",
    platform: "x",
    domain: "x.com",
    origin: "https://x.com",
    home: "https://x.com/home",
    deep_link: "https://x.com/settings/grok_settings",
    account: "1234567890123456789",
    id_cookie: "twid=u%3D{account}; Domain=.x.com; Path=/; Secure; SameSite=None; Max-Age=31536000",
    session_cookie: "auth_token=stand-in; Domain=.x.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=157680000",
    guest_cookies: &[
        "guest_id=v1%3A17; Domain=.x.com; Path=/; Secure; SameSite=None; Max-Age=34214400",
        "ct0=stand-in; Domain=.x.com; Path=/; Secure; SameSite=Lax; Max-Age=157680000",
        "gt=18; Domain=.x.com; Path=/; Secure; Max-Age=9000",
    ],
    logout: &[
        "auth_token=\"\"; Domain=.x.com; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0",
        "twid=\"\"; Domain=.x.com; Path=/; Secure; SameSite=None; Max-Age=0",
    ],
    csp: "default-src 'self'; connect-src 'self' blob: https://api.x.com https://*.twimg.com; font-src 'self' \
          https://*.twimg.com; form-action 'self' https://*.x.com; frame-src 'self' https://x.com; object-src 'none'; \
          script-src 'self' 'unsafe-inline' https://*.twimg.com; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:",
    root: "",
    viewer: "",
    headers: &[("x-frame-options", "DENY"), ("cross-origin-opener-policy", "same-origin-allow-popups")],
    pages: &[
        doc("", "/", include_str!("x.html")),
        doc("", "/home", include_str!("x.html")),
        members("", "/settings/", include_str!("x-settings.html")),
        doc("", "/login/", LOGIN),
    ],
    setting: Some(Setting {
        switch: "input[type=checkbox]",
        press: "#place > label",
        saves: "/i/api/graphql/Q1w2/XaiDataSharingSettingsMutation",
        beside: "https://x.com/settings/privacy_and_safety",
        alias: "https://x.com/settings/grok_settings/",
        named: false,
    }),
};
