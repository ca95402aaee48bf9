//! The rules say what may be told of a page. The build writes them into the script that captures one, and
//! [`redact_line`](crate::core::capture::redact::redact_line) checks with them whatever comes from there or from a file.
//!
//! They are lists of what is kept: who adds to them decides what a file can hold.

use crate::platforms::{Link, PlatformId, Selectors};

/// The most nodes that are kept of a page; what the selectors of its platform name goes first.
pub const MAX_NODES: usize = 2000;

/// Nodes that are nested more deeply are left out.
pub const MAX_DEPTH: usize = 80;

/// No name, list or path is longer, in characters.
pub const MAX_VALUE_CHARS: usize = 100;

/// The most texts of buttons, headings and messages that are offered.
pub const MAX_WORDS: usize = 60;

/// The most characters of each of them; the rest is cut.
pub const MAX_WORD_CHARS: usize = 120;

/// The most noughts that stand for a row of digits.
pub const MAX_NOUGHTS: usize = 4;

/// The most parts of a path that are told.
pub const MAX_SEGMENTS: usize = 8;

/// The names of HTML's elements. Others are kept as far as [`VOCABULARY`] has their words.
pub const TAGS: &str = "a abbr address area article aside audio b bdi bdo blockquote body br button canvas caption cite \
    code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form \
    h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li main map mark menu meter nav \
    noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search section select \
    slot small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead time tr \
    track u ul var video wbr";

/// Attributes that hold some of a few words, and those words. Any other word becomes [`CUT`].
pub const ENUMERATED: &[(&str, &str)] = &[
    (
        "role",
        "alert alertdialog application article banner button cell checkbox columnheader combobox complementary \
         contentinfo dialog document feed figure form generic grid gridcell group heading img link list listbox listitem \
         log main menu menubar menuitem menuitemcheckbox menuitemradio navigation none note option presentation \
         progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider \
         spinbutton status switch tab table tablist tabpanel term textbox timer toolbar tooltip tree treegrid treeitem",
    ),
    (
        "type",
        "button checkbox color date datetime-local email file hidden image month number password radio range reset search \
         submit tel text time url week",
    ),
    ("inputmode", "none text decimal numeric tel search email url"),
    (
        "autocomplete",
        "on off name email username new-password current-password one-time-code given-name family-name country \
         country-name street-address postal-code tel url language",
    ),
    ("method", "get post dialog"),
    ("contenteditable", "true false plaintext-only"),
    ("dir", "ltr rtl auto"),
    ("aria-autocomplete", "none inline list both"),
    ("aria-busy", "true false"),
    ("aria-checked", "true false mixed"),
    ("aria-current", "page step location date time true false"),
    ("aria-disabled", "true false"),
    ("aria-expanded", "true false"),
    ("aria-haspopup", "true false menu listbox tree grid dialog"),
    ("aria-hidden", "true false"),
    ("aria-invalid", "true false grammar spelling"),
    ("aria-live", "assertive off polite"),
    ("aria-modal", "true false"),
    ("aria-multiselectable", "true false"),
    ("aria-pressed", "true false mixed"),
    ("aria-readonly", "true false"),
    ("aria-required", "true false"),
    ("aria-selected", "true false"),
];

/// Attributes that are there or not.
pub const FLAGS: &str = "disabled required readonly multiple open hidden inert novalidate";

/// Attributes that hold names which developers chose.
pub const IDENTIFIERS: &str = "id name data-testid for form aria-labelledby aria-describedby aria-controls aria-owns";

/// Attributes that hold addresses.
pub const PATHS: &str = "href action formaction src";

/// These properties are no attributes: on or off, by the property; not drawn, or drawn unseen, and all that is in it.
pub const STATES: &str = "on off unseen veiled";

/// Elements that no browser draws, so that nothing has to be told of it.
pub const NEVER_DRAWN: &str = "script, style, noscript, template, datalist, [type=hidden]";

/// The lengths of a text, with the number of characters up to which each goes.
pub const LENGTHS: &[(&str, u32)] = &[("blank", 0), ("mark", 2), ("word", 24), ("line", 120), ("text", 600)];

/// The length of a text that is longer.
pub const LONGEST: &str = "long";

/// The scripts in which a text may be written, as Unicode names them. A text without letters has none.
pub const SCRIPTS: &str =
    "Latin Greek Cyrillic Arabic Hebrew Devanagari Bengali Thai Georgian Armenian Han Hiragana Katakana Hangul";

/// Stands in place of what is cut.
pub const CUT: &str = "~";

/// Stands in place of a part of a path.
pub const UNKNOWN: &str = "*";

/// Elements in which nothing is written for people to read, or nothing that tells how the page is built.
pub const TEXTLESS: &str = "script style noscript template svg head";

/// These parts of names survive inside a word that is cut, since selectors look for them there.
pub const KEPT_PARTS: &[&str] = &["code"];

/// The elements whose texts are offered to the person.
pub const OFFERED: &str = "button, [role=button], label, legend, summary, h1, h2, h3, h4, h5, h6, [role=heading], \
    [role=switch], [role$=dialog], dialog, [role=alert], [role=status]";

/// The elements that are kept first after those that the platform's selectors name: whatever a person can use.
pub const KEPT_FIRST: &str = "input, textarea, select, button, form, dialog, label, legend, iframe, h1, h2, h3, [role], \
    [data-testid], [name], [aria-labelledby], [contenteditable]";

/// The words of which names are made, as far as they are kept: what developers call the parts of forms and settings. A
/// name or a word of a person that is not among them cannot get into a file, wherever it stood in the page.
pub const VOCABULARY: &str = "\
    accept access account action active activity ad add address ads advanced age agree ai alert align all allow \
    alternate always amp and announcement answer any app apply archive area aria arrow artdeco article as ask at \
    attachment attribute audience audio auth author auto available avatar back background badge banner bar base \
    basic batch before begin birth birthday block body bold border bottom box brand browser business but button by \
    bypass call cancel captcha caption captured card case category cell center central challenge change chat check \
    checkbox checked child choice choose city clear click close code col collaborators collapse collect collection \
    color column combo command comment company complete component confirm confirmation connect consent contact \
    container content contentinfo context continue control cookie copy core count country create creation creative \
    creator css current custom dark dashboard data date day decision decline default delete deny desc description \
    desktop detail details device dialog directory disable disabled disclaimer dismiss display div document domain \
    done down download draft drag drop dropdown dynamic edit editor element email ember empty enable enabled encode \
    end entity entry error event example exclude expand expanded explain explanation export external extra face \
    fallback false fb feature feed feedback field fields file fill filter find fine first flag flow focus font foot \
    footer for form format forward fragment frame from full gallery gen general generate generated generation \
    generative generic get global go grant graph graphql grid grok group handle has head header heading height help \
    hero hidden hide hint history home host icon id if image img improve improvement in include index info \
    information init inline inner input insert inside interaction interest invalid is issue item jazoest js key \
    label lang language large last later latest layer layout learn left legal legend level light like limit line \
    link list listbox load loader loading local locale location lock log login logo logout long main make manage \
    mandatory manual map match media member members memory menu message meta method mid middle mobile modal mode \
    model models module month more mount move multi multiple my name nav navigation network never new next no none \
    normal not note notice notification now number object objection of off offer ok old on once one only open opt \
    option optional options or order other out outer output over overlay overview own page pane panel paragraph \
    parent part parties partner party passcode password paste path people permission person personal personalization \
    personalize phone photo picker picture place placeholder platform play policy pop popover popup portal position \
    post postal postcode pref preference preferences press preview previous primary print privacy private process \
    processing product profile progress prompt property provide public publish purpose query question quick quit \
    radio range rank read reason recent recipient record redirect ref reference refine refinement refresh refuse \
    region register reject related release remember remove render reply report request require required reset \
    residence resolve resource response rest restrict result results retry return review right rights role root row \
    rows rule safe save screen script scroll search second secondary section security select selected selection send \
    sent service session set setting settings shadow share sharing shell short show side sidebar sign signature \
    simple single site size skip slider slot small social sort source span special spinner split stage start state \
    static status step stop store stream string strong style sub subject submission submit success suggest \
    suggestion summary support svg switch system tab table tag target template term terms test text textarea third \
    this thread time title to toast today toggle token tool toolbar tooltip top topic total track train training \
    tree trigger true type ui undo unicode unique unit update upload url use user username using valid validate \
    validation value variant verification verify version video view visibility visible visually wait warning web \
    week welcome what when where whether why widget width window with work wrap wrapper wrong xai yes your zip";

/// Returns whether a list of words, parted by blanks, has this one.
pub(super) fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|other| other == word)
}

/// Returns whether a part of a path is one that the platforms' addresses have, the numbers of public forms included.
pub(super) fn is_known_segment(segment: &str) -> bool {
    let mut found = false;
    each_segment(&mut |known| found |= known == segment);
    found && !segment.is_empty()
}

/// Every part of a path that is kept.
#[must_use]
pub fn segments() -> Vec<&'static str> {
    let mut all = Vec::new();
    each_segment(&mut |segment| all.push(segment));
    all.sort_unstable();
    all.dedup();
    all.retain(|segment| !segment.is_empty());
    all
}

/// Returns whether this is the number of a public form, those for another right included.
#[must_use]
pub fn is_form_number(number: &str) -> bool {
    number.len() > 9 && number.bytes().all(|b| b.is_ascii_digit()) && is_known_segment(number)
}

fn each_segment(tell: &mut dyn FnMut(&'static str)) {
    for platform in PlatformId::ALL.map(PlatformId::facts) {
        for (path, _) in platform.path_rules {
            path.split('/').for_each(&mut *tell);
        }
        for link in platform.objection.links().chain(platform.accounts_center) {
            path_of(link).split('/').for_each(&mut *tell);
        }
        let requests = match platform.objection.selectors {
            Selectors::Form(form) => form.requests,
            Selectors::Switch(switch) => switch.requests,
        };
        for request in requests {
            request.prefix.split('/').chain(request.suffix.split('/')).for_each(&mut *tell);
        }
    }
}

fn path_of(link: &'static Link) -> &'static str {
    link.url.strip_prefix("https://").and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::capture::redact::redact_line;
    use crate::platforms::CLASSES;
    use std::collections::BTreeSet;

    #[test]
    fn paths_of_the_platforms_are_known() {
        for segment in ["help", "contact", "6359191084165019", "mypreferences", "data-for-ai-improvement", "ajax"] {
            assert!(is_known_segment(segment) && segments().contains(&segment), "{segment}");
        }
        for segment in ["", "anna.devries", "100012345678901"] {
            assert!(!is_known_segment(segment), "{segment}");
        }
        assert!(is_form_number("233964459562201") && !is_form_number("help") && !is_form_number("100012345678901"));
    }

    /// A selector that looks for a name finds it in the page that is built from a file, too.
    #[test]
    fn names_that_selectors_look_for_survive() {
        for line in [
            "input name=support_form_id type=hidden value=6359191084165019",
            "input aria-labelledby=allowDataForGenerativeAI on role=switch",
            "div data-testid=xaiDataSharingSettings",
            "input id=~code~ autocomplete=one-time-code",
            "div class=artdeco-toggle",
        ] {
            assert_eq!(redact_line(line), line);
        }
    }

    #[test]
    fn classes_are_those_that_selectors_name() {
        let selectors = PlatformId::ALL.map(PlatformId::facts).map(|platform| {
            let of_route = match platform.objection.selectors {
                Selectors::Form(form) => {
                    [form.fields, form.code, form.error, form.dialog, form.form_id, form.submit].join(" ")
                }
                Selectors::Switch(switch) => [switch.named, switch.any, switch.press].join(" "),
            };
            let layout = &platform.layout;
            [&of_route, layout.header, layout.dialog, layout.dark, layout.light].join(" ")
        });
        let class =
            |rest: &str| rest.split(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).next().map(str::to_owned);
        let named: BTreeSet<String> = selectors.join(" ").split('.').skip(1).filter_map(class).collect();
        let listed = CLASSES.split_ascii_whitespace().map(str::to_owned).collect();
        assert_eq!(named, listed);
    }

    #[test]
    fn the_vocabulary_is_in_order_and_lower_case() {
        let words: Vec<&str> = VOCABULARY.split_ascii_whitespace().collect();
        assert!(words.is_sorted_by(|a, b| a < b), "{:?}", words.windows(2).find(|two| two[0] >= two[1]));
        assert!(words.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
