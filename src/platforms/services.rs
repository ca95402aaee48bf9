//! Other services that train AI, which the guide only links to: the page of the setting, as far as it is certain.

use crate::platforms::{Link, Provenance};

/// A service that the guide names, and where its setting is.
#[derive(Debug)]
pub struct Service {
    /// The name people know it by. A brand, so it is not translated.
    pub name: &'static str,
    /// The page of the setting, of the form, or of the service's own help about it.
    pub setting: Link,
}

const fn service(name: &'static str, url: &'static str, source: &'static str, checked: &'static str) -> Service {
    Service { name, setting: Link { url, source: Provenance::of(source), checked } }
}

/// The services stand in the order of the guide. What is known of a setting without a certain address stands there in words.
#[rustfmt::skip] // A table reads better with one service per line.
pub static SERVICES: &[Service] = &[
    service("ChatGPT", "https://chatgpt.com/settings/data-controls", "notes on privacy settings in public code (RachaelQuisel/ai-privacy-settings-check 0e204aae, 2026-10-02)", "2026-11-26"),
    service("Claude", "https://claude.ai/settings/data-privacy-controls", "notes on privacy settings in public code (RachaelQuisel/ai-privacy-settings-check ea263f5c, 2026-10-02)", "2026-11-26"),
    service("Gemini", "https://myactivity.google.com/product/gemini", "Gemini Apps Help 13278892, and the same notes in public code (2026-10-02)", "2026-11-26"),
    service("GitHub Copilot", "https://github.com/settings/copilot/features", "GitHub's terms of service, section J (OpenTermsArchive/contrib-versions 77a83311f)", "2026-11-26"),
    service("TikTok", "https://www.tiktok.com/legal/right-to-object?lang=en", "TikTok's privacy policy of 2026-08-20 (OpenTermsArchive/pga-versions 08abb704)", "2026-11-26"),
    service("Quora", "https://www.quora.com/settings/privacy", "Quora Help 15205064557844, and its policy of 2025-10-23", "2026-11-26"),
    service("eBay", "https://accountsettings.ebay.com/ai-preferences", "consumer bodies cite it for .com, .co.uk and .de (Verbraucherzentrale Sachsen, giga.de 2025-04)", "2026-11-26"),
    service("Grammarly", "https://account.grammarly.com/security/privacy", "Grammarly's privacy policy of 2026-08-15", "2026-11-26"),
    service("Figma", "https://help.figma.com/hc/en-us/articles/17725942479127", "Figma's own help about it; the setting itself is for those who manage a team", "2026-11-26"),
];
