//! instagram.com: Meta's objection form for an Instagram account.

use crate::platforms::facebook::{META_ACCOUNTS_CENTER, META_FORM, META_GROUP, META_RULES, META_STAYS_VALID};
use crate::platforms::facts::{Access, PathRule, Platform};
use crate::platforms::objection::{Certainty, Link, ObjectionFacts, Route};
use crate::platforms::provenance::Provenance;
use crate::platforms::selectors::{LayoutSelectors, Selectors};
use crate::platforms::session::{Identity, Session};

/// Instagram; the form lives on help.instagram.com.
pub(super) static INSTAGRAM: Platform = Platform {
    slug: "instagram",
    name: "Instagram",
    company: "Meta",
    domain: "instagram.com",
    access: Access::Required,
    home: "https://www.instagram.com/",
    main_hosts: &["www"],
    has_language_hosts: false,
    has_versioned_paths: false,
    // Pages of a session that is not a normal one: mautrix/meta `httpclient/http.go` (2026-08). Messages and
    // payments: our own choice of places where people must not be disturbed. Checked 2026-11-22. The question for a code:
    // instaloader; the window of a call: links in public repositories. Checked 2026-11-28.
    path_rules: &[
        ("/accounts", PathRule::OffLimits),
        ("/challenge", PathRule::OffLimits),
        ("/checkpoint", PathRule::OffLimits),
        ("/consent", PathRule::OffLimits),
        ("/privacy/consent", PathRule::OffLimits),
        ("/direct", PathRule::OffLimits),
        ("/oauth", PathRule::OffLimits),
        ("/auth_platform", PathRule::OffLimits),
        ("/call", PathRule::OffLimits),
        ("/payments", PathRule::OffLimits),
        ("/checkout", PathRule::OffLimits),
    ],
    // Roles, since class names are hashes that change. The classes on the root element: facebook-clean-my-feeds
    // (2025-12), Mask Network. Checked 2026-11-22.
    layout: LayoutSelectors {
        header: "[role=banner]",
        dialog: "[role$=dialog], dialog[open]",
        dark: ".__fb-dark-mode",
        light: ".__fb-light-mode",
    },
    // `ds_user_id` holds the account number, `sessionid` is the HttpOnly token; `csrftoken`, `mid` and `ig_did` are set
    // for guests too. Source: meta-code-verify `src/js/content.ts` (2026-05), mautrix/meta `cookies.go` (2026-08).
    // Checked 2026-11-22.
    session: Session {
        url: "https://www.instagram.com/",
        token: "sessionid",
        identity: Identity::AccountNumber { cookie: "ds_user_id", before: &[""] },
        acting_as: None,
        logged_out_values: &["deleted"],
    },
    objection: ObjectionFacts {
        route: Route::Form,
        certainty: Certainty::High,
        selectors: Selectors::Form(&META_FORM),
        main: Link {
            url: "https://help.instagram.com/contact/233964459562201",
            source: Provenance::of(
                "Meta's Instagram policy banner of 2025-04-16 (OpenTermsArchive/pga-versions 9e614ca9); constant \
                     RIGHT_LINK in the Instagram Android app, 2026; still cited on 2026-10-02",
            ),
            checked: "2026-11-26",
        },
        alternates: &[Link {
            url: "https://help.instagram.com/contact/767264225370182",
            source: Provenance::of(
                "Italian data protection authority, notice of 2025-04-29 (adnkronos, macitynet); datenanfragen/website \
                     01e41291 (2025-05-12), still in its snapshot of 2026-06-30",
            ),
            checked: "2026-11-26",
        }],
        // This one is for the rights of the law in general. Those for data that others shared are on facebook.com.
        other_rights: &[Link {
            url: "https://help.instagram.com/contact/117037592428568",
            source: Provenance::of(
                "the generic form that Meta's EU policy of 2026-08-22 links to for Instagram \
                     (OpenTermsArchive/pga-versions e4da78fa)",
            ),
            checked: "2026-11-26",
        }],
        fallback: Link {
            url: "https://privacycenter.instagram.com/privacy/genai/",
            source: Provenance::of("snapshot of Meta's Privacy Center, cabi-net/corporate-aesthetics (2026-03-23)"),
            checked: "2026-11-22",
        },
        stays_valid: META_STAYS_VALID,
    },
    group: Some(META_GROUP),
    accounts_center: Some(&META_ACCOUNTS_CENTER),
    rules: META_RULES,
};
