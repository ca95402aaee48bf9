//! Measures how long it takes until the popup shows what is the case with more accounts on record, and with more
//! containers.

use super::popup::open;
use super::subject::{Bench, probe};
use super::table::compare;
use crate::driver::Kind;
use crate::sites::FACEBOOK;
use crate::wait::Outcome;
use crate::world::World;
use bezwaar::core::account::{AccountIdentity, AccountKey, NumberHash, Salt};
use bezwaar::core::format::save;
use bezwaar::core::history::event::{EntryId, Event, FormNumber};
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;
use serde_json::json;

/// The numbers of accounts on record that are compared.
const ACCOUNTS: [u16; 3] = [1, 100, 1000];

/// The numbers of containers in which somebody is logged in.
const CONTAINERS: [usize; 3] = [1, 10, 50];

/// The time at which everything was sent.
const NOW: Timestamp = Timestamp(1_795_344_170_123);

/// Measures the growth: ten times as many may take ten times as long, at worst.
pub(super) fn measure(bench: &Bench) -> Outcome {
    let accounts = ACCOUNTS.map(|count| (format!("{count} accounts"), count));
    let mut worlds = Vec::new();
    for (name, count) in &accounts {
        worlds.push((name.as_str(), with_accounts(bench, *count)?));
    }
    compare(&bench.title("popup opened, more accounts"), "ms", bench.rounds, &worlds, |world| open(world, true))?;
    if bench.kind == Kind::Chrome {
        return Ok(());
    }
    let containers = CONTAINERS.map(|count| (format!("{count} containers"), count));
    let mut worlds = Vec::new();
    for (name, count) in &containers {
        worlds.push((name.as_str(), with_containers(bench, *count)?));
    }
    compare(&bench.title("popup opened, more containers"), "ms", bench.rounds, &worlds, |world| open(world, true))?;
    Ok(())
}

fn with_accounts(bench: &Bench, count: u16) -> Outcome<World> {
    let world = bench.bezwaar()?;
    world.when_logged_in(&FACEBOOK)?;
    let page = probe(&world)?;
    let text = json!(save(&records_of(count)?)).to_string();
    page.eval(&format!("chrome.storage.local.set({{ document: {text} }}).then(() => null)"))?;
    page.close()?;
    Ok(world)
}

fn with_containers(bench: &Bench, count: usize) -> Outcome<World> {
    let world = bench.bezwaar()?;
    for account in 0..count {
        let container = world.browser()?.new_container()?;
        world.when_logged_in_as(&FACEBOOK, &(1000 + account).to_string(), &container)?;
    }
    Ok(world)
}

/// Makes records with accounts at Facebook, each with an objection.
fn records_of(count: u16) -> Outcome<Records> {
    let mut records = Records::new(Salt([7; 16]));
    for number in 0..count {
        let mut hash = [0; 16];
        hash[..2].copy_from_slice(&number.to_be_bytes());
        let key = AccountKey { platform: PlatformId::Facebook, identity: AccountIdentity::Number(NumberHash(hash)) };
        let form = FormNumber::new("6359191084165019");
        for (place, event) in [Event::Submitted(form.clone()), Event::NoErrorSeen(form)].into_iter().enumerate() {
            let id = EntryId(u64::from(number) * 10 + place as u64);
            let stamp = Stamp { now: NOW, id, version: "0.1.0" };
            records.append(&key, event, &stamp).map_err(|refused| format!("an account too many: {refused:?}"))?;
        }
    }
    Ok(records)
}
