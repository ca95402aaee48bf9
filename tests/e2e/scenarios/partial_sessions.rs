//! Sets cookies that look like a login and are none.

use super::{Scenario, both, each, elsewhere};
use crate::browser::CookieStore;
use crate::page::Page;
use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};
use crate::stand_ins::cookies_path;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::World;
use serde_json::json;

pub(super) const ALL: &[Scenario] = &[
    each("partial session: {site}'s sign of who it is without its session", |world, site| {
        half(world, site, Half::Sign)
    }),
    each("partial session: {site}'s session without its sign of who it is", |world, site| {
        half(world, site, Half::Session)
    }),
    both("partial session: an empty session is none", empty),
    both("partial session: a session that has expired is none", expired),
    both("partial session: LinkedIn's \"delete me\" is no session", delete_me),
    both("partial session: acting as a Facebook Page is not clear", acting_as_page),
    both("partial session: a login in a frame of another site is none", partitioned),
];

enum Half {
    Sign,
    Session,
}

fn half(world: &mut World, site: &'static Site, half: Half) -> Outcome {
    let [sign, session] = site.login_cookies(site.account);
    let (first, second) = match half {
        Half::Sign => (sign, session),
        Half::Session => (session, sign),
    };
    world.given_bezwaar_watches(site)?;
    let logged_out = world.then_popup_row(site, "logged-out")?;

    world.when_the_site_sets(site, &[&first])?;
    world.then_only_doubt_is_left(elsewhere(site))?;
    let unclear = world.then_popup_row(site, "unknown")?;
    if unclear.text == logged_out.text {
        return Err(format!("half a session should be explained, but the row says {:?}", unclear.text));
    }
    world.when_the_site_sets(site, &[&second])?;
    world.then_badge("1").map(drop)
}

fn empty(world: &mut World) -> Outcome {
    let empty = |cookie: &str| {
        let (name, rest) = cookie.split_once('=').unwrap_or((cookie, ""));
        format!("{name}={}", rest.find(';').and_then(|end| rest.get(end..)).unwrap_or_default())
    };
    let [number, session] = FACEBOOK.login_cookies(FACEBOOK.account);
    world.given_bezwaar()?;
    world.when_the_site_sets(&FACEBOOK, &[&number, &empty(&session)])?;
    world.then_only_doubt_is_left(&INSTAGRAM)?;
    world.when_the_site_sets(&FACEBOOK, &[&empty(&number), &session])?;
    world.then_only_doubt_is_left(&INSTAGRAM)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1").map(drop)
}

/// Lets both cookies run out by themselves. The browser tells nobody about that, so the next snapshot is what must
/// notice.
fn expired(world: &mut World) -> Outcome {
    let short = FACEBOOK.login_cookies(FACEBOOK.account).map(|cookie| cookie.replace("31536000", "8"));
    world.given_bezwaar()?;
    // The tab through which the badge is read takes a while to open, and the login does not last long.
    world.then_badge("")?;
    world.when_the_site_sets(&FACEBOOK, &[&short[0], &short[1]])?;
    world.then_badge("1")?;
    wait_until("the session has expired", PATIENCE, || {
        let page = world.browser()?.open(FACEBOOK.home, &CookieStore::default())?;
        let greeting = page.text("#greeting")?;
        page.close()?;
        Ok(Seen::when(greeting == "You are not logged in.", greeting))
    })?;
    world.then_nothing_counts(&LINKEDIN)?;
    world.then_popup_row(&FACEBOOK, "logged-out").map(drop)
}

fn delete_me(world: &mut World) -> Outcome {
    let [sign, session] = LINKEDIN.login_cookies(LINKEDIN.account);
    world.given_bezwaar()?;
    world.when_the_site_sets(&LINKEDIN, &[&sign, &session.replace("AQED-stand-in", "\"delete me\"")])?;
    world.then_only_doubt_is_left(&FACEBOOK)?;
    world.when_the_site_sets(&LINKEDIN, &[&session])?;
    world.then_badge("1").map(drop)
}

fn acting_as_page(world: &mut World) -> Outcome {
    world.given_bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let usual = world.then_popup_row(&FACEBOOK, "not-recorded")?;
    world.when_the_site_sets(
        &FACEBOOK,
        &["i_user=61550000000001; Domain=.facebook.com; Path=/; Secure; SameSite=None"],
    )?;
    world.then_badge("?")?;
    world.then_only_doubt_is_left(&INSTAGRAM)?;
    let acting = world.then_popup_row(&FACEBOOK, "unknown")?;
    if acting.text == usual.text {
        return Err(format!("acting as a Page should be explained, but the row says {:?}", acting.text));
    }
    world
        .when_the_site_sets(&FACEBOOK, &["i_user=; Domain=.facebook.com; Path=/; Secure; SameSite=None; Max-Age=0"])?;
    world.then_badge("1").map(drop)
}

/// Gives a frame of Facebook in another site cookies of its own there. They are no login at Facebook.
fn partitioned(world: &mut World) -> Outcome {
    let other_rights = FACEBOOK.login_cookies("42").map(|cookie| format!("{cookie}; Partitioned"));
    world.given_bezwaar()?;
    let host = world.browser()?.open(INSTAGRAM.home, &CookieStore::default())?;
    add_frame(&host, &format!("{}/stand-in/{}", FACEBOOK.origin, cookies_path(&[&other_rights[0], &other_rights[1]])))?;
    wait_until("the frame has its cookies", PATIENCE, || {
        let cookies = world.browser()?.frame(&host)?.eval("document.cookie")?;
        Ok(Seen::when(cookies.as_str().is_some_and(|text| text.contains("c_user=42")), cookies))
    })?;
    world.then_nothing_counts(&LINKEDIN)?;
    world.when_logged_in(&FACEBOOK)?;
    world.then_badge("1").map(drop)
}

fn add_frame(page: &Page, address: &str) -> Outcome {
    let address = json!(address);
    page.eval(&format!(
        "new Promise((loaded, failed) => {{
            const frame = Object.assign(document.createElement('iframe'), {{ src: {address}, onload: () => loaded(), onerror: failed }});
            document.body.append(frame);
        }})"
    ))
    .map(drop)
}
