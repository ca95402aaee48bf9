//! Opens a browser in which a person looks around, with a throw-away profile and the extension in it.

use crate::args::Args;
use crate::browser::{Browser, CookieStore};
use crate::driver::{Kind, Setup, require};
use crate::profile::Scratch;
use crate::wait::{Outcome, wait_for_person};
use std::fs;
use std::time::SystemTime;

/// Opens the browser on the real web and waits until it is closed.
pub(crate) fn run(args: &Args) -> Outcome {
    let kind = visible(args)?;
    println!("{} opens with an empty profile that is thrown away afterwards. This is the real web.", kind.name());
    let setup = Setup {
        language: language(),
        headless: false,
        bare: false,
        stand_ins: None,
        without_wasm: false,
        keeps_alerts: false,
        user_agent: None,
        restores: false,
    };
    show(args, kind, &setup, &["about:blank"])
}

/// Returns the browser for a person: the one that was named, otherwise the first that is installed.
pub(crate) fn visible(args: &Args) -> Outcome<Kind> {
    let display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if cfg!(target_os = "linux") && !display && !args.headless {
        return Err(
            "There is no display to show a browser on: ./build.sh demo --headless makes pictures instead".into()
        );
    }
    let installed = |kind: &Kind| kind.require().is_ok();
    let kind = args.browser.or_else(|| Kind::ALL.into_iter().find(installed)).unwrap_or(Kind::Firefox);
    require(&[kind], &args.dist).map(|()| kind)
}

/// Shows these addresses, each in its tab, until the person closes the browser or presses Ctrl-C.
pub(crate) fn show(args: &Args, kind: Kind, setup: &Setup, addresses: &[&str]) -> Outcome {
    let package = std::path::absolute(args.dist.join(kind.name())).map_err(|e| e.to_string())?;
    let scratch = Scratch::new()?;
    // Ctrl-C reaches the browser too. It ends, and then we end in good order and remove the profile.
    let signals = tokio::runtime::Runtime::new().map_err(|e| e.to_string())?;
    signals.spawn(async { while tokio::signal::ctrl_c().await.is_ok() {} });
    let mut browser = Browser::start(kind, &scratch, setup)?;
    browser.install(&package)?;
    for address in addresses {
        browser.open(address, &CookieStore::default())?;
    }
    println!("Close the browser, or press Ctrl-C here, to end.");
    let mut seen = touched(args);
    wait_for_person(|| {
        let now = touched(args);
        if now > seen {
            seen = now;
            let loaded = browser.install(&package);
            println!("{}", loaded.map_or_else(|error| error, |()| "Loaded again.".into()));
        }
        !browser.driver().is_open()
    });
    Ok(())
}

/// Returns the time at which the package was last ready to be loaded again.
fn touched(args: &Args) -> Option<SystemTime> {
    fs::metadata(args.again_after.as_ref()?).and_then(|data| data.modified()).ok()
}

/// Returns the language of the person at the keyboard, among those in which the extension has its texts.
pub(crate) fn language() -> &'static str {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if named.is_some_and(|name| name.starts_with("nl")) { "nl" } else { "en" }
}
