//! Firefox keeps extensions away from the hosts on a list of its own, and promises access to them all the same. That shows
//! only when a script is to be put into a page. In Chromium whoever manages the browser can block the host of a form alone.

use crate::browser::{cookies, runtime, scripting, tabs};
use crate::core::overview::Overview;
use crate::core::page::address::Address;
use crate::core::page::content_scripts::expected_script;
use crate::core::text::Key;
use crate::platforms::PlatformId;
use std::cell::{Cell, RefCell};

/// Firefox's words for a tab that it lets no script into. They are not translated.
const REFUSED: &str = "Missing host permission";

/// The platform, the name of the text that says why, and the host.
type Closed = (PlatformId, Key, &'static str);

thread_local! {
    static OVERVIEW: RefCell<Option<Overview>> = const { RefCell::new(None) };
    static CLOSED: Cell<Option<Closed>> = const { Cell::new(None) };
}

/// The platform of which a page was found to be closed to us.
pub(super) fn closed() -> Option<Closed> {
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
        return probe_forms().await;
    }
    let Ok(Some((tab, url))) = tabs::start_finding_active().id_and_url().await else { return false };
    let expected = OVERVIEW.with_borrow(|overview| overview.as_ref().and_then(|it| expected_script(it, &url)));
    let Some((platform, script)) = expected else { return false };
    let refusal = scripting::inject(script, tab).result().await.err();
    let is_refused = refusal.is_some_and(|error| error.to_string().starts_with(REFUSED));
    CLOSED.set(is_refused.then(|| (platform, Key::StateBlockedFirefox, platform.facts().domain)));
    is_refused
}

/// Asks for a cookie at each form that is on another host than the login. Returns whether the browser refuses it.
async fn probe_forms() -> bool {
    for id in PlatformId::ALL {
        let (session, form) = (&id.facts().session, id.facts().objection.main.url);
        if form.starts_with(session.url) || !is_seen(id) {
            continue;
        }
        if cookies::is_refused(cookies::start_checking(form, session.token)).await {
            let host = Address::parse(form).map_or(form, |address| address.host);
            CLOSED.set(Some((id, Key::StateBlockedAdmin, host)));
            return true;
        }
    }
    false
}

/// Returns whether somebody is seen there: without access to a platform every answer is a refusal.
fn is_seen(platform: PlatformId) -> bool {
    OVERVIEW.with_borrow(|overview| {
        let mut rows = overview.iter().flat_map(|overview| &overview.rows);
        rows.any(|row| row.platform == platform && row.account.is_some())
    })
}
