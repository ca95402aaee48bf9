//! Reads the command line of the tools.

use crate::driver::Kind;
use crate::wait::Outcome;
use std::path::PathBuf;

/// The help, which says how to call the program.
pub(crate) const USAGE: &str = "\
usage: tools [--dist DIR] demo [chrome|firefox]
       tools [--dist DIR] demo [chrome|firefox] --headless [--out DIR]
       tools [--dist DIR] demo [chrome|firefox] --again-after FILE [--headless]
       tools [--dist DIR] run [chrome|firefox]
       tools [--dist DIR] bench [chrome|firefox] [--only PART] [--rounds N] [--with NAME=DIR]
       tools [--dist DIR] gallery --out DIR
       tools [--dist DIR] languages --out DIR [--only LANGUAGE]
       tools [--dist DIR] store --out DIR [--only LANGUAGE]";

/// The task of the program.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mode {
    /// Show the main path, to a person or in pictures.
    #[default]
    Demo,
    /// Open a browser on the real web.
    Run,
    /// Make pictures of all that people see.
    Gallery,
    /// Make pictures in every language.
    Languages,
    /// Make the pictures for the web stores.
    WebStores,
    /// Measure what it costs.
    Bench,
}

/// The parsed command line.
pub(crate) struct Args {
    /// The task.
    pub(crate) mode: Mode,
    /// The directory that holds `chrome/` and `firefox/`.
    pub(crate) dist: PathBuf,
    /// The only browser to use, if one was named.
    pub(crate) browser: Option<Kind>,
    /// The words that the names of what is measured or pictured must contain.
    pub(crate) only: String,
    /// True for a browser without a window.
    pub(crate) headless: bool,
    /// The number of times that the bench measures each thing.
    pub(crate) rounds: usize,
    /// The other extensions to measure, with their names.
    pub(crate) with: Vec<(String, PathBuf)>,
    /// The folder for pictures and transcripts.
    pub(crate) out: Option<PathBuf>,
    /// The file that is touched whenever the package is to be loaded again.
    pub(crate) again_after: Option<PathBuf>,
}

impl Args {
    /// Reads the words after the program's name.
    pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Outcome<Self> {
        let mut args = Self {
            mode: Mode::default(),
            dist: "dist".into(),
            browser: None,
            only: String::new(),
            headless: false,
            rounds: 15,
            with: Vec::new(),
            out: None,
            again_after: None,
        };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            args.take(&word, || words.next().ok_or_else(|| format!("{word} wants a value\n{USAGE}")))?;
        }
        Ok(args)
    }

    fn take(&mut self, word: &str, value: impl FnOnce() -> Outcome<String>) -> Outcome {
        match word {
            "demo" => self.mode = Mode::Demo,
            "run" => self.mode = Mode::Run,
            "gallery" => self.mode = Mode::Gallery,
            "languages" => self.mode = Mode::Languages,
            "store" => self.mode = Mode::WebStores,
            "bench" => self.mode = Mode::Bench,
            "--rounds" => self.rounds = number(&value()?)?,
            "--with" => self.with.push(named(&value()?)?),
            "--dist" => self.dist = value()?.into(),
            "--browser" => self.browser = Some(Kind::parse(&value()?)?),
            "--only" => self.only = value()?,
            "--headless" => self.headless = true,
            "--out" => self.out = Some(value()?.into()),
            "--again-after" => self.again_after = Some(value()?.into()),
            name => self.browser = Some(Kind::parse(name).map_err(|_| format!("unknown: {name}\n{USAGE}"))?),
        }
        Ok(())
    }

    /// Returns the browsers to use: the one that was named, otherwise both.
    pub(crate) fn kinds(&self) -> Vec<Kind> {
        self.browser.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind])
    }
}

fn named(text: &str) -> Outcome<(String, PathBuf)> {
    let (name, directory) = text.split_once('=').ok_or_else(|| format!("{text} is not NAME=DIR\n{USAGE}"))?;
    Ok((name.to_owned(), directory.into()))
}

fn number(text: &str) -> Outcome<usize> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| format!("{text} is not a number above 0"))
}
