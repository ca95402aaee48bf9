//! The preferences that Firefox is started with.

use crate::driver::Setup;
use serde_json::json;

/// Returns the preferences, next to those that Firefox itself sets for a remote session (no updates, no telemetry).
pub(crate) fn user_js(extension: &str, host: &str, setup: &Setup) -> String {
    let mut preferences = vec![
        ("extensions.webextensions.uuids", json!(json!({ extension: host }).to_string())),
        // Firefox ESR and Developer Edition honour this; the ordinary Firefox cannot keep an unsigned extension.
        ("xpinstall.signatures.required", json!(false)),
        // Extensions of the system stay out: there are those of the profile, and what is built in.
        ("extensions.enabledScopes", json!(5)),
        ("browser.startup.page", json!(if setup.restores { 3 } else { 0 })),
        ("browser.startup.homepage_override.mstone", json!("ignore")),
        ("browser.aboutwelcome.enabled", json!(false)),
        ("browser.newtabpage.enabled", json!(false)),
        // All pages share one process: a start of a process per site is most of what a scenario would wait for.
        ("fission.webContentIsolationStrategy", json!(0)),
        ("dom.ipc.processCount", json!(1)),
        ("dom.ipc.processPrelaunch.enabled", json!(false)),
        // Firefox would ask for its remote settings again and again, and nobody here has them.
        ("services.settings.server", json!("data:,")),
        ("intl.accept_languages", json!(setup.language)),
        ("javascript.options.wasm", json!(!setup.without_wasm)),
        ("javascript.options.wasm_trustedprincipals", json!(!setup.without_wasm)),
    ];
    if setup.bare {
        // Its bars move otherwise while a page loads, and are drawn 60 times a second: a tenth of all that a scenario costs.
        preferences.push(("ui.prefersReducedMotion", json!(1)));
    }
    if let Some(name) = setup.user_agent {
        preferences.push(("general.useragent.override", json!(name)));
    }
    if let Some(port) = setup.stand_ins {
        preferences.push(("network.dns.forceResolve", json!("127.0.0.1")));
        preferences.push(("network.socket.forcePort", json!(format!("80,443={port}"))));
        preferences.push(("security.cert_pinning.enforcement_level", json!(0)));
    }
    preferences.iter().map(|(name, value)| format!("user_pref(\"{name}\", {value});\n")).collect()
}
