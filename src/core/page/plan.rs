//! A plan tells the content scripts in a page what to do.

use crate::core::account::AccountRef;
use crate::core::json::encode::sent;
use crate::core::page::panel::Panel;
use crate::core::page::report::RequestKind;
use crate::core::page::verdict::{LATE_MS, LEFT_ALONE_MS, MAX_OUTCOMES, READ_TWICE_MS, SETTLED_MS};
use crate::platforms::{FormSelectors, PlatformId, RequestPath, Selectors, SwitchSelectors};

/// A plan, as the content scripts read it; the texts in its panel have no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The account that the plan is for, to be given back with every report.
    pub who: Option<AccountRef>,
    /// The elements and requests to look for.
    pub watch: Watch,
    /// The panel to show; `None` for nothing.
    pub panel: Option<Panel>,
}

sent! {
    /// A watch names the elements and requests to look for, and the times to report.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Watch {
        /// Reports give the counts in the order of these probes.
        pub probes: Vec<Probe>,
        /// The selector of the controls that a person presses to make something happen.
        pub press: &'static str,
        /// The selector of what a person presses to do something else, once something was pressed.
        pub leave: &'static str,
        /// The selector of the fields in which Enter makes it happen, too.
        pub enter: String,
        /// The controls outside a form that a person can press to make something happen.
        pub controls: Probe,
        /// Reports count these in a form that is sent.
        pub inside: Vec<Probe>,
        /// Requests that show what came of it.
        pub requests: Vec<RequestProbe>,
        /// The scripts report once more after each of these times without a change, in milliseconds.
        pub quiet_ms: &'static [u32],
    }
}

sent! {
    /// Elements to count.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Probe {
        /// The selector of the elements.
        pub selector: String,
        /// True if only elements that can be seen count.
        pub visible: bool,
        /// The sentences of which one must be in an element for it to count; none if its text does not matter.
        pub sentences: Vec<&'static str>,
    }
}

sent! {
    /// Requests to count.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RequestProbe {
        /// The kind tells whether the address is used for anything else.
        pub kind: RequestKind,
        /// The beginning of their path.
        pub prefix: &'static str,
        /// The end of their path.
        pub suffix: &'static str,
    }
}

impl Probe {
    fn of(selector: impl Into<String>, visible: bool) -> Self {
        Self { selector: selector.into(), visible, sentences: Vec::new() }
    }
}

sent! {
    /// The pace tells how often the scripts look, and how much they keep.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Pace {
        /// They wait so many milliseconds between two looks.
        look_every_ms: u32,
        /// The panel is placed anew after so many looks.
        place_every_looks: u32,
        /// The panel counts as shown after so many placings in front of somebody.
        shown_after_places: u32,
        /// The panel is put back this often into a page that throws it out.
        max_reinserts: u32,
        /// So many presses are kept, the newest ones.
        max_presses: u32,
        /// So many outcomes are kept of each press, the first ones.
        max_outcomes: usize,
    }
}

/// The scripts wait so many milliseconds between two looks.
const LOOK_EVERY_MS: u32 = 500;

/// A banner is placed anew once in so many looks: the top of a feed changes seldom, and each placing asks the
/// page for its layout.
const PLACE_EVERY_LOOKS: u32 = 4;

/// A panel counts as shown after so many placings in front of somebody: one may be over before it was
/// noticed.
const SHOWN_AFTER_PLACES: u32 = 2;

/// A panel is put back this often into a page that throws it out: some do so while they load, others always.
const MAX_REINSERTS: u32 = 6;

/// The number of presses that are kept; the newest ones stay.
const MAX_PRESSES: u32 = 20;

impl Watch {
    /// The pace of the scripts. Beside something that is watched, a panel is placed anew at every look.
    #[must_use]
    pub fn pace(&self) -> Pace {
        Pace {
            look_every_ms: LOOK_EVERY_MS,
            place_every_looks: if self.probes.is_empty() { PLACE_EVERY_LOOKS } else { 1 },
            shown_after_places: SHOWN_AFTER_PLACES,
            max_reinserts: MAX_REINSERTS,
            max_presses: MAX_PRESSES,
            max_outcomes: MAX_OUTCOMES,
        }
    }
}

/// The watch over a platform's form or switch. `number`: the form's.
#[must_use]
pub fn watch(platform: PlatformId, number: &str) -> Watch {
    match platform.facts().objection.selectors {
        Selectors::Form(selectors) => form(selectors, number),
        Selectors::Switch(selectors) => switch(selectors),
    }
}

/// Lists the probes in the order of [`FormProbe`](crate::core::page::verdict::form::FormProbe).
fn form(selectors: &FormSelectors, number: &str) -> Watch {
    let visible = [selectors.fields, selectors.code, selectors.error, selectors.dialog, selectors.dialog];
    let mut probes: Vec<Probe> = visible.into_iter().map(|selector| Probe::of(selector, true)).collect();
    if let Some(known) = probes.last_mut() {
        known.sentences = selectors.arrived.iter().map(|sentence| sentence.text).collect();
    }
    probes.push(Probe::of(format!("{}:not([value=\"{number}\"])", selectors.form_id), false));
    watch_for(probes, [selectors.submit, selectors.leave], selectors.requests, &[SETTLED_MS, LATE_MS])
}

/// Lists the probes in the order of [`SwitchProbe`](crate::core::page::verdict::switch::SwitchProbe).
fn switch(selectors: &SwitchSelectors) -> Watch {
    let [locked, on] = [(selectors.named, ":disabled"), (selectors.any, ":checked")]
        .map(|(all, only)| [":is(", all, ")", only].concat());
    let probes = [selectors.named.to_owned(), locked, selectors.any.to_owned(), on];
    let probes = probes.into_iter().map(|selector| Probe::of(selector, false)).collect();
    watch_for(probes, [selectors.press; 2], selectors.requests, &[READ_TWICE_MS, LEFT_ALONE_MS])
}

fn watch_for(
    probes: Vec<Probe>,
    [press, leave]: [&'static str; 2],
    paths: &[RequestPath],
    quiet_ms: &'static [u32],
) -> Watch {
    let fields: Vec<&str> = probes.iter().map(|probe| probe.selector.as_str()).collect();
    let enter = ["input:is(", &fields.join(", "), ")"].concat();
    let pressed = |only: &str| Probe::of([":is(", press, ")", only].concat(), true);
    let mut inside = probes.clone();
    inside.push(pressed(":is(button, [type=submit]):not([type=button], [type=reset])"));
    let controls = pressed(":not(form *)");
    Watch { probes, press, leave, enter, controls, inside, requests: requests(paths), quiet_ms }
}

fn requests(paths: &[RequestPath]) -> Vec<RequestProbe> {
    let kind = |path: &RequestPath| if path.is_shared { RequestKind::Shared } else { RequestKind::Own };
    paths.iter().map(|path| RequestProbe { kind: kind(path), prefix: path.prefix, suffix: path.suffix }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::page::verdict::form::FormProbe;
    use crate::core::page::verdict::switch::SwitchProbe;

    #[test]
    fn selectors_stand_where_reports_expect_them() {
        let form = watch(PlatformId::Facebook, "123");
        assert!(form.probes[FormProbe::Code as usize].selector.contains("one-time-code"));
        assert!(form.probes[FormProbe::Error as usize].selector.contains("alert"));
        assert!(form.probes[FormProbe::Dialog as usize].selector.contains("dialog"));
        assert_eq!(
            form.probes[FormProbe::OtherForm as usize].selector,
            "input[name=support_form_id]:not([value=\"123\"])"
        );
        assert_eq!(form.probes.len(), 6);
        assert!(form.enter.starts_with("input:is(") && form.enter.contains("one-time-code"), "{}", form.enter);
        assert!(form.controls.selector.ends_with("):not(form *)") && form.controls.visible, "{:?}", form.controls);
        let buttons = form.inside.get(FormProbe::OtherForm as usize + 1).unwrap();
        assert!(buttons.selector.contains(":is(button, [type=submit])") && buttons.visible, "{buttons:?}");
        assert!(form.inside.starts_with(&form.probes));
        let with_sentences = form.probes.iter().position(|probe| !probe.sentences.is_empty());
        assert_eq!(with_sentences, Some(FormProbe::KnownDialog as usize));
        let switch = watch(PlatformId::Linkedin, "");
        assert!(switch.probes[SwitchProbe::Named as usize].selector.contains("allowDataForGenerativeAI"));
        assert!(switch.probes[SwitchProbe::NamedLocked as usize].selector.ends_with(":disabled"));
        assert_eq!(switch.probes.len(), 4);
        assert!(switch.probes.iter().all(|probe| !probe.visible), "the switch is visually hidden");
    }
}
