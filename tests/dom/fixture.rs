//! Reads fixtures: a fixture is an HTML file that begins with what it is, what a person does there, and what has to
//! come of it.

use crate::hostile;
use crate::profile::files_in;
use crate::wait::Outcome;
use bezwaar::platforms::PlatformId;
use std::path::Path;

/// The folder of the fixtures.
const FOLDER: &str = "tests/dom/fixtures";

/// A fixture: a page to be judged.
pub(crate) struct Fixture {
    /// Its folder and file, without the ending.
    pub(crate) name: String,
    /// A sentence that says what the fixture is.
    pub(crate) says: String,
    /// The stand-in page that is around it.
    pub(crate) frame: Frame,
    /// The platform whose form or switch it plays.
    pub(crate) platform: PlatformId,
    /// The query of its address, without the `?`.
    pub(crate) query: String,
    /// The hostile script that is the first thing in the page: one of those in `tests/e2e/sites/hostile/`.
    pub(crate) hostile: String,
    /// The part of the browser that is missing, since the person switched it off.
    pub(crate) without: Option<String>,
    /// The acts of a person, one after the other.
    pub(crate) steps: Vec<Step>,
    /// The outcomes that are allowed, each with the verdicts in their order. There are several where it depends on
    /// which of two things the script sees first.
    pub(crate) expected: Vec<Vec<String>>,
    /// The markup that is added to the stand-in page.
    pub(crate) html: String,
}

/// The stand-in page that is around a fixture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// Meta's form.
    Form,
    /// LinkedIn's or X's settings.
    Switch,
}

impl Frame {
    /// Returns the end of the address of its page; the stand-ins look at it.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Form => "/contact/form",
            Self::Switch => "/data-for-ai-improvement",
        }
    }
}

/// An act of a person.
pub(crate) enum Step {
    /// The person clicks on this as soon as it is there.
    Click(String),
    /// The person presses Enter there.
    Enter(String),
    /// The person clicks on this, after which the page goes away.
    Leave(String),
    /// The person waits until whatever has happened was judged.
    Wait,
}

/// Reads all fixtures, in a fixed order.
pub(crate) fn all() -> Outcome<Vec<Fixture>> {
    let files = files_in(Path::new(FOLDER))?;
    files.iter().map(|file| read(file).map_err(|error| format!("{}: {error}", file.display()))).collect()
}

fn read(file: &Path) -> Outcome<Fixture> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let (head, html) =
        text.strip_prefix("<!--").and_then(|text| text.split_once("-->")).ok_or("no head in <!-- -->")?;
    let name = file.strip_prefix(FOLDER).map_err(|error| error.to_string())?.with_extension("");
    let frame = if name.starts_with("switches") { Frame::Switch } else { Frame::Form };
    let mut fixture = Fixture {
        name: name.display().to_string(),
        says: String::new(),
        frame,
        platform: if frame == Frame::Switch { PlatformId::Linkedin } else { PlatformId::Facebook },
        query: String::new(),
        hostile: String::new(),
        without: None,
        steps: Vec::new(),
        expected: Vec::new(),
        html: html.to_owned(),
    };
    for line in head.lines().map(str::trim).filter(|line| !line.is_empty()) {
        fixture.take(line)?;
    }
    let is_whole = !fixture.says.is_empty() && !fixture.expected.is_empty();
    if is_whole { Ok(fixture) } else { Err("it has to say what it is and what to expect".into()) }
}

impl Fixture {
    /// Returns whether these verdicts are allowed.
    pub(crate) fn allows(&self, verdicts: &[&str]) -> bool {
        self.expected.iter().any(|expected| expected == verdicts)
    }

    /// Takes over a line of the head.
    fn take(&mut self, line: &str) -> Outcome {
        match line.split_once(": ") {
            Some(("query", query)) => self.query = query.into(),
            Some(("hostile", name)) if hostile::script(name).is_some() => self.hostile = name.into(),
            Some(("without", name)) => self.without = Some(name.into()),
            Some(("site", slug)) => self.platform = platform(slug)?,
            Some(("do", step)) => self.steps.push(Step::read(step)?),
            Some(("expect", all)) => self.expected = all.split(" or ").map(in_order).collect(),
            _ if self.says.is_empty() => self.says = line.into(),
            _ => return Err(format!("what is {line:?}?")),
        }
        Ok(())
    }
}

impl Step {
    fn read(text: &str) -> Outcome<Self> {
        match text.split_once(' ') {
            None if text == "wait" => Ok(Self::Wait),
            Some(("click", selector)) => Ok(Self::Click(selector.into())),
            Some(("enter", selector)) => Ok(Self::Enter(selector.into())),
            Some(("leave", selector)) => Ok(Self::Leave(selector.into())),
            _ => Err(format!("nobody can do {text:?}")),
        }
    }
}

fn in_order(verdicts: &str) -> Vec<String> {
    verdicts.split(", ").map(str::to_owned).collect()
}

fn platform(slug: &str) -> Outcome<PlatformId> {
    PlatformId::from_slug(slug).ok_or_else(|| format!("there is no site {slug:?}"))
}
