//! A capture tells how a page of a form or a switch is built and what was made of it, and nothing of whoever looks at it.
//!
//! - [`rules`]: what may be told; the script in the page redacts by them, [`redact`] checks by them.
//! - [`redact`]: one line for each node of the page.
//! - [`timeline`]: the reports of the page up to now.
//! - here: the file. `docs/CAPTURE.md` describes it for people.

pub mod redact;
pub mod rules;
pub mod timeline;

use crate::core::capture::redact::{is_path, redact_line};
use crate::core::capture::rules::{CUT, MAX_NODES, MAX_SEGMENTS, MAX_WORD_CHARS, MAX_WORDS, UNKNOWN, is_known_segment};
use crate::core::capture::timeline::{JudgedReport, is_well_formed, write_reports};
use crate::core::join::join;
use crate::core::json::decode::{Decode, declared};
use crate::core::json::parse::parse;
use crate::core::json::write::Writer;
use crate::core::page::address::{Address, Page, classify_page, is_known_host};
use crate::platforms::PlatformId;

/// The script in the package that reads a page.
pub const SCRIPT: &str = "content/capture.js";

/// No file is longer, in bytes.
pub const MAX_FILE_BYTES: usize = 200_000;

/// The most lines: after each node one may tell how many others are left out.
const MAX_LINES: usize = 2 * MAX_NODES + 1;

/// The most bytes that the lines take of it, quotation marks and line feeds included.
const MAX_LINE_BYTES: usize = 135_000;

/// A file begins with this, then comes the version.
const FORMAT: &str = "bezwaar-page";

/// The version goes up with every change that an older program would misread.
const VERSION: u16 = 1;

declared! {
    /// The script in a page hands this over.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct PageNodes {
        /// A line for each node, in the order of the page.
        pub nodes: Vec<String>,
        /// The texts that the person may add.
        pub words: Vec<Wording>,
    }
}

/// The longest answer of the script, in bytes: it hands over [`MAX_LINES`] lines at most.
const MAX_ANSWER_BYTES: usize = 2_000_000;

impl PageNodes {
    /// Reads what the script handed over; `None` if it is anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > MAX_ANSWER_BYTES {
            return None;
        }
        Self::decode(parse(text).ok()?)
    }
}

declared! {
    /// The text of a button, heading or message.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Wording {
        /// The place of its node in the list.
        pub node: u16,
        /// The text.
        pub text: String,
    }
}

declared! {
    /// A file.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Capture {
        /// [`FORMAT`].
        pub format: String,
        /// [`VERSION`].
        pub version: u16,
        /// The version of the extension.
        pub extension: String,
        /// The family of the browser: `firefox` or `chromium`.
        pub browser: String,
        /// The platform's name in code.
        pub site: String,
        /// The shape of the page's address.
        pub address: String,
        /// A line for each node.
        pub nodes: Vec<String>,
        /// The reports say what was seen there, the oldest first.
        pub seen: Vec<JudgedReport>,
        /// The texts that the person added.
        pub words: Vec<Wording>,
    }
}

/// The reasons why a text is no capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is longer than any capture.
    TooLarge,
    /// It is something else.
    NotOurs,
    /// A newer version of the extension made it.
    Newer(u16),
    /// It is a capture with something in it that none holds, here.
    Damaged(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooLarge => {
                write!(out, "this file is larger than {MAX_FILE_BYTES} bytes, which no capture of a page is")
            }
            Self::NotOurs => write!(out, "this file is no capture of a page"),
            Self::Newer(version) => write!(out, "this capture has version {version}, and only {VERSION} is known"),
            Self::Damaged(place) => write!(out, "this capture is damaged: {place} holds what no capture does"),
        }
    }
}

/// The platform of the form or switch that is at this address.
#[must_use]
pub fn captured_platform(url: &str) -> Option<PlatformId> {
    match classify_page(url) {
        Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform) => Some(platform),
        Page::Ordinary(_) | Page::OffLimits => None,
    }
}

impl Capture {
    /// Puts together what is known of a page. Lines and reports that do not fit the rules are left out here, whoever made
    /// them.
    #[must_use]
    pub fn new(
        url: &str,
        nodes: Vec<String>,
        seen: &[JudgedReport],
        extension: &str,
        is_firefox: bool,
    ) -> Option<Self> {
        let platform = captured_platform(url)?;
        let mut nodes: Vec<String> = nodes.iter().take(MAX_LINES).map(|line| redact_line(line)).collect();
        let mut room = MAX_LINE_BYTES;
        let kept = nodes.iter().take_while(|line| take_room(&mut room, line)).count();
        nodes.truncate(kept);
        let capture = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            extension: extension.to_owned(),
            browser: if is_firefox { "firefox" } else { "chromium" }.to_owned(),
            site: platform.slug().to_owned(),
            address: address_shape(url, platform),
            nodes,
            seen: seen.iter().filter(|judged| is_well_formed(judged)).cloned().collect(),
            words: Vec::new(),
        };
        Some(capture)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`Unreadable`] if it is anything but what [`Self::write`] writes.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        if text.len() > MAX_FILE_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let mut head = parse(text).ok().and_then(|json| json.object()).ok_or(Unreadable::NotOurs)?;
        if head.text("format").is_none_or(|format| format != FORMAT) {
            return Err(Unreadable::NotOurs);
        }
        let version: u16 = head.number("version").ok_or(Unreadable::NotOurs)?;
        if version != VERSION {
            return Err(Unreadable::Newer(version));
        }
        let capture = parse(text).ok().and_then(Self::decode);
        let capture = capture.ok_or_else(|| Unreadable::Damaged("one of its fields".to_owned()))?;
        capture.damage().map_or(Ok(capture), |place| Err(Unreadable::Damaged(place)))
    }

    /// Writes it: one line for each node and report, so that people can look through it.
    #[must_use]
    pub fn write(&self) -> String {
        let lines = |name: &str, items: Vec<String>| ["\"", name, "\":[\n", &join(&items, ",\n"), "\n]"].concat();
        // Nothing in these has to be escaped.
        let field = |name: &str, value: &str| ["\"", name, "\":\"", value, "\""].concat();
        let parts = [
            ["{", &field("format", &self.format), ",\"version\":", &self.version.to_string()].concat(),
            join(&[field("extension", &self.extension), field("browser", &self.browser)], ","),
            field("site", &self.site),
            field("address", &self.address),
            lines("nodes", self.nodes.iter().map(|line| ["\"", line, "\""].concat()).collect()),
            lines("seen", write_reports(&self.seen)),
            NO_WORDS.to_owned(),
        ];
        with_words(&join(&parts, ",\n"), &self.words)
    }

    /// The platform of its page.
    #[must_use]
    pub fn platform(&self) -> Option<PlatformId> {
        PlatformId::from_slug(&self.site)
    }

    /// The place in it that holds something else than captures do.
    fn damage(&self) -> Option<String> {
        let is_version = !self.extension.is_empty()
            && self.extension.len() <= 12
            && self.extension.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let is_browser = ["firefox", "chromium"].contains(&self.browser.as_str());
        let platform = self.platform();
        let is_address = platform.is_some_and(|platform| {
            captured_platform(&self.address) == Some(platform) && address_shape(&self.address, platform) == self.address
        });
        for (name, fits) in
            [("extension", is_version), ("browser", is_browser), ("site", platform.is_some()), ("address", is_address)]
        {
            if !fits {
                return Some(name.to_owned());
            }
        }
        let node = self.nodes.iter().position(|line| redact_line(line) != *line);
        let report = self.seen.iter().position(|judged| !is_well_formed(judged));
        let word = self.words.iter().position(|word| !is_wording(word, self.nodes.len()));
        let place = |name: &str, at: usize| [name, " ", &(at + 1).to_string()].concat();
        node.map(|at| place("node", at))
            .or(report.map(|at| place("report", at)))
            .or(word.map(|at| place("word", at)))
            .or((self.nodes.len() > MAX_LINES || self.words.len() > MAX_WORDS).then(|| "its end".to_owned()))
    }
}

/// A file without words ends like this.
const NO_WORDS: &str = "\"words\":[\n\n]}\n";

/// The file with these words in it, where it has none. Pages need no more of it.
#[must_use]
pub fn with_words(file: &str, words: &[Wording]) -> String {
    let Some(before) = file.strip_suffix(NO_WORDS) else { return file.to_owned() };
    let mut text = [before, "\"words\":[\n"].concat();
    for (number, word) in words.iter().enumerate() {
        text.push_str(if number == 0 { "" } else { ",\n" });
        text.push_str(&Writer::new().number("node", word.node.into()).text("text", &word.text).end());
    }
    text.push_str("\n]}\n");
    text
}

fn take_room(room: &mut usize, line: &str) -> bool {
    let left = room.checked_sub(line.len() + 4);
    *room = left.unwrap_or_default();
    left.is_some()
}

/// Texts that can be added: whatever they say, they are as long and as many as they may be.
#[must_use]
pub fn offered_words(mut words: Vec<Wording>, nodes: usize) -> Vec<Wording> {
    words.retain(|word| is_wording(word, nodes));
    words.truncate(MAX_WORDS);
    words
}

fn is_wording(word: &Wording, nodes: usize) -> bool {
    let is_of_a_length = !word.text.is_empty() && word.text.chars().nth(MAX_WORD_CHARS).is_none();
    is_of_a_length && usize::from(word.node) < nodes && !word.text.chars().any(char::is_control)
}

/// The address with nothing in it but names of the platform and known parts of its paths.
fn address_shape(url: &str, platform: PlatformId) -> String {
    let Some(address) = Address::parse(url) else { return CUT.to_owned() };
    let host = if is_known_host(&address, platform) { address.host } else { platform.facts().domain };
    let shape = |segment| if is_known_segment(segment) || segment.is_empty() { segment } else { UNKNOWN };
    let path: Vec<&str> = address.path.split('/').take(MAX_SEGMENTS).map(shape).collect();
    let path = path.join("/");
    ["https://", host, if is_path(&path) { &path } else { "" }].concat()
}

#[cfg(test)]
mod tests;
