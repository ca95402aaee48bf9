//! The popup fits where browsers show it, in every language: Firefox shows 544 px of its 600 on a screen of 1366×768.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::popup::Popup;
use crate::record_steps::{DAY_MS, now};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::{EntryId, Event, FormNumber};
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("popup size: it fits in every language", fits),
    both("popup size: at 200 % and in large letters nothing is cut off", enlarged),
    both("popup size: on the narrowest screen no name is broken, and nothing covers a button in any direction", narrow),
];

/// The greatest width and height of the popup, in CSS pixels.
const LARGEST: (u32, u32) = (380, 536);

/// The expression for the height of the popup, what sticks out sideways, what its list hides, and the sites whose names are
/// broken: as it is, and then with the choices of each account open.
const MEASURES: &str = "(() => {
    const list = document.querySelector('.list'), root = document.documentElement;
    const measure = () => [document.querySelector('main').getBoundingClientRect().height,
        root.scrollWidth - root.clientWidth, list.scrollWidth - list.clientWidth,
        list.scrollHeight - list.clientHeight,
        [...list.querySelectorAll('.name')].filter(name => name.getClientRects().length > 1).length].map(Math.ceil);
    const open = (choices) => {
        choices.open = true;
        const measured = measure();
        choices.open = false;
        return measured;
    };
    return [measure(), ...[...list.querySelectorAll('.more')].map(open)];
})()";

/// The expression for the names of sites that are broken.
const BROKEN: &str = "[...document.querySelectorAll('.list .name')].filter(name => name.getClientRects().length > 1)
    .map(name => name.textContent)";

fn fits(world: &mut World) -> Outcome {
    world.given_bezwaar_in_every_language()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    // A row offers one thing more where its form is open.
    world.browser()?.open(FACEBOOK.deep_link, &CookieStore::default())?;
    in_every_language(world, three_due)?;
    let popup = world.popup()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        popup.act(site, &CookieStore::default(), "decline")?;
        popup.row(site, &CookieStore::default(), "declined")?;
    }
    popup.page().close()?;
    let known = world.records()?;
    given(world, &known, &[(PlatformId::Facebook, sent())])?;
    in_every_language(world, one_asked_about)?;
    let unclear = vec![Event::Submitted(form()), Event::AnswerUnclear(form())];
    given(world, &known, &[(PlatformId::Facebook, unclear)])?;
    in_every_language(world, one_unclear)?;
    let all =
        [(PlatformId::Facebook, sent()), (PlatformId::Instagram, sent()), (PlatformId::Linkedin, vec![Event::ReadOff])];
    given(world, &known, &all)?;
    in_every_language(world, all_on_record)?;
    with_long_buttons(world, &known)
}

/// The buttons of these states are the longest, each beside the name of its site.
fn with_long_buttons(world: &World, known: &Records) -> Outcome {
    let waiting = || vec![Event::Submitted(form()), Event::NoMailYet];
    let off = (PlatformId::Linkedin, vec![Event::ReadOff]);
    given(world, known, &[(PlatformId::Facebook, waiting()), (PlatformId::Instagram, waiting()), off.clone()])?;
    in_every_language(world, waiting_for_mail)?;
    let stale = (PlatformId::Linkedin, vec![Event::ReadOff, Event::SessionEnded]);
    given(world, known, &[(PlatformId::Facebook, sent()), (PlatformId::Instagram, sent()), stale])?;
    in_every_language(world, stale_switch)?;
    let unanswered = [(PlatformId::Facebook, sent()), (PlatformId::Instagram, sent()), off];
    given_before(31, world, known, &unanswered)?;
    in_every_language(world, unanswered_for_long)?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_out(site)?;
    }
    in_every_language(world, logged_out)
}

/// Shows the popup in one language after the other, and judges each.
fn in_every_language(world: &World, judge: fn(&Popup<'_>) -> Outcome) -> Outcome {
    let languages = world.languages()?;
    let popup = world.popup()?;
    let (width, height) = LARGEST;
    popup.page().resize(width, height, 1.0)?;
    for language in &languages {
        popup.speak(language).and_then(|()| judge(&popup)).map_err(|error| format!("in {language}: {error}"))?;
    }
    same("more than a few languages", languages.len() >= 24, true)?;
    popup.page().close()
}

fn three_due(popup: &Popup<'_>) -> Outcome {
    popup.row(&LINKEDIN, &CookieStore::default(), "not-recorded")?;
    popup.page().wait_for("[data-platform=facebook] [data-offer=capture]")?;
    same("filled buttons", popup.page().eval("document.querySelectorAll('[data-primary]').length")?, json!(1))?;
    then_tells_others(popup, false)?;
    then_fits(popup.page(), "three due, and the choices of each", 1 + 3)
}

/// Where it ends for one person, it begins for others.
fn then_tells_others(popup: &Popup<'_>, expected: bool) -> Outcome {
    let shown = "document.querySelector('a[href$=\"#friends\"]').checkVisibility()";
    same("the way to tell others", popup.page().eval(shown)?, json!(expected))
}

fn one_asked_about(popup: &Popup<'_>) -> Outcome {
    popup.page().wait_for("[data-platform=instagram] .question")?;
    then_fits(popup.page(), "one sent, one asked about, one due", 1)
}

fn one_unclear(popup: &Popup<'_>) -> Outcome {
    popup.row(&FACEBOOK, &CookieStore::default(), "pending")?;
    popup.page().click("[data-platform=facebook] [data-action=answer]")?;
    then_fits(popup.page(), "the questions about what was sent", 1)
}

/// The e-mails of Meta are still to come then.
fn all_on_record(popup: &Popup<'_>) -> Outcome {
    popup.row(&LINKEDIN, &CookieStore::default(), "recorded")?;
    then_tells_others(popup, true)?;
    then_fits(popup.page(), "all on record", 1)
}

fn waiting_for_mail(popup: &Popup<'_>) -> Outcome {
    popup.page().wait_for("[data-platform=instagram][data-state=pending] [data-action=open]")?;
    same("filled buttons", popup.page().eval("document.querySelectorAll('[data-primary]').length")?, json!(0))?;
    then_tells_others(popup, false)?;
    then_fits(popup.page(), "two wait for an e-mail", 1)
}

fn unanswered_for_long(popup: &Popup<'_>) -> Outcome {
    popup.page().wait_for("[data-platform=facebook][data-state=recorded] [data-action=guide][data-primary]")?;
    then_fits(popup.page(), "two letters to send", 1)
}

fn stale_switch(popup: &Popup<'_>) -> Outcome {
    popup.page().wait_for("[data-platform=linkedin][data-state=recorded] [data-action=open]")?;
    then_fits(popup.page(), "a switch to check", 1)
}

fn logged_out(popup: &Popup<'_>) -> Outcome {
    popup.page().wait_for("[data-platform=linkedin][data-state=logged-out] [data-action=visit]")?;
    then_fits(popup.page(), "all logged out", 1)
}

fn form() -> FormNumber {
    FormNumber::new("6359191084165019")
}

fn sent() -> Vec<Event> {
    vec![Event::Submitted(form()), Event::NoErrorSeen(form())]
}

/// Puts these events on record for accounts that are known, two days ago, and nothing else.
fn given(world: &World, known: &Records, histories: &[(PlatformId, Vec<Event>)]) -> Outcome {
    given_before(2, world, known, histories)
}

/// The same, so many days ago.
fn given_before(days: i64, world: &World, known: &Records, histories: &[(PlatformId, Vec<Event>)]) -> Outcome {
    let now = Timestamp(now()?.0 - days * DAY_MS);
    let mut records = Records::new(known.salts().next().ok_or("records have a salt")?);
    for (platform, events) in histories {
        let key = known.accounts().map(|(key, _)| key).find(|key| key.platform == *platform);
        let key = key.ok_or("the account is not known")?;
        for event in events {
            let id = EntryId::derived(platform.slug(), event.kind());
            let stamp = Stamp { now, id, version: "0.1.0" };
            records.append(key, event.clone(), &stamp).map_err(|refused| format!("{refused:?}"))?;
        }
    }
    world.given_records(&records)
}

/// Fails unless the first so many measures fit, and so many there are.
fn then_fits(page: &Page<'_>, what: &str, count: usize) -> Outcome {
    let found = page.eval(MEASURES)?;
    let all: Vec<[i64; 5]> = serde_json::from_value(found.clone()).map_err(|e| e.to_string())?;
    let fits = |measures: &[i64; 5]| matches!(measures, [high, 0, 0, 0, 0] if *high <= i64::from(LARGEST.1));
    let fit = all.iter().take(count).filter(|measures| fits(measures)).count();
    if fit == count {
        Ok(())
    } else {
        let broken = page.eval(BROKEN)?;
        Err(format!("{what}: height, and what sticks out, is hidden or broken: {found}; broken: {broken}"))
    }
}

/// The expression that makes letters at least 24 px high, as a browser with such a setting draws them.
const LARGE_LETTERS: &str = "[...document.querySelectorAll('main *')].forEach(one => {
    one.style.fontSize = `${Math.max(24, parseFloat(getComputedStyle(one).fontSize))}px`;
})";

/// The expression for everything in the popup that can be pressed and lies beyond an edge that cannot be scrolled to.
const OUT_OF_REACH: &str = "[...document.querySelectorAll('button, a, summary')].filter(one => {
    if (!one.checkVisibility()) return false;
    one.scrollIntoView({ block: 'center' });
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
}).map(one => one.outerHTML)";

fn three_due_in_german(world: &mut World) -> Outcome<Popup<'_>> {
    world.given_language("de");
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    let popup = world.popup()?;
    popup.row(&LINKEDIN, &CookieStore::default(), "not-recorded")?;
    Ok(popup)
}

fn enlarged(world: &mut World) -> Outcome {
    let popup = three_due_in_german(world)?;
    let page = popup.page();
    // The largest popup that browsers show is 800×600 device pixels.
    page.resize(LARGEST.0, 300, 2.0)?;
    same("out of reach at 200 %", page.eval(OUT_OF_REACH)?, json!([]))?;
    page.resize(LARGEST.0, 600, 1.0)?;
    page.eval(LARGE_LETTERS)?;
    same("out of reach in large letters", page.eval(OUT_OF_REACH)?, json!([]))?;
    wait_until("nothing sticks out", PATIENCE, || {
        let found = page.eval(MEASURES)?;
        Ok(Seen::when(found[0][1] == json!(0) && found[0][2] == json!(0), found.to_string()))
    })
}

/// The narrowest window in which a page has to work by WCAG, and the width that a scroll bar takes of it.
const NARROWEST: (u32, u32) = (320, 17);

/// The expression for the buttons below something else that can be pressed.
const COVERED: &str = "[...document.querySelectorAll('.row .main')].filter(button => {
    const [a, b] = [button, button.closest('.row').querySelector('.more > summary')].map(it => it.getBoundingClientRect());
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}).map(button => button.outerHTML)";

fn narrow(world: &mut World) -> Outcome {
    let popup = three_due_in_german(world)?;
    let page = popup.page();
    let (width, bar) = NARROWEST;
    page.resize(width, 600, 1.0)?;
    // Some systems draw scroll bars over the page.
    page.eval(&format!("(document.querySelector('.list').style.inlineSize = '{}px')", width - bar))?;
    for direction in ["ltr", "rtl"] {
        page.eval(&format!("(document.documentElement.dir = '{direction}')"))?;
        same(&format!("broken names, {direction}"), page.eval(BROKEN)?, json!([]))?;
        same(&format!("covered buttons, {direction}"), page.eval(COVERED)?, json!([]))?;
        let measured = page.eval(MEASURES)?;
        same(&format!("what sticks out, {direction}: {measured}"), &measured[0][2], &json!(0))?;
    }
    Ok(())
}
