//! Drives a browser with one tab, in which the content scripts are put into one page after the other.

use crate::driver::{Driver, Kind, Setup};
use crate::fixture::{Fixture, Frame, Step};
use crate::page::{Key, Page};
use crate::profile::Scratch;
use crate::server::Server;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use serde_json::json;
use std::sync::Arc;

/// The factor by which time goes faster for the scripts and in the pages.
pub(crate) const FASTER: u32 = 10;

/// The number of times that the script looks at a page until whatever happened there has been judged. The slowest rule takes eight seconds
/// of stillness, which is sixteen looks, and sixteen seconds for a switch; one more may be under way at either end.
const fn looks_until_judged(frame: Frame) -> u32 {
    match frame {
        Frame::Form => 18,
        Frame::Switch => 34,
    }
}

/// The number of our elements in the page: next to its head and body, and what fixtures mark as others' own.
const OURS: &str = "[...document.documentElement.children].filter((it) => !('theirs' in it.dataset)).length - 2";

/// A browser with one tab.
pub(crate) struct Tab {
    // The browser is dropped before its profile.
    driver: Box<dyn Driver>,
    _scratch: Scratch,
    pub(crate) server: Arc<Server>,
    context: String,
}

impl Tab {
    /// Starts a browser.
    pub(crate) fn open(kind: Kind, server: &Arc<Server>) -> Outcome<Self> {
        kind.require()?;
        let scratch = Scratch::new()?;
        let setup = Setup {
            language: "en",
            headless: true,
            bare: true,
            // The stand-ins' server answers for every host, so that whatever the browser asks of its maker comes to
            // nothing.
            stand_ins: Some(server.port),
            without_wasm: false,
            keeps_alerts: false,
            user_agent: None,
            restores: false,
        };
        let driver = kind.start(&scratch, &setup)?;
        let made = driver.bidi().command("browsingContext.create", json!({ "type": "tab" }))?;
        let context = made["context"].as_str().ok_or("the browser opened no tab")?.to_owned();
        Ok(Self { driver, _scratch: scratch, server: Arc::clone(server), context })
    }

    pub(crate) fn page(&self) -> Page<'_> {
        Page::new(self.driver.bidi(), self.context.clone())
    }

    /// Returns the same page, seen from the world in which the scripts are.
    pub(crate) fn world(&self) -> Page<'_> {
        self.page().apart()
    }

    /// Shows a fixture, does there what a person does, and compares what comes of it with what it says.
    pub(crate) fn judge(&self, fixture: &Fixture) -> Outcome {
        let number = self.server.add(fixture);
        let played = self.play(fixture, number);
        let (outcome, verdicts, unreadable) =
            self.server.case(number, |case| (case.outcome(), case.verdicts.clone(), case.unreadable.clone()))?;
        let last = verdicts.last().copied().unwrap_or_default();
        if let Some(message) = unreadable {
            return Err(format!("{}: the core cannot read {message}", fixture.says));
        }
        played.map_err(|error| format!("{} {error}, after {verdicts:?}", fixture.says))?;
        if fixture.allows(&outcome) || (outcome == ["nothing"] && fixture.allows(&[last])) {
            Ok(())
        } else {
            Err(format!("{} Expected {:?}, got {outcome:?} from {verdicts:?}", fixture.says, fixture.expected))
        }
    }

    fn play(&self, fixture: &Fixture, number: u32) -> Outcome {
        let address =
            format!("http://127.0.0.1:{}/page/{number}{}?{}", self.server.port, fixture.frame.path(), fixture.query);
        self.page().navigate(&address)?;
        self.page().activate()?;
        self.enter(fixture.frame, fixture.without.as_deref(), number)?;
        for step in &fixture.steps {
            self.take(step, fixture, number)?;
        }
        self.wait_judged(fixture.frame)?;
        let ours = if fixture.frame == Frame::Form { 1 } else { 0 };
        let found = self.world().eval(OURS)?;
        // A person who left is on another page.
        let left = fixture.steps.iter().any(|step| matches!(step, Step::Leave(_)));
        if left || found == json!(ours) { Ok(()) } else { Err(format!("there are {found} elements of ours")) }
    }

    /// Puts the script into the page, and waits until it follows a plan.
    pub(crate) fn enter(&self, frame: Frame, without: Option<&str>, number: u32) -> Outcome {
        let script = if frame == Frame::Form { "form" } else { "switch" };
        let script = std::fs::read_to_string(format!("dist/chrome/content/{script}.js"))
            .map_err(|error| format!("dist/chrome/content/{script}.js: {error}; run ./build.sh first"))?;
        let stub = include_str!("stub.js").replace("NUMBER", &number.to_string());
        let clock = include_str!("../e2e/scripts/clock.js").replace("FASTER", &FASTER.to_string());
        let without = without.map(|name| format!("globalThis.{name} = undefined;")).unwrap_or_default();
        self.world().eval(&format!("(() => {{ {stub}\n{clock}\n{without}\n{script}\n }})()"))?;
        self.wait_looks(1)
    }

    fn take(&self, step: &Step, fixture: &Fixture, number: u32) -> Outcome {
        let page = self.world();
        match step {
            Step::Click(selector) => self.click(selector),
            Step::Enter(selector) => {
                page.wait_for(selector)?;
                page.eval(&format!("document.querySelector({}).focus()", json!(selector)))?;
                page.press(Key::Enter)
            }
            Step::Leave(selector) => {
                let here = page.eval("location.href")?;
                self.click(selector)?;
                // The script is put into the next page, too.
                let is_next =
                    format!("location.href !== {here} && document.readyState === 'complete' && isSecureContext");
                wait_until("the page has gone away", PATIENCE, || {
                    // A page that goes away while it is asked answers with an error.
                    let seen = self.world().eval(&is_next);
                    Ok(Seen::when(seen == Ok(json!(true)), format!("{seen:?}")))
                })?;
                self.enter(fixture.frame, fixture.without.as_deref(), number)
            }
            Step::Wait => self.wait_judged(fixture.frame),
        }
    }

    pub(crate) fn click(&self, selector: &str) -> Outcome {
        let page = self.world();
        page.wait_for(selector)?;
        page.activate()?;
        // The element is found by its place, since a page may have put its own functions in front of those that find
        // elements.
        let middle = format!(
            "(it => {{
                it.scrollIntoView({{ block: 'center' }});
                const {{ left, top, width, height }} = it.getBoundingClientRect();
                return [left + width / 2, top + height / 2].map(Math.round);
            }})(document.querySelector({}))",
            json!(selector)
        );
        let [x, y] = serde_json::from_value(page.eval(&middle)?).map_err(|error| format!("{selector}: {error}"))?;
        page.click_at(x, y)
    }

    pub(crate) fn wait_judged(&self, frame: Frame) -> Outcome {
        self.wait_looks(looks_until_judged(frame))
    }

    /// Waits until the script has looked this often, or has no reason to, and every report was answered.
    pub(crate) fn wait_looks(&self, looks: u32) -> Outcome {
        self.world().eval(&format!("bench.through({looks})")).map(drop)
    }
}
