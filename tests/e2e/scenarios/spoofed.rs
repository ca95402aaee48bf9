//! Forges who speaks for a page: only the top frame of an active document under the site's own name is listened to.

use super::banner::{due, nothing_noted};
use super::banner_isolation::FRAME;
use super::{Scenario, both};
use crate::browser::CookieStore;
use crate::hostile::look_alikes;
use crate::page::Page;
use crate::panel::{says, then_our_elements};
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN};
use crate::wait::Outcome;
use crate::world::{World, same};
use serde_json::{Value, json};

pub(super) const ALL: &[Scenario] = &[
    both("hostile: a whole forged report counts from nowhere but the form's own top frame", senders),
    both("hostile: 12 forms that are none, sent by a person, and a confirmation route", forms),
];

/// Sends a message from our own place in every frame of the tab at this address, as a page could that had taken over the
/// process; gives what each frame was answered.
fn sent(apis: &Page<'_>, address: &str, message: &Value) -> Outcome<Vec<Value>> {
    let script = format!(
        "(async () => {{
            const [{{ id }}] = await chrome.tabs.query({{ url: {} }});
            const func = message => chrome.runtime.sendMessage(message).then(reply => reply ?? 'nothing', () => 'nothing');
            const results = await chrome.scripting.executeScript({{ target: {{ tabId: id, allFrames: true }}, func, args: [{message}] }});
            return results.sort((a, b) => a.frameId - b.frameId).map(({{ result }}) => result);
        }})()",
        json!(address)
    );
    let answers = apis.eval(&script)?;
    answers.as_array().cloned().ok_or_else(|| format!("no answers: {answers}"))
}

/// Returns a report in which everything is there that an acceptance takes.
fn acceptance(who: &Value) -> Value {
    let counts = |n: [u8; 6]| n.map(|n| json!({ "count": n, "checked": null, "aria_checked": null }));
    let submitted = json!({ "at_ms": 1005, "what": { "submitted": { "by": "page", "inside": [1, 0, 0, 0, 0, 0] } } });
    let answered = json!({ "at_ms": 1010, "what": { "answered": { "kind": "own", "status": 200 } } });
    let press = json!({ "id": "forged", "at_ms": 1000, "counts": counts([1, 0, 0, 0, 0, 0]), "on": "in-form",
        "max_counts": [], "again": false, "outcomes": [submitted, answered] });
    let report = json!({ "counts": counts([0; 6]), "max_counts": [1, 0, 0, 0, 0, 0], "unchanged_ms": 2500, "earlier": [],
        "presses": [press] });
    json!({ "seen": { "who": who, "report": report } })
}

fn senders(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    due(world, &FACEBOOK)?;
    let apis = world.apis()?;
    let arrived = json!({ "arrived": { "who": null, "up": false, "parts": ["watcher"], "age_s": 0 } });
    let form = world.browser()?.open(&format!("{}?here", FACEBOOK.deep_link), &CookieStore::default())?;
    then_our_elements(&form, 1)?;
    form.eval(FRAME)?;
    let answers = sent(&apis, &format!("{}?here", FACEBOOK.deep_link), &arrived)?;
    let who = answers.first().map(|answer| answer["plan"]["who"].clone()).unwrap_or_default();
    same("the form's own frame is answered", who["platform"].as_str(), Some("facebook"))?;
    same("what a frame is answered", answers.get(1), Some(&json!("nothing")))?;
    // These requests are for our own pages only, and are asked from a page.
    for request in [
        json!("popup-opened"),
        json!("erase"),
        json!({ "command": { "account": who, "command": { "declare-year": 2024 } } }),
        json!({ "import": { "text": "{}" } }),
        json!({ "undo": { "entry": "1" } }),
        json!({ "command": 1 }),
        json!(null),
    ] {
        let answers = sent(&apis, &format!("{}?here", FACEBOOK.deep_link), &request)?;
        same(&format!("what a page is answered to {request}"), answers.first(), Some(&json!("refused")))?;
    }
    let places = [
        format!("{}?csp=sandbox", FACEBOOK.deep_link),
        "https://ads.facebook.com/help/contact/6359191084165019".to_owned(),
        "https://www.facebook.com/groups/6359191084165019".to_owned(),
        "https://www.facebook.com/help/contact/510058597920541".to_owned(),
        "https://www.instagram.com/contact/233964459562201?stand-in".to_owned(),
    ];
    for place in places.iter().take(4) {
        let page = world.browser()?.open(place, &CookieStore::default())?;
        let answers = sent(&apis, place, &acceptance(&who))?;
        same(
            &format!("{place} may note"),
            answers.iter().all(|answer| *answer == json!("nothing") || !has_note(answer)),
            true,
        )?;
        page.close()?;
        nothing_noted(world).map_err(|error| format!("{place}: {error}"))?;
    }
    let other = json!({ "platform": "facebook", "store": who["store"], "hash": "0123456789abcdef0123456789abcdef" });
    sent(&apis, &format!("{}?here", FACEBOOK.deep_link), &acceptance(&other))?;
    nothing_noted(world)?;
    // This is the twin: the same report from where it belongs, which a page could send only with our own powers.
    form.activate()?;
    let answers = sent(&apis, &format!("{}?here", FACEBOOK.deep_link), &acceptance(&who))?;
    same("the twin's frame is refused", answers.get(1), Some(&json!("nothing")))?;
    world.then_badge("✓").map(drop)
}

/// Returns whether an answer says that an objection is recorded.
fn has_note(answer: &Value) -> bool {
    answer.to_string().contains("has noted it")
}

/// Sends forms that look like Meta's as a person does, although they are none.
fn forms(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    for site in [&FACEBOOK, &INSTAGRAM, &LINKEDIN] {
        world.when_logged_in(site)?;
    }
    world.then_badge("3")?;
    let path = |link: &str| format!("/{}?play=replace", link.splitn(4, '/').nth(3).unwrap_or_default());
    let mut addresses: Vec<String> = [&FACEBOOK, &INSTAGRAM]
        .into_iter()
        .flat_map(|site| look_alikes(site).map(move |host| format!("https://{host}{}", path(site.deep_link))))
        .collect();
    addresses.extend(
        ["ads", "business", "l"].map(|name| format!("https://{name}.facebook.com{}", path(FACEBOOK.deep_link))),
    );
    addresses.push(format!("{}?play=replace&csp=sandbox", FACEBOOK.deep_link));
    for address in &addresses {
        let page = world.browser()?.open(address, &CookieStore::default())?;
        page.wait_for("#content button").map_err(|error| format!("{address}: {error}"))?;
        page.click("#content button")?;
        world.when_judged(&page)?;
        then_our_elements(&page, 0).map_err(|error| format!("{address}: {error}"))?;
        page.close()?;
        nothing_noted(world).map_err(|error| format!("{address}: {error}"))?;
    }
    let switch = look_alikes(&LINKEDIN).map(|host| format!("https://{host}{}&is=off", path(LINKEDIN.deep_link)));
    for address in switch {
        let page = world.browser()?.open(&address, &CookieStore::default())?;
        world.when_judged(&page)?;
    }
    routes(world)?;
    nothing_noted(world)?;
    world.then_badge("3").map(drop)
}

/// Presses something as a person does, and the page goes to what looks like the confirmation, form and all gone.
fn routes(world: &World) -> Outcome {
    let page = world.browser()?.open(FACEBOOK.deep_link, &CookieStore::default())?;
    says(&page, "This is Meta’s form")?;
    for route in [
        "/help/contact/6359191084165019/confirmed",
        "/help/contact/submit/page",
        "/help/contact/6359191084165019?success=1",
    ] {
        page.click("h1")?;
        page.eval(&format!(
            "(() => {{ history.pushState({{ submitted: true }}, '', {route:?});
                document.title = 'Thanks for contacting Facebook';
                document.querySelector('#content form')?.remove();
                document.body.insertAdjacentHTML('beforeend', '<div role=dialog>Your objection has been submitted.</div>'); }})()"
        ))?;
        world.when_judged(&page)?;
    }
    page.close()
}
