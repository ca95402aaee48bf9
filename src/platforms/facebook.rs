//! facebook.com: Meta's objection form for a Facebook account.

use crate::platforms::facts::{Access, PathRule, Platform, RuleChange};
use crate::platforms::objection::{Certainty, Link, ObjectionFacts, Route, ValidYear};
use crate::platforms::provenance::Provenance;
use crate::platforms::selectors::{FormSelectors, KnownSentence, LayoutSelectors, RequestPath, Selectors};
use crate::platforms::session::{Identity, Session};

/// Facebook, on www, web, m and the locale hosts such as `de-de.facebook.com`.
pub(super) static FACEBOOK: Platform = Platform {
    slug: "facebook",
    name: "Facebook",
    company: "Meta",
    domain: "facebook.com",
    access: Access::Required,
    home: "https://www.facebook.com/",
    main_hosts: &["www", "web", "m"],
    has_language_hosts: true,
    has_versioned_paths: true,
    // Pages of a session that is not a normal one: mautrix/meta `httpclient/http.go` (2026-08). Messages and
    // payments: our own choice of places where people must not be disturbed. Checked 2026-11-22. The window of "Log in with
    // Facebook", with a version before it: Meta's guide "Manually Build a Login Flow". The question for a code: instaloader. Windows
    // of calls: WebKit's `Quirks` tests (`/groupcall/ROOM:…`). Pictures of messages and the window for sharing: links in public
    // repositories. Checked 2026-11-28.
    path_rules: &[
        ("/login", PathRule::OffLimits),
        ("/login.php", PathRule::OffLimits),
        ("/checkpoint", PathRule::OffLimits),
        ("/challenge", PathRule::OffLimits),
        ("/recover", PathRule::OffLimits),
        ("/two_factor", PathRule::OffLimits),
        ("/two_step_verification", PathRule::OffLimits),
        ("/accounts/login", PathRule::OffLimits),
        ("/accounts/suspended", PathRule::OffLimits),
        ("/consent", PathRule::OffLimits),
        ("/privacy/consent", PathRule::OffLimits),
        ("/messages", PathRule::OffLimits),
        ("/dialog", PathRule::OffLimits),
        ("/auth_platform", PathRule::OffLimits),
        ("/groupcall", PathRule::OffLimits),
        ("/videocall", PathRule::OffLimits),
        ("/messenger_media", PathRule::OffLimits),
        ("/share.php", PathRule::OffLimits),
        ("/share_channel", PathRule::OffLimits),
        ("/sharer", PathRule::OffLimits),
        ("/sharer.php", PathRule::OffLimits),
        ("/payments", PathRule::OffLimits),
        ("/pay", PathRule::OffLimits),
        ("/checkout", PathRule::OffLimits),
        ("/marketplace/checkout", PathRule::OffLimits),
    ],
    // Roles, since class names are hashes that change. The classes on the root element: facebook-clean-my-feeds
    // (2025-12), Mask Network. Checked 2026-11-22.
    layout: LayoutSelectors {
        header: "[role=banner]",
        dialog: "[role$=dialog], dialog[open]",
        dark: ".__fb-dark-mode",
        light: ".__fb-light-mode",
    },
    // `c_user` holds the account number and is readable by scripts, `xs` is the HttpOnly token. `datr`, `sb` and `fr`
    // are set for guests too. Source: facebookincubator/meta-code-verify `src/js/content.ts` (2026-05), mautrix/meta
    // `pkg/messagix/cookies/cookies.go` (2026-08). Checked 2026-11-22.
    session: Session {
        url: "https://www.facebook.com/",
        token: "xs",
        identity: Identity::AccountNumber { cookie: "c_user", before: &[""] },
        acting_as: Some("i_user"),
        logged_out_values: &["deleted"],
    },
    objection: ObjectionFacts {
        route: Route::Form,
        certainty: Certainty::High,
        selectors: Selectors::Form(&META_FORM),
        main: Link {
            url: "https://www.facebook.com/help/contact/6359191084165019",
            source: Provenance::of(
                "Meta's EU policy banner of 2025-04-15 (OpenTermsArchive/pga-versions a5559edd); default in Meta's \
                     Android apps, 2026; still cited on 2026-10-02",
            ),
            checked: "2026-11-26",
        },
        alternates: &[Link {
            url: "https://www.facebook.com/help/contact/712876720715583",
            source: Provenance::of(
                "Italian data protection authority, notice of 2025-04-29 (adnkronos, macitynet); datenanfragen/website \
                     01e41291 (2025-05-12), still in its snapshot of 2026-06-30",
            ),
            checked: "2026-11-26",
        }],
        other_rights: OTHER_RIGHTS,
        fallback: Link {
            url: "https://www.facebook.com/privacy/genai",
            source: Provenance::of(
                "linked about 30 times from Facebook's EU policy of 2026-08-22 (OpenTermsArchive/pga-versions)",
            ),
            checked: "2026-11-22",
        },
        stays_valid: META_STAYS_VALID,
    },
    group: Some(META_GROUP),
    accounts_center: Some(&META_ACCOUNTS_CENTER),
    rules: META_RULES,
};

/// Meta's help forms, on facebook.com and help.instagram.com, in both generations of the page.
///
/// The classic one is a `<form>` that its script posts to `/ajax/help/contact/submit/page` (published saves
/// of the page; last dated use 2024-11). Whether the pages have moved to React since is not known: then there
/// is no `<form>`, the button is any element with that role, and the request goes to the site's one address
/// for all of them. The fields' names on this form are not known, so any field counts that is not the site's
/// own or that of a login; in a classic form, its number and the button that sends it are enough, as in a last step that only
/// repeats what was filled in. A dialog may hold the form, or ask for consent to cookies. Checked 2026-11-27.
pub(super) static META_FORM: FormSelectors = FormSelectors {
    fields: ":is([type=email], [type=text], [type=tel], [type=number], [type=date], [type=url], input:not([type]), \
             textarea, select, form:has([name=support_form_id]) :is(button, [type=submit]):not([type=button], [type=reset]))\
             :not([role=combobox], [aria-autocomplete], :is([role=banner], [role=navigation], [role=search], \
             [role=contentinfo], header, nav, footer, form:has([type=password])) *)",
    // Addresses and telephones have codes, too, and a day of birth is in digits.
    code: "input:is([autocomplete=one-time-code], [name*=code i], [id*=code i], [inputmode=numeric])\
           :not([autocomplete^=postal], [autocomplete^=tel], [autocomplete^=country], \
           :is([name*=zip i], [name*=post i], [name*=country i], [name*=area i], [name*=phone i], \
           [id*=zip i], [id*=post i], [id*=country i], [id*=area i], [id*=phone i], \
           [autocomplete^=bday], [name*=birth i]))",
    alert: "[role=alert]:not(:empty), [role=alertdialog], [aria-invalid=true]",
    // Asking for the password or for a riddle is no answer, and while something is loading there is none yet.
    error: "[type=password], iframe:is([src*=captcha i], [title*=captcha i]):not([src*=\"size=invisible\"]), \
            :is(progress, [role=progressbar], [aria-busy=true]:not(form, button, [role=button], :has(form, textarea)))\
            :not(:is([role=banner], [role=navigation], [role=contentinfo], header, nav, footer, aside) *)",
    dialog: ":is([role=dialog], dialog):not(:has(input:not([type=hidden]), textarea, select))",
    form_id: "input[name=support_form_id]",
    // Those of the site around it are left out: they, too, cause requests and draw the page anew.
    submit: ":is(button, [role=button], input:is([type=submit], [type=button], [type=image]))\
           :not([aria-haspopup], [aria-expanded], :is([role=banner], [role=navigation], [role=search], \
           [role=contentinfo], header, nav, footer, form:has([type=password]), \
           :is([role$=dialog], dialog):not(:has(input:not([type=hidden], [type=checkbox]), textarea, select))) *)",
    // A question for consent to cookies has such boxes, too, and is no step of the form.
    choices: ":is([type=radio], [type=checkbox], [role=radio], [role=checkbox], [role=switch])\
              :not(:is([role=banner], [role=navigation], [role=search], [role=contentinfo], header, nav, footer, aside, \
              [role$=dialog], dialog) *)",
    // The buttons of a dialog that asks for nothing only close what came of it. What folds a part of the page may put the form out of
    // sight, but in the header it opens a menu.
    leave: ":is(a:not([target=_blank]), button, summary, [role=button], [role=link], [role=tab], [role^=menuitem])\
            :not([aria-haspopup], :is([role=banner], header) [aria-expanded], :is([role$=dialog], dialog):not(:has(input:not([type=hidden], [type=checkbox]), textarea, select)) *)",
    // A riddle has a hidden one.
    reason: "textarea:not([role=navigation] *, [name*=captcha i], [id*=captcha i])",
    requests: &[
        RequestPath { prefix: "/ajax/help/contact/submit/page", suffix: "", is_shared: false },
        RequestPath { prefix: "/api/graphql", suffix: "", is_shared: true },
    ],
    arrived: META_ARRIVED,
};

/// Meta says this when an objection has arrived, as far as it was ever quoted; nothing is known in other
/// languages. Checked 2026-11-26.
const META_ARRIVED: &[KnownSentence] = &[
    KnownSentence {
        language: "it",
        text: "Ciò significa che la tua richiesta verrà applicata d'ora in avanti allo sviluppo e al miglioramento \
               dell'IA in Meta",
        source: Provenance::of("tg24.sky.it, 2025-05-27"),
    },
    KnownSentence {
        language: "en",
        text: "We've reviewed your request and will honor your objection",
        source: Provenance::of("screenshot of 2024-05-25 by robot-one"),
    },
    KnownSentence {
        language: "es",
        text: "Hemos revisado la solicitud y aceptamos tu objeción",
        source: Provenance::of("screenshot of 2024-05-31 by manelrodero"),
    },
];

/// Meta's Accounts Center. An objection applies to the account it is made with and to "any accounts in the same
/// Accounts Center": Meta's policy text for the EU and UK (2026-03), the form's own text (2025-11).
pub(super) const META_GROUP: &str = "meta";

/// The page that lists them.
pub(super) static META_ACCOUNTS_CENTER: Link = Link {
    url: "https://accountscenter.facebook.com/accounts/",
    source: Provenance::of(
        "where Meta's EU policy of 2026-08-22 lets people manage accounts (OpenTermsArchive/pga-versions e4da78fa)",
    ),
    checked: "2026-11-26",
};

/// Meta says that objections of this year stay valid; the privacy group noyb doubts it.
pub(super) const META_STAYS_VALID: Option<ValidYear> = Some(ValidYear {
    year: 2024,
    source: Provenance::of("srf.ch (2025-05); Meta's Privacy Center, cabi-net/corporate-aesthetics (2026-03-23)"),
});

/// Meta's rules, the same for Facebook and Instagram.
pub(super) const META_RULES: &[RuleChange] = &[
    RuleChange {
        date: "2025-05-27",
        // Meta began to train AI on public posts of adults in the EU.
        what: "rules_meta_training",
        source: Provenance::of("Meta's announcement (2025-04); Dutch data protection authority (2025-05-26)"),
    },
    RuleChange {
        date: "2026-07-23",
        // It relies on legitimate interest to develop AI "for Meta Products and for third parties", with the
        // data of all registered users.
        what: "rules_meta_policy_2026",
        source: Provenance::of("Facebook's EU privacy policy of 2026-07-23 (OpenTermsArchive/pga-versions)"),
    },
];

/// Forms for another right: submitting one is no objection to AI training on what you post yourself. Two are
/// for data that *others* shared about you, one is for the rights of the law in general.
const OTHER_RIGHTS: &[Link] = &[
    Link {
        url: "https://www.facebook.com/help/contact/510058597920541",
        source: Provenance::of(
            "digitalrightswatch.org.au (2025-11); title \"Data Subject Rights for Third Party Information Used for \
                 AI at Meta\"",
        ),
        checked: "2026-11-22",
    },
    Link {
        url: "https://www.facebook.com/help/contact/1266025207620918",
        source: Provenance::of("Meta's form of 2023, \"Generative AI Data Subject Rights\""),
        checked: "2026-11-22",
    },
    Link {
        url: "https://www.facebook.com/help/contact/1994830130782319",
        source: Provenance::of(
            "the generic form that Meta's EU policy of 2026-08-22 links to from its part on legitimate interest \
                 (OpenTermsArchive/pga-versions e4da78fa)",
        ),
        checked: "2026-11-26",
    },
];
