//! A page says something after an action, and about damaged records.

use crate::browser::spawn_local;
use crate::browser::{Warn, i18n, runtime};
use crate::core::format::backup::DeletionMark;
use crate::core::join::join;
use crate::core::message::{Reply, Request};
use crate::core::text::Key;
use crate::pages::dom::{self, Find};
use crate::pages::focus;
use std::cell::{Cell, RefCell};
use web_sys::Element;

thread_local! {
    static ROOT: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// The request that the undo button sends.
    static UNDO: RefCell<Option<Request>> = const { RefCell::new(None) };
    /// The last deletion of everything, as this page knows it.
    static DELETION: Cell<Option<DeletionMark>> = const { Cell::new(None) };
}

/// Gets the place for what is said ready.
pub(super) fn start(root: &Element) {
    ROOT.replace(Some(root.clone()));
    if let Some(button) = root.find("#undo") {
        dom::on_click(&button, || {
            if let Some(request) = UNDO.take() {
                spawn_local(
                    async move { tell(runtime::ask(&request).await.warn("undoing").flatten(), None, Key::Undone) },
                );
            }
        });
    }
    if let Some(button) = root.find("#dismiss") {
        dom::on_click(&button, || spawn_local(ask(Request::Dismiss)));
    }
}

/// Asks the background, and says what came of it.
pub(super) async fn ask(request: Request) {
    ask_whether_done(request).await;
}

/// Asks the background, says what came of it, and returns whether it was done.
pub(super) async fn ask_whether_done(request: Request) -> bool {
    ask_or_undo(request, None).await
}

/// Asks the same, and offers this undo in place of the entry's.
async fn ask_or_undo(request: Request, undo: Option<Request>) -> bool {
    let is_undo = matches!(request, Request::Undo { .. } | Request::AskAgain { .. });
    let said = if is_undo { Key::Undone } else { Key::Saved };
    let reply = runtime::ask(&request).await.warn("asking the background").flatten();
    let is_done = matches!(reply, Some(Reply::Done { .. }));
    if !is_done {
        focus::forget_action();
    }
    // That the notice goes says that it was dismissed.
    if !is_done || !matches!(request, Request::Dismiss) {
        tell(reply, undo, said);
    }
    is_done
}

/// Names an account; undoing gives it the name that it had.
pub(super) fn name_account(account: &str, label: String, before: &str) {
    let named = |label| Request::Name { account: account.to_owned(), label };
    let (request, undo) = (named(label), named(before.to_owned()));
    spawn_local(async move {
        ask_or_undo(request, Some(undo)).await;
    });
}

/// Says it, with nothing to undo.
pub(super) fn say_without_undo(key: Key) {
    say(&i18n::plain_sentence(key), None);
}

/// Takes the undo away if everything was deleted since it was offered, on whatever page: it would bring back what is gone.
pub(super) fn follow_deletion(deletion: DeletionMark) {
    let is_news = DELETION.replace(Some(deletion)).is_some_and(|before| before != deletion);
    if is_news && UNDO.take().is_some() {
        say("", None);
    }
}

fn tell(reply: Option<Reply>, undo: Option<Request>, said: Key) {
    let (key, undo) = match reply {
        Some(Reply::Done { entry }) => (said, undo.or(entry.map(|entry| Request::Undo { entry }))),
        Some(Reply::Failed(failure)) => (failure.key(), None),
        Some(_) => (Key::NotSaved, None),
        // It may have been saved all the same, and then the page shows it already.
        None => (Key::NoAnswer, None),
    };
    say(&i18n::plain_sentence(key), undo);
}

/// Says it, and offers to undo it if that can be.
pub(super) fn say(text: &str, undo: Option<Request>) {
    ROOT.with_borrow(|root| {
        let Some(root) = root else { return };
        dom::set_text(root, "#said", text);
        // An undo offers no undo.
        show_or_leave(root, "#undo", undo.is_some());
        UNDO.replace(undo);
    });
}

/// Shows or hides a part of the page; the focus does not vanish with it, but moves to the top.
fn show_or_leave(root: &Element, part: &str, shown: bool) {
    let had_focus = root.find(&[part, ":focus, ", part, " :focus"].concat()).is_some();
    dom::show(root, part, shown);
    if let (true, false, Some(top)) = (had_focus, shown, root.find("h1")) {
        dom::focus(&top);
    }
}

/// Shows what happened to damaged records, until the person has read it.
pub(super) fn show_notice(root: &Element, notice: Option<&str>, damaged: &[String]) {
    show_or_leave(root, "#notice", notice.is_some());
    dom::set_text(root, "#problem", &notice.map(i18n::by_name).unwrap_or_default());
    dom::show(root, "#save-damaged", !damaged.is_empty());
    if let (false, Some(link)) = (damaged.is_empty(), root.find("#save-damaged")) {
        dom::offer_file(&link, &join(damaged, "\n"));
    }
}
