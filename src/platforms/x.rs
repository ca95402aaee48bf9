//! x.com: the first checkbox under "Grok & Third-party Collaborators". Watched on request.

use crate::platforms::facts::{Access, PathRule, Platform};
use crate::platforms::objection::{Certainty, Link, ObjectionFacts, Route};
use crate::platforms::provenance::Provenance;
use crate::platforms::selectors::{LayoutSelectors, RequestPath, Selectors, SwitchSelectors};
use crate::platforms::session::{Identity, Session};

/// X, once Twitter; twitter.com leads here and holds no session of its own any more.
pub(super) static X: Platform = Platform {
    slug: "x",
    name: "X",
    company: "X",
    domain: "x.com",
    access: Access::Optional,
    home: "https://x.com/home",
    main_hosts: &["www", "mobile"],
    has_language_hosts: false,
    has_versioned_paths: false,
    path_rules: &[("/settings", PathRule::Settings)],
    // Nothing of ours is ever shown there.
    layout: LayoutSelectors { header: "", dialog: "", dark: "", light: "" },
    // `auth_token` is the HttpOnly token; `twid` is readable by scripts and holds the account's number behind
    // an encoded `u=`. `ct0`, `guest_id` and `gt` are set for guests too. Source: brave/psst-component
    // `src/twitter/user.ts` (2026), mautrix/twitter `pkg/twittermeow/cookies/cookies.go`. Checked 2026-11-22.
    session: Session {
        url: "https://x.com/",
        token: "auth_token",
        identity: Identity::AccountNumber { cookie: "twid", before: &["u%3D", "u="] },
        acting_as: None,
        logged_out_values: &[],
    },
    objection: ObjectionFacts {
        route: Route::Switch,
        certainty: Certainty::Medium,
        selectors: Selectors::Switch(&SWITCH),
        main: Link {
            url: "https://x.com/settings/grok_settings",
            source: Provenance::of(
                "a literal in X's web client (DzikStar/X-SCRAPER, copies of 2025; seen again 2026-10-02); \
                     help.x.com/en/using-x/about-grok, archived 2026-09-02",
            ),
            checked: "2026-11-26",
        },
        alternates: &[],
        other_rights: &[],
        fallback: Link {
            url: "https://x.com/settings/privacy_and_safety",
            source: Provenance::of("the menu above the setting, help.x.com/en/using-x/about-grok, archived 2026-09-02"),
            checked: "2026-11-26",
        },
        stays_valid: None,
    },
    group: None,
    accounts_center: None,
    // The policy of 2026-07-16 says what earlier ones said, so it is no change.
    rules: &[],
};

/// The switch: the first of two or three boxes, which X shows only once its data is there: training,
/// personalising and, for some accounts, remembering. It is drawn disabled for people under 18. The boxes
/// have no name that stays, the element around them has. A change is drawn at once and sent as a GraphQL
/// mutation, whose query number changes with every build. Source: X's own client code, copies of 2025-04 to
/// 2025-07 (DzikStar/X-SCRAPER), and its live bundles of 2026-10-02 (RachaelQuisel/ai-privacy-settings-check,
/// grok.md). Checked 2026-11-26.
static SWITCH: SwitchSelectors = SwitchSelectors {
    named: "[data-testid=xaiDataSharingSettings] > :first-child input[type=checkbox]",
    // It matches any box or switch, for the day on which that name goes.
    any: ":is(main, [role=main]) input:is([type=checkbox], [role=switch])",
    // None of them has a name.
    named_otherwise: ":not(*)",
    among_several: true,
    note: "row_set_off_x",
    press: "[data-testid=xaiDataSharingSettings] > :first-child :is(input, label), \
            :is(main, [role=main]):not(:has([data-testid=xaiDataSharingSettings])) :is(input, label)",
    requests: &[RequestPath { prefix: "/i/api/graphql/", suffix: "/XaiDataSharingSettingsMutation", is_shared: false }],
};
