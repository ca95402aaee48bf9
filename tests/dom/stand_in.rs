//! Turns a capture into the page that stands in for the captured one, and into the steps that its reports tell of.

use crate::tab::FASTER;
use bezwaar::core::capture::Capture;
use bezwaar::core::capture::redact::NodeLine;
use bezwaar::core::capture::rules::{CUT, FLAGS};
use bezwaar::core::page::address::{Page, classify_page};
use bezwaar::core::page::plan::Watch;
use bezwaar::core::page::report::{Found, Happened, Outcome, Press, Pressed, Report, RequestKind, SentBy};
use bezwaar::core::page::verdict::form::{FormProbe, QUIET_BEFORE_MS};
use bezwaar::core::page::verdict::switch::SwitchProbe;
use bezwaar::core::page::verdict::{READ_TWICE_MS, SETTLED_MS};
use bezwaar::platforms::Selectors;
use serde_json::{Value, json};

const SCRIPT: &str = include_str!("replay.js");

/// Presses that follow one another within this time count as one, in milliseconds: a click on a label is a click on its
/// box, too.
const ONE_CLICK_MS: u64 = 300;

/// The longest delay of an answer in a replay, in milliseconds: nobody waits longer for an answer that came late.
const LATEST_MS: u64 = 3000;

/// A step of what was reported.
pub(crate) enum Play {
    /// The page becomes what this expression of `replay.js` makes of it.
    Show(String),
    /// The script looks at the page once.
    Look,
    /// Everything up to here is judged.
    Judge,
    /// The page sends something by itself.
    Send(Value),
    /// A person presses the control that sends or changes it, which causes this.
    Press { causes: Value, with_enter: bool, leaves: bool },
}

/// Returns the number of the form that the page is about; empty at a switch.
pub(crate) fn form_number(capture: &Capture) -> &'static str {
    if let Page::Form(_, number) = classify_page(&capture.address) { number } else { "" }
}

/// Returns the HTML of the stand-in, before anything is shown in it.
pub(crate) fn html(capture: &Capture) -> String {
    let nodes = Value::from(nodes(capture)).to_string().replace('<', "\\u003c");
    let root = capture.nodes.first().map(|line| NodeLine::read(line));
    let language = root.and_then(|root| root.value("lang")).unwrap_or_default();
    let script = SCRIPT.replace("FASTER", &FASTER.to_string());
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>Stand-in</title>\
         <script type=\"application/json\" id=\"nodes\">{nodes}</script></head><body></body>\
         <script>{script}</script></html>"
    )
}

/// Returns all nodes but the root and the body.
fn nodes(capture: &Capture) -> Vec<Value> {
    let built = capture.nodes.iter().enumerate().skip(2).map(|(number, line)| {
        let node = NodeLine::read(line);
        let word = capture.words.iter().find(|word| usize::from(word.node) == number);
        let text = word.map_or_else(|| text(&node), |word| word.text.clone());
        let checked = ["on", "off"].iter().find(|state| node.value(state).is_some()).map(|state| *state == "on");
        json!({ "depth": node.depth, "tag": tag(node.tag), "attributes": attributes(&node), "text": text, "checked": checked })
    });
    built.collect()
}

/// Returns the name of an element. One whose name was cut is some element; nothing stands for what was left out.
fn tag(tag: &str) -> String {
    match tag {
        "…" => "template".into(),
        "#shadow" => tag.into(),
        _ if tag.contains(['~', '0', '.', ':', '_']) => "x-cut".into(),
        _ => tag.into(),
    }
}

fn attributes(node: &NodeLine<'_>) -> Vec<[String; 2]> {
    let hides = |name: &str| match name {
        "unseen" => Some("display: none"),
        "veiled" => Some("visibility: hidden"),
        _ => None,
    };
    let mut all = Vec::new();
    for (name, value) in &node.properties {
        match *name {
            "text" | "says" | "on" | "off" | "src" => {}
            "class" => all.push([(*name).to_owned(), value.replace(',', " ")]),
            _ if hides(name).is_some() => all.push(["style".to_owned(), hides(name).unwrap_or_default().to_owned()]),
            _ if FLAGS.contains(name) => all.push([(*name).to_owned(), String::new()]),
            _ => all.push([(*name).to_owned(), value.replace(',', " ").replace(CUT, "x")]),
        }
    }
    all
}

/// Returns some text of the same length and script, or the known sentence.
fn text(node: &NodeLine<'_>) -> String {
    if let Some(language) = node.value("says") {
        return sentence(language).to_owned() + ".";
    }
    let Some((length, script)) = node.value("text").map(|text| text.split_once('.').unwrap_or((text, ""))) else {
        return String::new();
    };
    let word = match script {
        "Greek" => "λόγος ",
        "Cyrillic" => "слово ",
        "Arabic" => "كلمة ",
        "Hebrew" => "מילה ",
        "Han" => "字",
        "Hiragana" => "ことば",
        "" => "1 ",
        _ => "lorem ",
    };
    match length {
        "blank" => " ".into(),
        "mark" => "1".into(),
        "word" => word.repeat(2),
        "line" => word.repeat(8),
        "text" => word.repeat(40),
        _ => word.repeat(120),
    }
}

fn sentence(language: &str) -> &'static str {
    let known = bezwaar::platforms::PlatformId::ALL.into_iter().filter_map(|id| match id.facts().objection.selectors {
        Selectors::Form(form) => form.arrived.iter().find(|known| known.language == language),
        Selectors::Switch(_) => None,
    });
    known.map(|known| known.text).next().unwrap_or_default()
}

/// Returns the steps of what the last document reported. `watch`: what was watched there.
pub(crate) fn plays(capture: &Capture, watch: &Watch) -> Vec<Play> {
    let last = capture.seen.last().map(|judged| judged.document);
    let reports: Vec<&Report> =
        capture.seen.iter().filter(|judged| Some(judged.document) == last).map(|judged| &judged.report).collect();
    let is_switch = capture.platform().is_some_and(|id| matches!(id.facts().objection.selectors, Selectors::Switch(_)));
    let stage = |counts: &[Found], press: Option<&Press>| {
        if is_switch { switch_stage(counts, watch) } else { form_stage(counts, press, capture) }
    };
    let presses = reports.last().map_or(&[][..], |report| &report.presses);
    let (mut plays, mut done) = (Vec::new(), 0);
    for (at, report) in reports.iter().enumerate() {
        while let Some(press) = presses.get(done).filter(|_| done < report.presses.len()) {
            let near = |other: &&Press| other.at_ms < press.at_ms + ONE_CLICK_MS;
            let together: Vec<&Press> = presses.iter().skip(done).take_while(near).collect();
            plays.extend([Play::Show(stage(&press.counts, Some(press))), Play::Look]);
            if done == 0 {
                plays.extend(sent_before(report, press, watch));
            }
            plays.push(pressed(&together, watch));
            done += together.len();
        }
        let is_last = at + 1 == reports.len();
        if !is_last || is_switch {
            plays.push(Play::Show(stage(&report.counts, None)));
        }
        let stayed = u64::from(if is_switch { READ_TWICE_MS } else { SETTLED_MS });
        plays.push(if report.unchanged_ms >= stayed && !is_last { Play::Judge } else { Play::Look });
    }
    if !is_switch || reports.is_empty() {
        plays.push(Play::Show("show.captured()".into()));
    }
    plays.push(Play::Judge);
    plays
}

/// Returns what the page sent shortly before the first press: later, nobody can tell whose answer is whose.
fn sent_before(report: &Report, press: &Press, watch: &Watch) -> Vec<Play> {
    let is_near = |outcome: &&Outcome| outcome.at_ms + QUIET_BEFORE_MS > press.at_ms && outcome.at_ms < press.at_ms;
    let sent: Vec<Value> =
        report.earlier.iter().filter(is_near).filter_map(|outcome| sent(outcome, 0, watch)).collect();
    if sent.is_empty() { Vec::new() } else { vec![Play::Send(Value::from(sent)), Play::Look] }
}

fn pressed(presses: &[&Press], watch: &Watch) -> Play {
    let begun = presses.first().map_or(0, |press| press.at_ms);
    let outcomes = || presses.iter().flat_map(|press| &press.outcomes);
    let sent: Vec<Value> = outcomes().filter_map(|outcome| sent(outcome, begun, watch)).collect();
    let by = outcomes().find_map(|outcome| match &outcome.what {
        Happened::Submitted { by, .. } => Some(*by),
        Happened::Answered { .. } => None,
    });
    let name = match by {
        Some(SentBy::Page) => "page",
        Some(SentBy::Browser) => "browser",
        Some(SentBy::Nobody) => "nobody",
        None => "",
    };
    Play::Press {
        causes: json!({ "sent": sent, "by": name }),
        with_enter: presses.iter().any(|press| press.on == Pressed::Field),
        leaves: matches!(by, Some(SentBy::Browser | SentBy::Nobody)),
    }
}

/// Returns a request to an address of the kind that was reported, which is answered with the same status.
fn sent(outcome: &Outcome, begun: u64, watch: &Watch) -> Option<Value> {
    let Happened::Answered { kind, status } = outcome.what else { return None };
    let request = watch.requests.iter().find(|request| request.kind == kind)?;
    let shared = if kind == RequestKind::Shared { "/" } else { "" };
    let url = format!("{}{shared}{}?status={status}", request.prefix, request.suffix);
    Some(json!({ "after_ms": outcome.at_ms.saturating_sub(begun).min(LATEST_MS), "url": url }))
}

fn number_of(counts: &[Found], probe: usize) -> usize {
    counts.get(probe).map_or(0, |found| found.count.into())
}

/// Returns the captured page with its switches as they were counted, or a page without any.
fn switch_stage(counts: &[Found], watch: &Watch) -> String {
    let count = |probe: SwitchProbe| number_of(counts, probe as usize);
    if count(SwitchProbe::Named) + count(SwitchProbe::Any) == 0 {
        return "show.other('<main><h1>Lorem</h1></main>')".into();
    }
    let probe = if count(SwitchProbe::Named) > 0 { SwitchProbe::Named } else { SwitchProbe::Any };
    let found = counts.get(probe as usize).copied().unwrap_or_default();
    let selector = watch.probes.get(probe as usize).map_or("", |probe| &probe.selector);
    let first = json!({ "checked": found.checked, "aria_checked": found.aria_checked });
    let on = count(SwitchProbe::AnyOn);
    format!("(show.captured(), show.switches({}, {first}, {on}))", json!(selector))
}

/// Returns a page with as many elements of each kind as were counted.
fn form_stage(counts: &[Found], press: Option<&Press>, capture: &Capture) -> String {
    let count = |probe: FormProbe| number_of(counts, probe as usize);
    let (fields, codes) = (count(FormProbe::Fields), count(FormProbe::Code));
    let (dialogs, known) = (count(FormProbe::Dialog), count(FormProbe::KnownDialog));
    let code_type = if codes > fields { "search" } else { "text" };
    let languages: Vec<&str> = capture.nodes.iter().filter_map(|line| NodeLine::read(line).value("says")).collect();
    let known_sentence = sentence(languages.first().copied().unwrap_or("en"));
    let inside = [
        "<input type=text>".repeat(fields.saturating_sub(codes)),
        format!("<input type={code_type} autocomplete=one-time-code>").repeat(codes),
        "<input type=hidden name=support_form_id value=1>".repeat(count(FormProbe::OtherForm)),
    ]
    .concat();
    let around = [
        "<p role=alert>lorem</p>".repeat(count(FormProbe::Error)),
        "<div role=dialog>lorem</div>".repeat(dialogs.saturating_sub(known)),
        format!("<div role=dialog>{known_sentence}.</div>").repeat(known),
    ]
    .concat();
    let html = format!("<div role=main>{}</div>{around}", with_control(&inside, press));
    format!("show.other({})", json!(html))
}

/// Returns the fields with the control that was pressed.
fn with_control(inside: &str, press: Option<&Press>) -> String {
    let Some(press) = press else { return format!("<form>{inside}</form>") };
    let submitted = press.outcomes.iter().find_map(|outcome| match &outcome.what {
        Happened::Submitted { by, inside } => Some((*by, inside.as_slice())),
        Happened::Answered { .. } => None,
    });
    let others =
        "<div role=button>Lorem</div>".repeat(number_of(&press.counts, FormProbe::Controls as usize).saturating_sub(1));
    match (press.on, submitted) {
        (Pressed::InForm, Some((by, counts))) => {
            let (probes, submitters) = counts.split_at(counts.len().min(FormProbe::OtherForm as usize + 1));
            let holds_fields = probes.iter().any(|count| *count > 0);
            let others = submitters.first().map_or(0, |count| count.saturating_sub(1));
            let others = "<button type=submit>Ipsum</button>".repeat(others.into());
            let method = if by == SentBy::Nobody { "get" } else { "post" };
            let (within, beside) = if holds_fields { (inside, "") } else { ("", inside) };
            let action = "/ajax/help/contact/submit/page?status=200";
            format!(
                "<form method={method} action=\"{action}\">{within}<button id=press type=submit>Lorem</button>{others}\
                 </form>{beside}"
            )
        }
        (Pressed::InForm, None) => format!("<form>{inside}<button id=press type=button>Lorem</button></form>"),
        (Pressed::Control | Pressed::Field, _) => {
            format!("<div>{inside}<div id=press role=button tabindex=0>Lorem</div>{others}</div>")
        }
    }
}
