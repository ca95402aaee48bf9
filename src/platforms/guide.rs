//! Facts of the guide page beyond those of the platforms: further links, sources, authorities.
//!
//! The build writes them into the page as plain HTML (`src/bin/xtask/guide.rs`), so that they cost no wasm.

use crate::platforms::objection::Link;
use crate::platforms::provenance::Provenance;

/// Somebody who says something that the guide says, too.
#[derive(Debug)]
pub struct Source {
    /// The fragment on the page is `source-` and this.
    pub id: &'static str,
    /// The name, never translated; a text that somebody keeps a copy of names the keeper, too.
    pub name: &'static str,
    /// The day, month or year it was said; empty where the source does not tell.
    pub said: &'static str,
    /// The address where it can be read; empty where none was kept.
    pub url: &'static str,
    /// The day on which it was last checked, as `YYYY-MM-DD`.
    pub checked: &'static str,
}

/// A data protection authority.
#[derive(Debug)]
pub struct Authority {
    /// ISO 3166-1 alpha-2. The browser knows the country's name in every language.
    pub country: &'static str,
    /// The name it gives itself, as far as we know that.
    pub name: &'static str,
    /// Its website.
    pub url: &'static str,
    /// The day on which the address was last checked, as `YYYY-MM-DD`.
    pub checked: &'static str,
}

/// A site that the guide explains and Bezwaar does not watch.
#[derive(Debug)]
pub struct Explained {
    /// The name people know it by. A brand, so it is not translated.
    pub name: &'static str,
    /// The fragment of its section on the guide.
    pub section: &'static str,
}

/// The sites that people look for here, although there is nothing to watch: YouTube's switch is off until its owner
/// turns it on, and Threads and Messenger go with an account of Instagram or Facebook.
pub static EXPLAINED: &[Explained] = &[
    Explained { name: "YouTube", section: "youtube" },
    Explained { name: "Threads", section: "threads" },
    Explained { name: "Messenger", section: "messenger" },
];

/// The links of the guide apart from the platforms' own, each with the name that stands for it in the page.
pub static LINKS: &[(&str, Link)] = &[
    (
        "linkedin form",
        Link {
            url: "https://www.linkedin.com/help/linkedin/ask/TS-DPRO",
            source: Provenance::of(
                "LinkedIn's Data Processing Objection Form: LinkedIn help a6278444, dutchcowboys.nl (2025-09-19), Garante",
            ),
            checked: "2026-11-22",
        },
    ),
    (
        "meta help",
        Link {
            url: "https://help.meta.com/support/privacy/",
            source: Provenance::of(
                "the link for rights in Meta's EU policy since 2026-07-23 (OpenTermsArchive/pga-versions eb1bd1b1), and still \
                 in that of 2026-08-22",
            ),
            checked: "2026-11-26",
        },
    ),
    (
        "grok",
        Link {
            url: "https://grok.com/?_s=data",
            source: Provenance::of(
                "seen in several public repositories, among them notes on Grok's settings of 2026-10-02 (medium confidence)",
            ),
            checked: "2026-11-26",
        },
    ),
    (
        "youtube",
        Link {
            url: "https://studio.youtube.com",
            source: Provenance::of("YouTube Studio; where in it the setting is: YouTube Help 15509944"),
            checked: "2026-11-22",
        },
    ),
];
