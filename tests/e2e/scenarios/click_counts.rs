//! Counts the clicks for what people come for, from the toolbar's icon to the end, with a real pointer.

use super::{Scenario, at_true_speed, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;
use std::cell::Cell;

pub(super) const ALL: &[Scenario] = &[
    at_true_speed(both(
        "tasks: object, tell what was done before, name, link, be reminded, each in a few clicks",
        meta,
    )),
    both("tasks: LinkedIn off and proved, a banner less, a reminder less, all deleted, each in a few clicks", settings),
];

/// A person at the toolbar whose clicks are counted.
struct Person<'a> {
    world: &'a World,
    clicks: Cell<usize>,
}

impl<'a> Person<'a> {
    /// Clicks the toolbar's icon.
    fn new(world: &'a World) -> Outcome<(Self, Page<'a>)> {
        let browser = world.browser()?;
        let popup = browser.open(&browser.extension_url("popup.html"), &CookieStore::default())?;
        popup.wait_for("main[data-state=ready]")?;
        Ok((Self { world, clicks: Cell::new(1) }, popup))
    }

    fn click(&self, page: &Page<'_>, selector: &str) -> Outcome {
        self.clicks.set(self.clicks.get() + 1);
        page.wait_for(selector)?;
        page.click(selector)
    }

    /// Clicks what opens another tab.
    fn follow(&self, page: &Page<'_>, selector: &str) -> Outcome<Page<'a>> {
        let tab = self.world.browser()?.tab_opened_by(|| self.click(page, selector))?;
        Ok(self.world.browser()?.page(&tab))
    }

    fn records(&self, popup: &Page<'_>) -> Outcome<Page<'a>> {
        let page = self.follow(popup, "a[href='record.html']")?;
        page.wait_for("main[data-state=ready]").map(|()| page)
    }

    /// Writes into a field, without the pointer.
    fn write(page: &Page<'_>, selector: &str, value: &str) -> Outcome {
        page.wait_for(selector)?;
        page.eval(&format!("(document.querySelector({}).value = {}, null)", json!(selector), json!(value))).map(drop)
    }

    fn took(self, errand: &str, clicks: usize) -> Outcome {
        same(&format!("clicks to {errand}"), self.clicks.get(), clicks)
    }
}

fn row(site: &Site, rest: &str) -> String {
    format!("[data-row][data-platform={}] {rest}", site.platform)
}

/// Makes one choice behind "more" in the popup.
fn secondary(world: &World, site: &Site, errand: &str, act: &str, written: Option<(&str, &str)>) -> Outcome {
    let (person, popup) = Person::new(world)?;
    person.click(&popup, &row(site, ".more > summary"))?;
    let mut clicks = 3;
    if let Some((field, value)) = written {
        person.click(&popup, &row(site, ".date > summary"))?;
        clicks += 1;
        Person::write(&popup, &row(site, &format!("[data-field={field}]")), value)?;
    }
    person.click(&popup, &row(site, &format!("[data-act={act}]")))?;
    popup.wait_for("#said:not(:empty)")?;
    popup.close()?;
    person.took(errand, clicks)
}

/// Gives an account a name on the record page.
fn name(world: &World, name: &str) -> Outcome {
    let (person, popup) = Person::new(world)?;
    let records = person.records(&popup)?;
    let second = "#accounts > [data-row^=instagram] ~ [data-row^=instagram]";
    person.click(&records, &format!("{second} .more > summary"))?;
    Person::write(&records, &format!("{second} [data-field=label]"), name)?;
    person.click(&records, &format!("{second} [data-act=label]"))?;
    records.wait_for("#said:not(:empty)")?;
    records.close()?;
    person.took("name the second account", 4)
}

fn meta(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    world.when_logged_in(&INSTAGRAM)?;
    world.then_badge("2")?;

    secondary(world, &INSTAGRAM, "tell of an objection in June last year", "declare-day", Some(("day", "2025-06-10")))?;
    world.then_popup_row(&INSTAGRAM, "recorded")?;
    world.when_logged_in_as(&INSTAGRAM, "2000", &CookieStore::default())?;
    world.then_popup_row(&INSTAGRAM, "not-recorded")?;
    secondary(world, &INSTAGRAM, "tell of one in 2024, for the second account", "declare-2024", None)?;
    name(world, "Work")?;
    world.then_badge("1")?;

    object(world)?;
    world.then_badge("✓")?;
    secondary(world, &FACEBOOK, "tick Meta's e-mail", "mail", None)?;

    world.when_logged_in_as(&FACEBOOK, "3000", &CookieStore::default())?;
    world.then_badge("1")?;
    let (person, popup) = Person::new(world)?;
    person.click(&popup, "[data-act=linked]")?;
    popup.wait_for(&row(&FACEBOOK, ".state:not(:empty)"))?;
    person.took("say that Facebook and Instagram are linked", 2)?;
    world.then_badge("").map(drop)
}

/// Sends the form, from the toolbar on.
fn object(world: &World) -> Outcome {
    let (person, popup) = Person::new(world)?;
    let form = person.follow(&popup, &row(&FACEBOOK, "button.main"))?;
    form.wait_for("#content")?;
    then_our_elements(&form, 1)?;
    person.click(&form, "#content :is(button, [role=button])")?;
    person.took("object on Facebook", 3)
}

fn settings(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("2")?;

    switch_off(world)?;
    world.then_badge("1")?;
    prove(world)?;
    secondary(world, &FACEBOOK, "be reminded in a week", "snooze-week", None)?;
    world.then_badge("")?;
    end_reminder(world)?;
    world.then_badge("1")?;

    let (person, popup) = Person::new(world)?;
    person.click(&person.records(&popup)?, "[data-row=instagram] input")?;
    person.took("have no banner on Instagram", 3)?;

    let (person, popup) = Person::new(world)?;
    let records = person.records(&popup)?;
    person.click(&records, "#erase-sure")?;
    person.click(&records, "#erase")?;
    person.took("delete everything", 4)?;
    world.then_badge("2")?;
    same("accounts with something noted", world.records()?.accounts().count(), 0)
}

fn switch_off(world: &World) -> Outcome {
    let (person, popup) = Person::new(world)?;
    let switch = person.follow(&popup, &row(&LINKEDIN, "button.main"))?;
    person.click(&switch, "label.artdeco-toggle__label")?;
    person.took("switch LinkedIn off", 3)
}

/// Prints what proves to an employer that LinkedIn is off. The printer's window is the browser's; here it is only
/// noticed.
fn prove(world: &World) -> Outcome {
    let (person, popup) = Person::new(world)?;
    let records = person.records(&popup)?;
    records.eval("(window.print = () => { document.title = 'printed' }, null)")?;
    person.click(&records, "[data-act=print]")?;
    same("what was printed", records.eval("document.title")?, json!("printed"))?;
    person.took("print LinkedIn's receipt", 3)
}

fn end_reminder(world: &World) -> Outcome {
    let (person, popup) = Person::new(world)?;
    let records = person.records(&popup)?;
    same("reminders", records.eval("document.querySelectorAll('#reminders li').length")?, json!(1))?;
    person.click(&records, "#reminders [data-act=now]")?;
    records.wait_for("#waiting[hidden]")?;
    person.took("switch a reminder off", 3)
}
