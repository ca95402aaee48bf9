//! Forms and switches that are made differently from those of the other scenarios: nobody knows how the real ones are made
//! next month. What is seen has to be recorded all the same, and nothing else.

use super::{Scenario, both};
use crate::browser::Store;
use crate::page::{Key, Page};
use crate::panel::then_our_elements;
use crate::sites::{FACEBOOK, LINKEDIN};
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::{World, same};
use bezwaar::core::history::event::EventKind;

pub(super) const ALL: &[Scenario] = &[
    both("variants: what a form may be like, and is recognised", |world| forms(world, RECOGNISED)),
    both("variants: what looks like an accepted form, and is less", |world| forms(world, LESS)),
    both("variants: a switch of whatever make", switches),
];

/// What a person does.
enum Do {
    /// Clicks on these, one after the other, as soon as they are there.
    Click(&'static [&'static str]),
    /// Presses the form's button, after which the page goes away.
    Leave,
    /// Presses Enter there.
    Enter(&'static str),
}

/// What the form is like, its `?query`, what it takes to make it so, what a person does, and what is then noted.
type Variant = (&'static str, &'static str, &'static str, Do, &'static [EventKind]);

const SUBMIT: Do = Do::Click(&["#content button"]);

/// In front of what makes a form so: the browser sends it, since no script of the page steps in.
const HELPERS: &str =
    "const plain = () => form.addEventListener('submit', event => event.stopImmediatePropagation(), true);";

const RECOGNISED: &[Variant] = &[
    (
        "asking for a dialog's OK",
        "",
        "outcomes.dialog = () => { const dialog = element('div', { role: 'dialog' }, thanks);
        const ok = element('button', { id: 'ok' }, 'OK'); ok.onclick = () => { dialog.remove(); form.remove() };
        dialog.append(ok); document.body.append(dialog) }",
        Do::Click(&["#content button", "#ok"]),
        &[EventKind::NoErrorSeen],
    ),
    (
        "another query afterwards",
        "",
        "outcomes.dialog = () => { history.replaceState({}, '', '?done=1'); form.remove() }",
        SUBMIT,
        &[EventKind::NoErrorSeen],
    ),
    (
        "a modal dialog afterwards",
        "",
        "outcomes.dialog = () => { const dialog = element('dialog', {}, thanks);
        document.body.append(dialog); dialog.showModal() }",
        SUBMIT,
        &[EventKind::NoErrorSeen],
    ),
    (
        "hidden but there afterwards",
        "",
        "outcomes.dialog = () => { form.style.visibility = 'hidden' }",
        SUBMIT,
        &[EventKind::NoErrorSeen],
    ),
    (
        "in a dialog",
        "",
        "content.setAttribute('role', 'dialog'); outcomes.dialog = () => content.replaceChildren(thanks)",
        SUBMIT,
        &[EventKind::NoErrorSeen],
    ),
    (
        "beside other fields of the site, and what it still loads",
        "play=replace",
        "document.body.insertAdjacentHTML('beforeend',
        '<input role=combobox aria-autocomplete=list><footer><select><option>English</select></footer>'
        + '<nav><p role=progressbar>More</p></nav>')",
        SUBMIT,
        &[EventKind::NoErrorSeen],
    ),
    (
        "pressed twice",
        "play=slower",
        "form.addEventListener('submit', event => { event.preventDefault();
        if (window.sending) event.stopImmediatePropagation(); window.sending = true;
        wait(400).then(() => { form.querySelector('button').id = 'again' }) }, true)",
        Do::Click(&["#content button", "#again"]),
        &[EventKind::NoErrorSeen],
    ),
    (
        "pressed with a key, and no button",
        "react&play=replace",
        "form.querySelector('[role=button]')
        .addEventListener('keydown', event => event.key === 'Enter' && send())",
        Do::Enter("#content [role=button]"),
        &[EventKind::NoErrorSeen],
    ),
];

const LESS: &[Variant] = &[
    ("sent by the browser", "", "form.action = '/stand-in/framed'; plain()", Do::Leave, &[EventKind::Submitted]),
    ("answered at its own address", "", "form.action = '?play=missing'; plain()", Do::Leave, &[EventKind::Submitted]),
    ("left as soon as it is answered", "", "outcomes.dialog = () => location.assign('/')", Do::Leave, &[EventKind::Submitted]),
    ("sent to where nobody knows", "", "form.addEventListener('submit', event => { event.preventDefault();
        event.stopImmediatePropagation(); fetch('/stand-in/framed', { method: 'POST' }).then(() => form.remove()) }, true)",
        SUBMIT, &[EventKind::Submitted]),
    ("answered by an alert", "", "outcomes.dialog = () => form.replaceWith(element('p', { role: 'alert' }, thanks))",
        SUBMIT, &[EventKind::Submitted]),
    ("asking for the password", "", "outcomes.dialog = () => form.replaceWith(element('input', { type: 'password' }, ''))",
        SUBMIT, &[EventKind::Submitted]),
    ("still loading", "", "outcomes.dialog = () => form.replaceWith(element('p', { role: 'progressbar' }, thanks))",
        SUBMIT, &[EventKind::Submitted]),
    ("asking for a number", "", "outcomes.dialog = () => form.replaceWith(element('input', { type: 'tel' }, ''))",
        SUBMIT, &[EventKind::Submitted]),
    ("a code that nobody fills in", "", "outcomes.dialog = () => { const code = element('input', { name: 'code' }, '');
        form.replaceWith(code); wait(1500).then(() => code.remove()) }", SUBMIT, &[EventKind::CodeAsked]),
    ("a search in the header", "", "document.querySelector('[role=banner]').insertAdjacentHTML('beforeend', '<input id=q>');
        q.onkeydown = async () => { await post(); document.body.append(element('div', { role: 'dialog' }, 'Found')) }",
        Do::Enter("#q"), &[]),
    ("a question about cookies, and a menu", "", "const dialog = element('div', { role: 'dialog' }, 'Cookies?');
        const yes = element('button', { id: 'yes' }, 'Yes'); yes.onclick = async () => { await post(); dialog.remove() };
        const menu = element('button', { id: 'menu', 'aria-haspopup': 'menu' }, 'Language');
        menu.onclick = post; dialog.append(yes); document.body.append(dialog, menu)", Do::Click(&["#yes", "#menu"]), &[]),
    ("given up", "", "const cancel = element('button', { id: 'cancel', type: 'button' }, 'Cancel');
        cancel.onclick = () => form.remove(); form.append(cancel)", Do::Click(&["#cancel"]), &[]),
    ("a login in its place", "", "form.innerHTML = '<input type=email value=a@b.c><input type=password value=x><button>Ok</button>';
        form.addEventListener('submit', async event => { event.preventDefault(); event.stopImmediatePropagation(); await post();
            form.remove() }, true)", SUBMIT, &[]),
];

fn forms(world: &mut World, variants: &[Variant]) -> Outcome {
    world.given_bezwaar()?;
    for (number, (name, query, made, act, expected)) in variants.iter().enumerate() {
        world.when_logged_in_as(&FACEBOOK, &format!("{}", 1000 + number), &Store::default())?;
        let before = noted(world)?.len();
        let page = world.browser()?.open(&format!("{}?{query}", FACEBOOK.deep_link), &Store::default())?;
        then_our_elements(&page, 1)?;
        page.eval(&format!("(() => {{ {HELPERS} {made}; return 1 }})()"))?;
        perform(&page, act).map_err(|error| format!("{name}: {error}"))?;
        if !matches!(act, Do::Leave) {
            world.when_judged(&page)?;
        }
        wait_until(&format!("{name}: {expected:?} is noted"), PATIENCE, || {
            let mut new = noted(world)?.split_off(before);
            if new.len() > 1 {
                new.retain(|kind| *kind != EventKind::Submitted);
            }
            Ok(Seen::when(new == *expected, format!("{new:?}")))
        })?;
        page.close()?;
    }
    Ok(())
}

fn perform(page: &Page<'_>, act: &Do) -> Outcome {
    match act {
        Do::Click(all) => all.iter().try_for_each(|selector| {
            page.wait_for(selector)?;
            page.click(selector)
        }),
        Do::Leave => page.click("#content button"),
        Do::Enter(selector) => {
            page.activate()?;
            page.eval(&format!("document.querySelector({selector:?}).focus()"))?;
            page.press(Key::Enter)
        }
    }
}

/// What is noted, oldest first.
fn noted(world: &World) -> Outcome<Vec<EventKind>> {
    let document = world.document()?;
    let mut entries: Vec<_> = document.accounts().flat_map(|(_, account)| account.history().entries()).collect();
    entries.sort_by_key(|entry| entry.sequence);
    Ok(entries.iter().map(|entry| entry.event.kind()).collect())
}

/// Switches, what pressing them does, and the badge that comes of it. The first ones are never read, so the badge stays; the
/// later ones are read as on first.
const SWITCHES: &[(&str, &str, &str)] = &[
    // It may ask for anything.
    ("<label><input type=checkbox checked id=s>Do not show this again</label>", "SAVE()", "1"),
    // Logging in, where the person seems to be logged in.
    ("<form><input type=password><input type=checkbox checked id=s></form>", "", "1"),
    ("<button role=switch aria-checked=true id=s>Use</button>", "SAVE(); s.ariaChecked = false", ""),
    ("<div role=switch aria-checked=true id=s tabindex=0>Use</div>", "SAVE(); s.ariaChecked = false", ""),
    ("<input type=checkbox checked aria-labelledby=allowDataForGenerativeAI id=s>", "SAVE()", ""),
    ("<input type=checkbox role=switch checked aria-labelledby='allowDataForGenerativeAI more' id=s>", "SAVE()", ""),
    // An attribute that the page forgot, and a page that saves in a way that nobody knows.
    ("<input type=checkbox role=switch aria-checked=true checked id=s>", "SAVE()", ""),
    ("<input type=checkbox role=switch checked id=s>", "", ""),
    // Refused after a while.
    ("<input type=checkbox role=switch checked id=s>", "wait(4000).then(() => { s.checked = true })", "1"),
    (
        "<button role=switch aria-checked=true id=s>Use</button>",
        "s.ariaChecked = false; wait(4000).then(() => { s.ariaChecked = true })",
        "1",
    ),
];

fn switches(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&LINKEDIN)?;
    for (markup, pressed, badge) in SWITCHES {
        let page = world.browser()?.open(&format!("{}?play=missing", LINKEDIN.deep_link), &Store::default())?;
        let pressed = pressed.replace("SAVE()", "fetch(saves, { method: 'PUT' })");
        page.eval(&format!(
            "(() => {{ place.innerHTML = {markup:?}; s.onclick = () => {{ {pressed} }}; return 1 }})()"
        ))?;
        world.then_badge("1").map_err(|error| format!("{markup} is on: {error}"))?;
        let before = offs(world)?;
        page.activate()?;
        page.click("#s")?;
        if *badge == "1" {
            world.when_judged(&page)?;
            world.when_judged(&page)?;
            same(&format!("{markup}: how often it was read as off"), offs(world)?, before)?;
        }
        // Asks in a tab behind: a page that is not in front is not looked at.
        world.then_badge(badge).map_err(|error| format!("{markup} is pressed: {error}"))?;
        page.close()?;
    }
    Ok(())
}

/// How often the switch was read as off.
fn offs(world: &World) -> Outcome<usize> {
    Ok(noted(world)?.into_iter().filter(|kind| *kind == EventKind::ReadOff).count())
}
