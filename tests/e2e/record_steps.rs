//! The steps that change the records: as a person does in the popup, and as they are stored.

use crate::browser::CookieStore;
use crate::page::Page;
use crate::popup::Popup;
use crate::sites::Site;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::World;
use bezwaar::core::format::{load, save};
use bezwaar::core::history::event::{EntryId, Event, SnoozedUntil};
use bezwaar::core::records::{Records, Stamp};
use bezwaar::core::time::Timestamp;
use bezwaar::platforms::PlatformId;
use serde_json::{Value, json};

pub(crate) use bezwaar::core::time::DAY_MS;

/// The function that brings a choice of a row into sight: it opens what is folded over the choice, and the questions
/// about what was sent if it answers one.
const UNFOLD: &str = "button => {
    const more = button.closest('.more'), asks = '[data-offer=message], [data-offer=mail]';
    if (more.matches('[data-asks]') && button.closest(asks)) more.dataset.view = 'answer';
    for (let fold = button; (fold = fold.parentElement?.closest('details')); ) fold.open = true;
}";

impl Popup<'_> {
    /// Presses one of the row's secondary buttons, and waits until the popup says that it is done.
    pub(crate) fn act(&self, site: &Site, store: &CookieStore, act: &str) -> Outcome<String> {
        self.start_act(site, store, act)?;
        self.said()
    }

    /// Presses one of the row's secondary buttons.
    pub(crate) fn start_act(&self, site: &Site, store: &CookieStore, act: &str) -> Outcome {
        let row = self.selector(site, store)?;
        self.page().eval("document.querySelector('#said').textContent = ''")?;
        let button = format!("{row} [data-act={act}]");
        self.page().wait_for(&button)?;
        self.page().eval(&format!("({UNFOLD})(document.querySelector({}))", json!(button)))?;
        self.page().click(&button)
    }

    /// Types into one of the row's fields.
    pub(crate) fn fill_in(&self, site: &Site, field: &str, value: &str) -> Outcome {
        let field = format!("{} [data-field={field}]", self.selector(site, &CookieStore::default())?);
        self.page().eval(&format!("document.querySelector({}).value = {}", json!(field), json!(value))).map(drop)
    }

    /// Presses the button that takes back what was just done.
    pub(crate) fn undo(&self) -> Outcome<String> {
        self.page().wait_for("#undo:not([hidden])")?;
        self.page().eval("document.querySelector('#said').textContent = ''")?;
        self.page().click("#undo")?;
        self.said()
    }

    /// Says that the accounts which a row asks about are in the same accounts centre.
    pub(crate) fn say_linked(&self) -> Outcome<String> {
        self.page().eval("document.querySelector('#said').textContent = ''")?;
        self.page().wait_for("[data-act=linked]")?;
        self.page().click("[data-act=linked]")?;
        self.said()
    }

    /// Waits until the popup says something, and returns it.
    pub(crate) fn said(&self) -> Outcome<String> {
        wait_until("the popup says what came of it", PATIENCE, || {
            let said = self.page().text("#said")?;
            Ok(if said.is_empty() { Seen::NotYet("nothing said".into()) } else { Seen::Yes(said) })
        })
    }

    /// Fails unless the focus is on the first element that matches, and not at the top of the page, where it goes when what had it
    /// goes away.
    pub(crate) fn then_focused(&self, selector: &str) -> Outcome {
        let focused = "document.activeElement.outerHTML.slice(0, 120)";
        let is_there = format!("document.activeElement.matches({})", json!(selector));
        wait_until(&format!("{selector} has the focus"), PATIENCE, || {
            let seen = self.page().eval(&is_there)?;
            Ok(Seen::when(seen == json!(true), self.page().eval(focused)?))
        })
    }

    fn selector(&self, site: &Site, store: &CookieStore) -> Outcome<String> {
        let store = self.store_id(store)?;
        Ok(format!("[data-row][data-platform={}][data-store={}]", json!(site.platform), json!(store)))
    }
}

/// The address of the backup in Cache Storage.
pub(crate) const BACKUP: &str = "https://bezwaar.invalid/records";

/// Returns an expression that does this while the extension changes nothing: it writes its backup after the records, and
/// that could otherwise come after what is put there behind its back.
pub(crate) fn between_changes(work: &str) -> String {
    format!("navigator.locks.request('records', () => {work}).then(() => null)")
}

impl World {
    /// Opens a tab with the extension's APIs and none of its scripts.
    pub(crate) fn apis(&self) -> Outcome<Page<'_>> {
        let browser = self.browser()?;
        browser.open(&browser.extension_url("manifest.json"), &CookieStore::default())
    }

    /// Returns everything that is stored. It asks from a tab behind the others, so that the page in front stays in
    /// front.
    pub(crate) fn stored(&self) -> Outcome<Value> {
        self.browser()?.probe()?.eval("chrome.storage.local.get(null)")
    }

    /// Waits until what is stored by a name is so.
    pub(crate) fn when_noted(&self, name: &str, is_so: impl Fn(&Value) -> bool) -> Outcome {
        wait_until(&format!("{name} is noted"), PATIENCE, || {
            let stored = self.stored()?;
            Ok(Seen::when(is_so(&stored[name]), stored))
        })
    }

    /// Returns the records that are stored, once there are some.
    pub(crate) fn records(&self) -> Outcome<Records> {
        let text = wait_until("records are stored", PATIENCE, || {
            let stored = self.stored()?;
            Ok(stored["document"].as_str().map_or(Seen::NotYet(stored.to_string()), |text| Seen::Yes(text.to_owned())))
        })?;
        load(&text).map_err(|fault| format!("the stored records cannot be read: {fault:?}: {text}"))
    }

    /// Puts values into the extension's storage behind its back.
    pub(crate) fn when_stored(&self, values: &Value) -> Outcome {
        let store = between_changes(&format!("chrome.storage.local.set({values})"));
        self.browser()?.probe()?.eval(&store).map(drop)
    }

    /// Returns what the backup in Cache Storage holds; empty if there is none.
    pub(crate) fn backup(&self) -> Outcome<String> {
        let read = format!("caches.match('{BACKUP}').then(found => found?.text() ?? '')");
        let text = self.browser()?.probe()?.eval(&read)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Puts this content into the backup, behind the extension's back.
    pub(crate) fn when_backed_up(&self, content: &str) -> Outcome {
        let content = json!(content);
        let put = format!("caches.open('records').then(cache => cache.put('{BACKUP}', new Response({content})))");
        self.browser()?.probe()?.eval(&between_changes(&put)).map(drop)
    }

    /// Lets days go by: everything that is recorded becomes older by that much.
    pub(crate) fn when_days_go_by(&self, days: i64) -> Outcome {
        self.given_records(&earlier(&self.records()?, days * DAY_MS)?)
    }

    /// Gives an account that is known already this history and no other, and takes that of every other account away.
    pub(crate) fn given_history(&self, platform: PlatformId, events: &[(Timestamp, Event)]) -> Outcome {
        let known = self.records()?;
        let key = known.accounts().map(|(key, _)| key).find(|key| key.platform == platform);
        let key = key.ok_or("the account is not known")?;
        let mut records = Records::new(known.salts().next().ok_or("records have a salt")?);
        for (now, event) in events {
            let id = EntryId::derived("given", event.kind());
            let stamp = Stamp { now: *now, id, version: env!("CARGO_PKG_VERSION") };
            records.append(key, event.clone(), &stamp).map_err(|refused| format!("{refused:?}"))?;
        }
        self.given_records(&records)
    }

    /// Puts these records into the storage, and waits until the extension has seen them.
    pub(crate) fn given_records(&self, records: &Records) -> Outcome {
        let text = save(records);
        // The old backup would bring back what these records replace.
        self.when_backed_up(&format!("{}\n{text}", self.stored()?["deletion"]))?;
        self.when_stored(&json!({ "document": text }))?;
        self.when_the_extension_takes_a_snapshot()
    }

    /// Has the extension take a snapshot; when it is done, the badge shows what it saw.
    pub(crate) fn when_the_extension_takes_a_snapshot(&self) -> Outcome {
        self.browser()?.probe()?.eval("chrome.runtime.sendMessage('popup-opened').then(() => null)").map(drop)
    }
}

/// Returns the time by this computer's clock.
pub(crate) fn now() -> Outcome<Timestamp> {
    let since = std::time::UNIX_EPOCH.elapsed().map_err(|e| e.to_string())?.as_millis();
    i64::try_from(since).map(Timestamp).map_err(|e| e.to_string())
}

/// Returns the same records, with everything in them earlier.
fn earlier(records: &Records, ms: i64) -> Outcome<Records> {
    let salt = records.salts().next().ok_or("records have a salt")?;
    let mut moved = Records::new(salt);
    for (key, account) in records.accounts() {
        for entry in account.history().entries() {
            let event = match entry.event {
                Event::Snoozed(SnoozedUntil::Time(end)) => Event::Snoozed(SnoozedUntil::Time(Timestamp(end.0 - ms))),
                ref event => event.clone(),
            };
            let stamp = Stamp { now: Timestamp(entry.at.0 - ms), id: EntryId(entry.id.0 ^ 1), version: "0.1.0" };
            moved.append(key, event, &stamp).map_err(|refused| format!("{refused:?}"))?;
        }
    }
    Ok(moved)
}
