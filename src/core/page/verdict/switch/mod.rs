//! A switch is read from the report of its page.

use crate::core::history::event::Evidence;
use crate::core::history::status::{Objection, RecordStatus};
use crate::core::page::address::is_exact;
use crate::core::page::report::{Found, Happened, Press, Report};
use crate::core::page::verdict::{EARLY_MS, LEFT_ALONE_MS, READ_TWICE_MS, UNNAMED_MS, answer_window};
use crate::core::time::Timestamp;
use crate::platforms::{PlatformId, Selectors};

/// The probes of a switch's plan, by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum SwitchProbe {
    /// The switch by its stable name.
    Named,
    /// The same, if nobody can change it, be it because it still loads.
    NamedLocked,
    /// Any switch in the main part of the page.
    Any,
    /// Those of them that are on.
    AnyOn,
    /// Those that are neither on nor off.
    Undecided,
    /// Those that bear another name than the switch.
    NamedOtherwise,
}

/// The position of a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwitchReading {
    /// It is on.
    On,
    /// It is off.
    Off,
    /// It is on, and the site does not let the person change it.
    Locked,
}

impl SwitchReading {
    /// Its name where developers read it.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
            Self::Locked => "locked",
        }
    }
}

/// Reads the switch of a platform from the report of a page at this address; `None` while that cannot be done.
#[must_use]
pub fn judge_switch_at(url: &str, platform: PlatformId, report: &Report) -> Option<SwitchReading> {
    let Selectors::Switch(selectors) = platform.facts().objection.selectors else { return None };
    judge_switch(report, is_exact(platform, url), selectors.among_several)
}

/// Reads the switch; `None` while that cannot be done. `is_exact`: the address is that of the switch, so that a
/// lone switch without a name must be it. `among_several`: see [`crate::platforms::SwitchSelectors`].
#[must_use]
pub fn judge_switch(report: &Report, is_exact: bool, among_several: bool) -> Option<SwitchReading> {
    let found = find_switch(report, is_exact, among_several)?;
    let count = |probe: SwitchProbe| report.count(probe as usize);
    let is_named = count(SwitchProbe::Named) == 1;
    let counting = counting_presses(report, among_several);
    // A switch that is no checkbox has nothing but the attribute. Pages may forget it when a person uses a checkbox.
    let agree = found.aria_checked.is_none_or(|aria| found.checked.is_none_or(|on| aria == on));
    // One that comes before the named one is not the one.
    let is_it = is_named || !counting.is_empty();
    // One that nobody can change may still be waiting for its state.
    let is_locked = is_named && count(SwitchProbe::NamedLocked) == 1;
    let needed_ms = match count(SwitchProbe::Any) {
        1 if !is_it => UNNAMED_MS,
        _ if is_it && are_saved(counting) && agree && !is_locked => READ_TWICE_MS,
        _ => LEFT_ALONE_MS,
    };
    if !agree && counting.is_empty() || !report.is_unchanged_for(needed_ms) {
        return None;
    }
    Some(match found.checked.or(found.aria_checked)? {
        // The page may not have put it back.
        false if report.presses.iter().rev().find_map(was_saved) == Some(false) => return None,
        false if counting.iter().any(|press| was_saved(press) == Some(false)) => return None,
        false => SwitchReading::Off,
        true if is_locked && !among_several => return None,
        true if is_locked => SwitchReading::Locked,
        true => SwitchReading::On,
    })
}

/// Returns what the probe found that must be the switch.
fn find_switch(report: &Report, is_exact: bool, among_several: bool) -> Option<&Found> {
    let named = report.counts.get(SwitchProbe::Named as usize)?;
    let any = report.counts.get(SwitchProbe::Any as usize)?;
    let on = report.counts.get(SwitchProbe::AnyOn as usize)?;
    let count = |probe: SwitchProbe| report.count(probe as usize);
    if count(SwitchProbe::Undecided) > 0 {
        return None;
    }
    match (named.count, any.count) {
        (1, _) => Some(named),
        (0, 1) if is_exact && count(SwitchProbe::NamedOtherwise) == 0 => Some(any),
        (0, 2..) if is_exact && among_several && (on.count == 0 || any.checked == Some(true)) => Some(any),
        _ => None,
    }
}

/// Returns the presses that may be about the switch as it is now: every press changes it, so the last one, but beside other
/// switches it is not told which of them was pressed.
fn counting_presses(report: &Report, among_several: bool) -> &[Press] {
    let is_one_of_several = report.count(SwitchProbe::Any as usize) > 1 && !among_several;
    let first = if is_one_of_several { 0 } else { report.presses.len().saturating_sub(1) };
    report.presses.get(first..).unwrap_or_default()
}

/// Returns whether the server took the change of every press. A click on a label is told of twice: there, and at its box.
fn are_saved(presses: &[Press]) -> bool {
    let is_echoed = |at: usize, press: &Press| {
        let is_next = |next: &Press| next.at_ms <= press.at_ms.saturating_add(EARLY_MS);
        press.outcomes.is_empty() && presses.get(at + 1).is_some_and(is_next)
    };
    presses.iter().enumerate().all(|(at, press)| is_echoed(at, press) || was_saved(press) == Some(true))
}

/// Whoever changes the switch in another tab is away from this one for so many milliseconds at least, which is longer than
/// its first reading takes.
const AWAY_MS: u32 = LEFT_ALONE_MS + 1000;

/// Returns whether the newest reading on record is later than anything that changed in this page: then it was made elsewhere,
/// and the page may show what was before.
#[must_use]
pub fn is_outdated(report: &Report, status: &RecordStatus, now: Timestamp) -> bool {
    let read_at = match status {
        RecordStatus::Recorded(Objection { evidence: Evidence::ReadBack, entry, .. })
        | RecordStatus::OnAgain { entry, .. }
        | RecordStatus::Locked(entry) => entry.at,
        _ => return false,
    };
    let unchanged_ms = i64::try_from(report.unchanged_ms).unwrap_or(i64::MAX);
    // A clock that was set back says nothing.
    report.is_unchanged_for(AWAY_MS) && read_at <= now && now.0.saturating_sub(unchanged_ms) < read_at.0
}

/// Returns whether the server took the change, if it answered. Beside a refusal, what was answered well was something else.
fn was_saved(press: &Press) -> Option<bool> {
    let timely = answer_window(press.at_ms);
    let mut is_saved = None;
    for outcome in &press.outcomes {
        match outcome.what {
            // A change that is led elsewhere, as to a login, is not made.
            Happened::Answered { status: 300.., .. } => return Some(false),
            Happened::Answered { status: 200..300, .. } if timely.contains(&outcome.at_ms) => is_saved = Some(true),
            // It failed on its way; the page may have tried again.
            Happened::Answered { status: 0, .. } => is_saved = Some(false),
            _ => {}
        }
    }
    is_saved
}

#[cfg(test)]
mod tests;
