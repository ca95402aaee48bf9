//! linkedin.com: the switch "Data for Generative AI Improvement".

use crate::platforms::facts::{Access, PathRule, Platform, RuleChange};
use crate::platforms::objection::{Certainty, Link, ObjectionFacts, Route};
use crate::platforms::provenance::Provenance;
use crate::platforms::selectors::{LayoutSelectors, RequestPath, Selectors, SwitchSelectors};
use crate::platforms::session::{Identity, Session};

/// LinkedIn; the state can be read back from the switch.
pub(super) static LINKEDIN: Platform = Platform {
    slug: "linkedin",
    name: "LinkedIn",
    company: "LinkedIn",
    domain: "linkedin.com",
    access: Access::Required,
    home: "https://www.linkedin.com/feed/",
    main_hosts: &["www"],
    has_language_hosts: false,
    has_versioned_paths: false,
    path_rules: &[("/mypreferences", PathRule::Settings)],
    // Nothing of ours is ever shown there.
    layout: LayoutSelectors { header: "", dialog: "", dark: "", light: "" },
    // `li_at` is the HttpOnly token of www; logging out sets it to "delete me". `liap` says that a member is logged in
    // and holds no id: LinkedIn keeps none in a cookie. `JSESSIONID`, `lidc` and `bcookie` are set for guests too.
    // Source: linkedin.com/legal/l/cookie-table (2024-04), mautrix/linkedin `pkg/linkedingo/request.go`.
    // Checked 2026-11-22.
    session: Session {
        url: "https://www.linkedin.com/",
        token: "li_at",
        identity: Identity::Flag { cookie: "liap", value: "true" },
        acting_as: None,
        logged_out_values: &["delete me"],
    },
    objection: ObjectionFacts {
        route: Route::Switch,
        certainty: Certainty::High,
        selectors: Selectors::Switch(&SWITCH),
        main: Link {
            url: "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement",
            source: Provenance::of(
                "LinkedIn's European Regional Privacy Notice of 2026-08-21 (OpenTermsArchive/pga-versions 185513a0); \
                     brave/psst-component d54d3c0 (2026-08-05); LinkedIn's help pages of 2026-08",
            ),
            checked: "2026-11-26",
        },
        // `/m/` instead of `/d/` is the mobile twin with the same setting names.
        alternates: &[Link {
            url: "https://www.linkedin.com/mypreferences/m/settings/data-for-ai-improvement",
            source: Provenance::of(
                "mobile twin of the desktop settings pages, seen in public code only (medium confidence)",
            ),
            checked: "2026-11-22",
        }],
        other_rights: &[],
        fallback: Link {
            url: "https://www.linkedin.com/mypreferences/d/categories/privacy",
            source: Provenance::of("category page above the setting, LinkedIn help a6278444"),
            checked: "2026-11-22",
        },
        stays_valid: None,
    },
    group: None,
    accounts_center: None,
    rules: &[RuleChange {
        date: "2025-11-03",
        // LinkedIn trains on members' data in the EU, the UK and Switzerland, among others; the switch is on by default.
        what: "rules_linkedin_training",
        source: Provenance::of(
            "LinkedIn's European Regional Privacy Notice (OpenTermsArchive/pga-versions bc7d59e9, 2025-11-04); \
                 Dutch data protection authority, 2025-09-24",
        ),
    }],
};

/// The switch. Its generated id changes, the id of its label does not; it is visually hidden, so nothing may
/// depend on its being visible. Source: brave/psst-component `src/linkedin/user.ts` (d54d3c0, 2026-08-05);
/// the address of its requests from public code of 2026-08 to 2026-10, there for the language setting.
/// Checked 2026-11-26.
static SWITCH: SwitchSelectors = SwitchSelectors {
    named: ":is([role=switch], [type=checkbox])[aria-labelledby~=allowDataForGenerativeAI]",
    // Whatever it is made of, as long as it calls itself a switch: a lone checkbox may ask for anything.
    any: "[role=switch]:not(:is(header, nav, aside, footer, [role=dialog]) *)",
    // Settings are named by their labels, whose ids stay; those that Ember and React make do not.
    named_otherwise: "[role=switch][aria-labelledby]:not([aria-labelledby^=ember], [aria-labelledby=\"\"], [aria-labelledby*=\":\"], \
                      [aria-labelledby^=_r], [aria-labelledby^=\u{ab}], [aria-labelledby~=allowDataForGenerativeAI], \
                      :is(header, nav, aside, footer, [role=dialog]) *)",
    among_several: false,
    note: "row_set_off_linkedin",
    press: "[role=switch], [type=checkbox], label, .artdeco-toggle",
    requests: &[RequestPath { prefix: "/mysettings-api/settingsApiSettings/", suffix: "", is_shared: false }],
};
