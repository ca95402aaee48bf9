//! The addresses of the extension's own pages: written by whoever leads there, read by the page itself.
//!
//! [`letter`](crate::core::page::letter) has that of the guide, which says more.

use crate::platforms::PlatformId;

/// The fragment of the popup that is opened to ask about an account, up to whose account it is.
const ASK: &str = "done/";

/// The fragment of the record page that is opened to read how a page is built, up to the number of its tab.
const CAPTURE: &str = "capture/";

/// Returns the address of the popup that asks about an account at once. `whose`: its id, or the name of a platform, for the account
/// that is logged in where it is opened.
#[must_use]
pub fn questions_address(whose: &str) -> String {
    ["popup.html#", ASK, whose].concat()
}

/// Reads whom [`questions_address`] is about.
#[must_use]
pub fn asked_about(address: &str) -> Option<&str> {
    fragment(address)?.strip_prefix(ASK)
}

/// Returns the address of the record page that reads at once how the page in a tab is built.
#[must_use]
pub fn capture_address(tab: u32) -> String {
    ["record.html#", CAPTURE, &tab.to_string()].concat()
}

/// Reads which tab [`capture_address`] is about.
#[must_use]
pub fn tab_to_capture(address: &str) -> Option<u32> {
    fragment(address)?.strip_prefix(CAPTURE)?.parse().ok()
}

/// Returns the address of a platform's part of the guide.
#[must_use]
pub fn guide_part_address(platform: PlatformId) -> String {
    ["guide.html#", platform.slug()].concat()
}

/// Returns what stands behind the `#`. It looks for one character: a search for a text of several would be the only one, and weighs
/// 4 kB.
fn fragment(address: &str) -> Option<&str> {
    Some(address.split_once('#')?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for whose in ["facebook", "instagram/00ab"] {
            let address = questions_address(whose);
            assert_eq!((asked_about(&address), tab_to_capture(&address)), (Some(whose), None), "{address}");
        }
        let address = capture_address(12);
        assert_eq!((tab_to_capture(&address), asked_about(&address)), (Some(12), None), "{address}");
    }

    #[test]
    fn any_other_address_asks_for_nothing() {
        for address in
            ["", "popup.html", "popup.html#", "done/facebook", "record.html#settings", "record.html#capture/x"]
        {
            assert_eq!((asked_about(address), tab_to_capture(address)), (None, None), "{address}");
        }
    }
}
