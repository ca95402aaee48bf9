//! x.com: the first checkbox under "Grok & Third-party Collaborators". Watched on request.

use crate::platforms::facts::{Access, PathRule, Platform};
use crate::platforms::objection::{Certainty, Link, Objection, Route};
use crate::platforms::selectors::{LayoutSelectors, Selectors, SwitchSelectors};
use crate::platforms::session::{Identity, Session};

/// X, once Twitter; twitter.com leads here and holds no session of its own any more.
pub(super) static X: Platform = Platform {
    slug: "x",
    name: "X",
    domain: "x.com",
    access: Access::Optional,
    home: "https://x.com/home",
    main_hosts: &["www", "mobile"],
    has_language_hosts: false,
    path_rules: &[("/settings", PathRule::Settings)],
    // Nothing of ours is ever shown there.
    layout: LayoutSelectors { header: "", dialog: "", dark: "", light: "" },
    // `auth_token` is the HttpOnly token; `twid` is readable by scripts and holds the account's number behind an encoded
    // `u=`. `ct0`, `guest_id` and `gt` are set for guests too. Source: brave/psst-component `src/twitter/user.ts` (2026),
    // mautrix/twitter `pkg/twittermeow/cookies/cookies.go`. Checked 2026-11-22.
    session: Session {
        url: "https://x.com/",
        token: "auth_token",
        identity: Identity::AccountNumber { cookie: "twid", before: &["u%3D", "u="] },
        acting_as: None,
        logged_out_values: &[],
    },
    objection: Objection {
        route: Route::Switch,
        certainty: Certainty::Medium,
        selectors: Selectors::Switch(&SWITCH),
        main: Link {
            url: "https://x.com/settings/grok_settings",
            source: "X's own menu of privacy settings, and several public lists of opt-outs, 2025 and 2026",
            checked: "2026-11-22",
        },
        alternates: &[],
        other_rights: &[],
        fallback: Link {
            url: "https://x.com/settings/privacy_and_safety",
            source: "the menu above the setting, as somebody walked through it in French in 2026 (medium confidence)",
            checked: "2026-11-22",
        },
    },
    group: None,
    accounts_center: None,
    // The policy of 2026-07-16 says what earlier ones said, so it is no change.
    rules: &[],
};

/// The switch. It has no name that stays: X numbers its checkboxes as it draws them (brave/psst-component). Somebody who
/// looked in 2026 found three, training first, then personalising, then remembering; in 2024 it was alone. The address of
/// its requests is that of X's other settings (medium confidence). Checked 2026-11-22.
static SWITCH: SwitchSelectors = SwitchSelectors {
    named: ":not(*)",
    any: ":is(main, [role=main]) input:is([type=checkbox], [role=switch])",
    among_several: true,
    press: ":is(main, [role=main]) :is(input, label)",
    requests: &["/i/api/1.1/account/settings.json"],
};
