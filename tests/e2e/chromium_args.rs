//! The programs of Chromium, and the arguments that they are started with.

use crate::driver::Setup;
use crate::process::{find_program, is_root};
use crate::profile::Scratch;
use crate::programs;
use crate::wait::Outcome;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The arguments that keep it from what nobody asked for.
const QUIET: [&str; 10] = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--enable-logging",
    // These two let the session install an unpacked extension.
    "--remote-debugging-pipe",
    "--enable-unsafe-extension-debugging",
];

/// The arguments that save work nobody looks at: drawing the browser's own bars, moving them, and starting a process for
/// the next site before there is one.
const BARE: [&str; 3] =
    ["--kiosk", "--animation-duration-scale=0", "--disable-features=SpareRendererForSitePerProcess"];

/// Returns what the driver is asked for.
pub(crate) fn capabilities(scratch: &Scratch, setup: &Setup) -> Outcome<Value> {
    let mut args: Vec<String> = QUIET.map(String::from).into();
    args.push(format!("--user-data-dir={}", scratch.profile().display()));
    args.push(format!("--lang={}", setup.language));
    args.push(format!("--log-file={}", scratch.logs().join("chromium.log").display()));
    args.extend(is_root().then(|| "--no-sandbox".into()));
    // Brave's and Chromium's "don't allow sites to use the JavaScript optimizer" takes WebAssembly away, too.
    args.extend(setup.without_wasm.then(|| "--js-flags=--jitless".into()));
    args.extend(setup.restores.then(|| "--restore-last-session".into()));
    args.extend(setup.headless.then(|| "--headless=new".into()));
    if setup.bare {
        args.extend(BARE.map(String::from));
    }
    if let Some(port) = setup.stand_ins {
        args.push(format!("--host-resolver-rules=MAP * 127.0.0.1:{port}"));
        args.push("--ignore-certificate-errors".into());
    }
    let mut all = setup.capabilities();
    all["goog:chromeOptions"] = json!({
        "binary": browser()?,
        "args": args,
        "enableExtensionTargets": true,
        // The bar about automated software only confuses a person in the demo.
        "excludeSwitches": ["enable-automation"],
    });
    Ok(all)
}

/// Returns the path of the browser.
pub(crate) fn browser() -> Outcome<PathBuf> {
    find_program("CHROMIUM", programs::CHROMIUM, "No Chromium found: install chromium or Google Chrome")
}

/// Returns the path of its driver.
pub(crate) fn chromedriver() -> Outcome<PathBuf> {
    find_program(
        "CHROMEDRIVER",
        programs::CHROMEDRIVER,
        "No chromedriver found: install it (Debian and Ubuntu: chromium-driver)",
    )
}
