//! Plays what looks like Meta's confirmation and is none: nothing of it may be recorded.

use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::panel::{says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    both("forged: 200 confirmations that somebody wrote into the page", |world| forged(world, FORGERIES)),
    both("forged: acts of scripts, clicks elsewhere, frames and copies of the form", |world| forged(world, ACTS)),
];

/// The sentences that a person would take for a confirmation: Meta's own where they are known, others alike.
const SENTENCES: [&str; 21] = [
    "Ciò significa che la tua richiesta verrà applicata d'ora in avanti allo sviluppo e al miglioramento dell'IA in Meta.",
    "Riceverai una e-mail con i dettagli.",
    "La tua richiesta è stata inviata.",
    "Thanks for contacting Facebook. You should receive an e-mail soon.",
    "Your objection has been submitted. We will honour it going forward.",
    "We've received your objection.",
    "Bedankt voor je bericht. Je bezwaar is ontvangen en wordt voortaan gehonoreerd.",
    "Je bezwaar is vastgelegd.",
    "Je ontvangt een e-mail met de details.",
    "Danke. Dein Widerspruch ist eingegangen.",
    "Wir haben deinen Einspruch gegen die Verwendung deiner Informationen für KI bei Meta erhalten.",
    "Du erhältst eine E-Mail mit weiteren Einzelheiten.",
    "Merci. Votre opposition a bien été enregistrée.",
    "Nous avons reçu votre demande.",
    "Gracias. Hemos recibido tu objeción.",
    "Tu solicitud se aplicará de ahora en adelante.",
    "Dziękujemy. Otrzymaliśmy Twój sprzeciw.",
    "Terima kasih telah menghubungi Facebook.",
    "Obrigado. Recebemos a tua oposição.",
    "شكرًا لك. لقد تلقينا اعتراضك.",
    "Zbrutt maloi. Krelba e-mail vos pronti.",
];

/// The places for the sentences, 21 at a time; with the form still there or gone.
const FORGERIES: &[&str] = &[
    "SENTENCES.forEach(text => add('article', {}, text))",
    "SENTENCES.forEach(text => add('div', { role: 'comment', 'aria-label': text }, text))",
    "SENTENCES.forEach(text => add('div', { role: 'dialog' }, text))",
    "SENTENCES.forEach(text => add('div', { role: 'status' }, text))",
    "SENTENCES.forEach(text => add('dialog', { open: '' }, text))",
    "SENTENCES.forEach(text => { document.title = text })",
    "SENTENCES.forEach(text => history.replaceState({}, '', '?' + new URLSearchParams({ confirmed: 1, text })))",
    "SENTENCES.forEach(text => add('iframe', { srcdoc: text, sandbox: '' }, ''))",
    "(document.querySelector('#content').replaceChildren(), SENTENCES.forEach(text => add('p', {}, text)))",
    "SENTENCES.forEach(text => add('img', { alt: text, title: text }, ''))",
    "SENTENCES.forEach(text => add('input', { placeholder: text, 'aria-description': text, value: text }, ''))",
    "SENTENCES.forEach(text => history.pushState({ text }, '', location.pathname + '/' + encodeURIComponent(text)))",
    "SENTENCES.forEach(text => add('iframe', { src: '/stand-in/framed?' + encodeURIComponent(text), title: text }, ''))",
    "SENTENCES.forEach(text => add('div', { 'aria-live': 'assertive', role: 'alert' }, text))",
    "(document.querySelector('#content form').hidden = true, SENTENCES.forEach(text => add('div', { role: 'dialog' }, text)))",
];

/// The acts of scripts, and of a person elsewhere in the page. POST is what the form sends, answered with 200; CLICK
/// says that a person then clicks on what bears that mark.
const ACTS: &[&str] = &[
    "(document.querySelector('#content form').requestSubmit(), GONE())",
    "(document.querySelector('#content button').click(), GONE())",
    "(document.querySelector('#content form').dispatchEvent(new SubmitEvent('submit', { bubbles: true })), POST(), GONE())",
    "(document.querySelector('#content button').dispatchEvent(new MouseEvent('click', { bubbles: true })), POST(), GONE())",
    "(document.querySelector('input[name=Field111]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })), POST(), GONE())",
    "(POST(), GONE())",
    // A person presses something of the site around the form, which draws the page anew.
    "add('nav', {}, '').append(made('button', { id: 'CLICK' }, 'Menu', () => { POST(); GONE() }))",
    // A person presses something that is no button.
    "add('p', { id: 'CLICK' }, 'Hello', () => { POST(); GONE() })",
    // A person presses a button when the form is gone already.
    "(GONE(), add('button', { id: 'CLICK' }, 'Next', () => POST()))",
    // The request goes elsewhere.
    "add('button', { id: 'CLICK' }, 'Like', () => { fetch('/stand-in/framed', { method: 'POST' }); GONE() })",
    // A frame holds the same form.
    "add('iframe', { id: 'CLICK', src: location.pathname + '?play=replace', style: 'width: 300px; height: 200px' }, '')",
];

/// The helpers for the forgeries, in the page.
const HELPERS: &str = "const made = (tag, attributes, text, press) => {
        const element = document.createElement(tag);
        element.textContent = text;
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        if (press) element.addEventListener('click', press);
        return element;
    };
    const add = (...what) => {
        const element = made(...what);
        (document.querySelector('h1') ?? document.querySelector('#content')).after(element);
        return element;
    };
    const POST = () => fetch('/ajax/help/contact/submit/page?play=', { method: 'POST' });
    const GONE = () => wait(300).then(() => document.querySelector('#content form')?.remove());";

fn forged(world: &mut World, forgeries: &[&str]) -> Outcome {
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM] {
        world.when_logged_in(site)?;
    }
    for (number, forgery) in forgeries.iter().enumerate() {
        let site = if number % 2 == 0 { &FACEBOOK } else { &INSTAGRAM };
        let page = world.browser()?.open(&format!("{}?play=replace", site.deep_link), &CookieStore::default())?;
        then_our_elements(&page, 1)?;
        page.eval(&format!("(() => {{ const SENTENCES = {}; {HELPERS} {forgery}; return 1 }})()", json!(SENTENCES)))?;
        if forgery.contains("'CLICK'") {
            // Everything that was to be gone beforehand is gone by then.
            world.when_time_passes(&page, 600)?;
            page.click("#CLICK")?;
        }
        world.when_judged(&page)?;
        nothing_observed(world, &page, forgery)?;
        page.close()?;
    }
    // This is the twin: the same page, used by a person.
    let page = world.browser()?.open(&format!("{}?play=replace", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&page, 1)?;
    page.click("#content button")?;
    says(&page, "Meta’s page showed no error.")?;
    world.then_popup_row(&FACEBOOK, "recorded").map(drop)
}

fn nothing_observed(world: &World, page: &Page<'_>, forgery: &str) -> Outcome {
    let noted = world.records()?.accounts().count();
    page.activate()?;
    same(&format!("what is noted after {forgery}"), noted, 0)
}
