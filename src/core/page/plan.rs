//! A plan tells the content scripts in a page what to do.

use crate::core::account::AccountRef;
use crate::core::json::encode::sent;
use crate::core::page::panel::Panel;
use crate::core::page::report::RequestKind;
use crate::core::page::verdict::{
    LATE_MS, LEFT_ALONE_MS, MAX_OUTCOMES, READ_TWICE_MS, SETTLED_MS, UNANSWERED_MS, UNNAMED_MS,
};
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
        pub sentences: Option<Vec<&'static str>>,
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
    /// Elements outside the page's body do not count: somebody else put them there, another extension or the browser.
    fn of(selector: &str, visible: bool) -> Self {
        Self { selector: ["body :is(", selector, ")"].concat(), visible, sentences: None }
    }
}

sent! {
    /// The pace tells how often the scripts look, and how much they keep.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Pace {
        /// The time between two looks, in milliseconds.
        look_every_ms: u32,
        /// The number of looks after which the panel is placed anew.
        place_every_looks: u32,
        /// The number of placings in front of somebody after which the panel counts as shown.
        shown_after_places: u32,
        /// The most times that the panel is put into one page, the first one included.
        max_reinserts: u32,
        /// The number of presses that are kept, the newest ones.
        max_presses: u32,
        /// The number of outcomes that are kept of each press, the first ones.
        max_outcomes: usize,
    }
}

/// The time between two looks of the scripts, in milliseconds.
const LOOK_EVERY_MS: u32 = 500;

/// The number of looks after which a banner is placed anew: the top of a feed changes seldom, and each placing asks the
/// page for its layout.
const PLACE_EVERY_LOOKS: u32 = 4;

/// The number of placings in front of somebody after which a panel counts as shown: one may be over before it was
/// noticed.
const SHOWN_AFTER_PLACES: u32 = 2;

/// The most times that a panel is put into one page: once, and back five times where the page throws it out. Some do so
/// while they load, others always.
const MAX_REINSERTS: u32 = 6;

/// The number of presses that are kept; the newest ones stay.
const MAX_PRESSES: u32 = 20;

impl Watch {
    /// The same watch, while it cannot be told who is logged in.
    #[must_use]
    pub const fn while_blind(mut self) -> Self {
        self.quiet_ms = WHILE_BLIND_MS;
        self
    }

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

/// The times without a change after which a page is reported while it cannot be told who is logged in, in milliseconds: those of
/// any watch, and then ever longer ones, for 17 minutes. What a report says then is dropped, and nobody knows when that is over.
const WHILE_BLIND_MS: &[u32] = &[
    READ_TWICE_MS,
    SETTLED_MS,
    LEFT_ALONE_MS,
    UNNAMED_MS,
    2 * UNNAMED_MS,
    4 * UNNAMED_MS,
    8 * UNNAMED_MS,
    16 * UNNAMED_MS,
    32 * UNNAMED_MS,
    64 * UNNAMED_MS,
];

/// Lists the probes in the order of [`FormProbe`](crate::core::page::verdict::form::FormProbe).
fn form(selectors: &FormSelectors, number: &str) -> Watch {
    let FormSelectors { fields, code, alert, dialog, submit, .. } = *selectors;
    let seen = |selector: &str| Probe::of(selector, true);
    let error = [alert, ", ", selectors.error].concat();
    let loose = |all: &str| seen(&[":is(", all, "):not(form *, [form])"].concat());
    let sentences = selectors.arrived.iter().map(|sentence| sentence.text).collect();
    let probes = vec![
        seen(fields),
        seen(code),
        seen(&error),
        seen(dialog),
        Probe { sentences: Some(sentences), ..seen(dialog) },
        Probe::of(&[selectors.form_id, ":not([value=\"", number, "\"])"].concat(), false),
        seen(
            &[":is(", submit, "):is(button, [type=submit]):not([type=button], [type=reset]):is(form *, [form])"]
                .concat(),
        ),
        seen(alert),
        loose(&[fields, ", ", code].concat()),
        loose(submit),
        seen(selectors.choices),
        // A number beside the forms says of none that it is not it.
        Probe::of(&[selectors.form_id, ":is(form *, [form])"].concat(), false),
    ];
    let enter = ["input:is(", fields, ", ", code, ", ", &error, ")"].concat();
    let quiet_ms = &[SETTLED_MS, LATE_MS];
    Watch { probes, press: submit, leave: selectors.leave, enter, requests: requests(selectors.requests), quiet_ms }
}

/// Lists the probes in the order of [`SwitchProbe`](crate::core::page::verdict::switch::SwitchProbe).
fn switch(selectors: &SwitchSelectors) -> Watch {
    let SwitchSelectors { named, any, press, .. } = *selectors;
    let only = |all: &str, some: &str| Probe::of(&[":is(", all, ")", some].concat(), false);
    let probes = vec![
        Probe::of(named, false),
        only(
            named,
            ":is(:disabled, :is([aria-disabled=true], [aria-busy=true]), :is([aria-disabled=true], [aria-busy=true]) *)",
        ),
        Probe::of(any, false),
        only(any, ":checked"),
        only(
            &[named, ", ", any].concat(),
            ":is(:indeterminate, [aria-checked=mixed], \
             [aria-checked]:not([type=checkbox], [aria-checked=true], [aria-checked=false]))",
        ),
        Probe::of(selectors.named_otherwise, false),
    ];
    let enter = ["input:is(", named, ", ", any, ")"].concat();
    let quiet_ms = &[READ_TWICE_MS, SETTLED_MS, LEFT_ALONE_MS, UNANSWERED_MS, UNNAMED_MS];
    Watch { probes, press, leave: press, enter, requests: requests(selectors.requests), quiet_ms }
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
    fn a_page_of_which_nobody_can_tell_whose_it_is_is_reported_again_for_17_minutes() {
        for platform in PlatformId::ALL {
            let (usual, blind) = (watch(platform, "123").quiet_ms, watch(platform, "123").while_blind().quiet_ms);
            assert!(usual.iter().all(|ms| blind.contains(ms)), "{usual:?}");
            assert!(blind.is_sorted() && blind.last().is_some_and(|last| *last > 1_000_000), "{blind:?}");
        }
    }

    #[test]
    fn selectors_stand_where_reports_expect_them() {
        let form = watch(PlatformId::Facebook, "123");
        assert!(form.probes[FormProbe::Code as usize].selector.contains("one-time-code"));
        assert!(form.probes[FormProbe::Error as usize].selector.contains("alert"));
        assert!(form.probes[FormProbe::Dialog as usize].selector.contains("dialog"));
        let other = &form.probes[FormProbe::OtherForm as usize].selector;
        assert_eq!(other, "body :is(input[name=support_form_id]:not([value=\"123\"]))");
        assert!(form.probes[FormProbe::Submitters as usize].selector.contains(":is(button, [type=submit])"));
        assert!(!form.probes[FormProbe::Alert as usize].selector.contains("progressbar"));
        assert!(form.probes[FormProbe::LooseFields as usize].selector.ends_with("):not(form *, [form]))"));
        assert!(form.probes[FormProbe::Controls as usize].selector.ends_with("):not(form *, [form]))"));
        assert!(form.probes[FormProbe::Choices as usize].selector.contains("radio"));
        assert!(form.probes[FormProbe::Numbers as usize].selector.contains("support_form_id"));
        assert_eq!(form.probes.len(), FormProbe::Numbers as usize + 1);
        assert!(form.enter.starts_with("input:is(") && form.enter.contains("one-time-code"), "{}", form.enter);
        let with_sentences = form.probes.iter().position(|probe| probe.sentences.is_some());
        assert_eq!(with_sentences, Some(FormProbe::KnownDialog as usize));
        let switch = watch(PlatformId::Linkedin, "");
        assert!(switch.probes[SwitchProbe::Named as usize].selector.contains("allowDataForGenerativeAI"));
        assert!(switch.probes[SwitchProbe::NamedLocked as usize].selector.contains(":disabled"));
        assert!(switch.probes[SwitchProbe::Undecided as usize].selector.contains(":indeterminate"));
        assert_eq!(switch.probes.len(), SwitchProbe::NamedOtherwise as usize + 1);
        assert!(switch.probes.iter().all(|probe| !probe.visible), "the switch is visually hidden");
    }
}
