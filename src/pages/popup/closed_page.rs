//! Firefox keeps extensions away from the hosts on a list of its own, and promises access to them all the same. That shows
//! only when a script is to be put into a page.

use crate::browser::{runtime, scripting, tabs};
use crate::core::overview::Overview;
use crate::core::page::content_scripts::expected_script;
use crate::platforms::PlatformId;
use std::cell::{Cell, RefCell};

/// Firefox's words for a tab that it lets no script into. They are not translated.
const REFUSED: &str = "Missing host permission";

thread_local! {
    static OVERVIEW: RefCell<Option<Overview>> = const { RefCell::new(None) };
    static CLOSED: Cell<Option<PlatformId>> = const { Cell::new(None) };
}

/// The platform in front of the person, if its page was found to be closed to us.
pub(super) fn closed_platform() -> Option<PlatformId> {
    CLOSED.get()
}

/// Keeps the overview that was shown last, which tells where a script has to be.
pub(super) fn remember(overview: Overview) {
    OVERVIEW.replace(Some(overview));
}

/// Puts the script that must be in the page in front already into it once more, which changes nothing where it is. Returns
/// whether the browser refuses it.
pub(super) async fn probe_page() -> bool {
    if !runtime::is_firefox() {
        return false;
    }
    let Ok(Some((tab, url))) = tabs::active().page().await else { return false };
    let expected = OVERVIEW.with_borrow(|overview| overview.as_ref().and_then(|it| expected_script(it, &url)));
    let Some((platform, script)) = expected else { return false };
    let refusal = scripting::inject(script, tab).result().await.err();
    let is_refused = refusal.is_some_and(|error| error.to_string().starts_with(REFUSED));
    CLOSED.set(is_refused.then_some(platform));
    is_refused
}
