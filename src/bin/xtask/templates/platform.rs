//! example.com: FILL IN the form or switch by which people object.

use crate::platforms::facts::{Access, PathRule, Platform};
use crate::platforms::objection::{Certainty, Link, ObjectionFacts, Route};
use crate::platforms::provenance::Provenance;
use crate::platforms::selectors::{LayoutSelectors, RequestPath, Selectors, SwitchSelectors};
use crate::platforms::session::{Identity, Session};

/// Example. FILL IN every fact, with who says so and when that was checked; `./build.sh check` refuses what is left open.
pub(super) static EXAMPLE: Platform = Platform {
    slug: "example",
    name: "Example",
    company: "Example",
    domain: "example.com",
    // A platform that is watched from the start makes browsers ask everybody again.
    access: Access::Optional,
    home: "https://www.example.com/",
    main_hosts: &["www"],
    has_language_hosts: false,
    has_versioned_paths: false,
    // FILL IN: the paths of the settings, and those where people must not be disturbed (logging in, messages, paying).
    path_rules: &[("/settings", PathRule::Settings)],
    // FILL IN for a form: selectors of header and dialogs, and how the root says dark or light. Nothing for a switch.
    layout: LayoutSelectors { header: "", dialog: "", dark: "", light: "" },
    // FILL IN: the cookie that holds the session and the one that says whose it is, and what they are after a logout.
    session: Session {
        url: "https://www.example.com/",
        token: "session",
        identity: Identity::AccountNumber { cookie: "user", before: &[""] },
        acting_as: None,
        logged_out_values: &["deleted"],
    },
    objection: ObjectionFacts {
        // A form has Route::Form and Selectors::Form, as in facebook.rs.
        route: Route::Switch,
        // With medium certainty people are asked to look for themselves.
        certainty: Certainty::Medium,
        selectors: Selectors::Switch(&SWITCH),
        main: Link {
            url: "https://www.example.com/settings/ai",
            source: Provenance::of("FILL IN"),
            checked: "FILL IN",
        },
        alternates: &[],
        other_rights: &[],
        fallback: Link {
            url: "https://www.example.com/settings",
            source: Provenance::of("FILL IN"),
            checked: "FILL IN",
        },
        stays_valid: None,
    },
    group: None,
    accounts_center: None,
    rules: &[],
};

/// The switch. FILL IN selectors that hold in every language of the site, and the paths of its requests.
static SWITCH: SwitchSelectors = SwitchSelectors {
    named: "input[name=ai-training]",
    any: "main input[type=checkbox]",
    named_otherwise: ":not(*)",
    among_several: true,
    // FILL IN: which switch it is, as a text of its own in every language.
    note: "row_set_off_x",
    press: "main :is(input, label)",
    requests: &[RequestPath { prefix: "/i/api/1.1/account/settings.json", suffix: "", is_shared: false }],
};
