//! The core tells a page what to do, and judges what its reports mean.
//!
//! - [`address`]: the address of a page → what kind of page it is.
//! - [`content_scripts`]: which scripts the browser puts into which pages by itself.
//! - [`intent`]: whose form a person asked for → whether the one that came up is somebody else's.
//! - [`letter`]: the address of the guide with the letters about one objection.
//! - [`own_page`]: the addresses of the extension's other pages.
//! - [`plan`]: what the content script in a page is told to look for and to show; [`panel`]: what it shows.
//! - [`report`]: what the script in a page observes; [`verdict`]: what that proves.

pub mod address;
pub mod content_scripts;
pub mod intent;
pub mod letter;
pub mod own_page;
pub mod panel;
pub mod plan;
pub mod report;
pub mod verdict;
