use super::*;

const FB: PlatformId = PlatformId::Facebook;
const IG: PlatformId = PlatformId::Instagram;
const LI: PlatformId = PlatformId::Linkedin;

#[track_caller]
fn check(expected: Page, urls: &[&str]) {
    for url in urls {
        assert_eq!(classify_page(url), expected, "{url}");
    }
}

#[test]
fn forms_are_known_by_their_number_wherever_they_are_served() {
    check(
        Page::Form(FB, "6359191084165019"),
        &[
            "https://www.facebook.com/help/contact/6359191084165019",
            "https://www.facebook.com/help/contact/6359191084165019/",
            "https://www.facebook.com/help/contact/6359191084165019?locale=nl_NL#top",
            "https://de-de.facebook.com/help/contact/6359191084165019",
            "https://m.facebook.com/help/contact/6359191084165019",
        ],
    );
    check(Page::Form(FB, "712876720715583"), &["https://fr-fr.facebook.com/help/contact/712876720715583"]);
    check(Page::Form(IG, "233964459562201"), &["https://help.instagram.com/contact/233964459562201"]);
    check(Page::Form(IG, "767264225370182"), &["https://help.instagram.com/contact/767264225370182?x"]);
}

#[test]
fn an_old_document_may_show_the_setting_of_somebody_else() {
    let old = |url: &str| may_be_anothers(url, MAX_AGE_S + 1);
    let settings = LI.facts().objection.main.url;
    assert!(old(settings));
    assert!(!may_be_anothers(settings, MAX_AGE_S));
    assert!(!old("https://www.linkedin.com/feed/"));
    // The companion stays beside an old form, and a tab with X's settings is read when X is asked for.
    assert!(!old(FB.facts().objection.main.url));
    assert!(!old(PlatformId::X.facts().objection.main.url));
}

#[test]
fn other_forms_are_no_objection() {
    check(
        Page::OtherRight(FB),
        &[
            "https://www.facebook.com/help/contact/510058597920541",
            "https://de-de.facebook.com/help/contact/1994830130782319",
        ],
    );
    check(Page::OtherRight(IG), &["https://help.instagram.com/contact/117037592428568"]);
    check(
        Page::Ordinary(FB),
        &[
            "https://www.facebook.com/help/contact/1",
            "https://www.facebook.com/help/contact/63591910841650190",
            "https://www.facebook.com/help/contact/6359191084165019/other",
            "https://www.facebook.com/?u=/help/contact/6359191084165019",
        ],
    );
    check(Page::OffLimits, &["https://help.instagram.com/contact/1"]);
}

#[test]
fn look_alike_hosts_are_none_of_ours() {
    check(
        Page::OffLimits,
        &[
            "https://www.facebook.com.evil.example/help/contact/6359191084165019",
            "https://notfacebook.com/help/contact/6359191084165019",
            "https://www.facebook.com@evil.example/",
            "https://evil.example@www.facebook.com/",
            "https://evil.example/https://www.facebook.com/",
            "https://www.facebook.com:444/",
            "http://www.facebook.com/",
            "https://evil.facebook.com/help/contact/6359191084165019",
            "https://de-evil.facebook.com/help/contact/6359191084165019",
            "https://evil-de.facebook.com/help/contact/6359191084165019",
            "https://d1-de.facebook.com/help/contact/6359191084165019",
            "https://",
            "",
        ],
    );
}

#[test]
fn what_can_deceive_is_no_address() {
    for url in ["https://evil.example@www.facebook.com/", "https://www.facebook.com:444/", "https:///path", "https://"]
    {
        assert_eq!(Address::parse(url), None, "{url}");
    }
}

#[test]
fn the_settings_of_a_switch() {
    check(
        Page::Settings(LI),
        &[
            "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement",
            "https://www.linkedin.com/mypreferences/m/settings/data-for-ai-improvement/",
            "https://www.linkedin.com/mypreferences/d/categories/privacy",
        ],
    );
    check(Page::OffLimits, &["https://www.linkedin.com/feed/", "https://www.linkedin.com/mypreferencesx"]);
    let x = Page::Settings(PlatformId::X);
    check(x, &["https://x.com/settings/grok_settings", "https://www.x.com/settings/account"]);
    check(
        Page::OffLimits,
        &["https://x.com/home", "https://x.com/settingsx", "https://netflix.com/settings/grok_settings"],
    );
}

#[test]
fn a_banner_has_business_on_ordinary_pages_only() {
    check(
        Page::Ordinary(FB),
        &[
            "https://www.facebook.com/",
            "https://facebook.com",
            "https://web.facebook.com/groups/1",
            "https://m.facebook.com/home.php",
            "https://nl-nl.facebook.com/anna",
            "https://www.facebook.com/loginfans",
            "https://www.facebook.com/v19.0/anna",
            "https://www.facebook.com/vera/dialog",
        ],
    );
    check(
        Page::Ordinary(IG),
        &["https://www.instagram.com/", "https://instagram.com/p/x/", "https://www.instagram.com/callas/"],
    );
    check(
        Page::OffLimits,
        &[
            "https://www.facebook.com/login/?next=x",
            "https://www.facebook.com/login.php",
            "https://www.facebook.com/checkpoint/1501",
            "https://www.facebook.com/messages/t/1",
            "https://www.facebook.com/privacy/consent/",
            "https://business.facebook.com/",
            "https://www.instagram.com/accounts/login/",
            "https://www.instagram.com/direct/inbox/",
            "https://www.instagram.com/challenge/",
        ],
    );
}

#[test]
fn windows_for_one_thing_are_left_alone() {
    check(
        Page::OffLimits,
        &[
            "https://www.facebook.com/dialog/oauth?client_id=1",
            "https://www.facebook.com/v19.0/dialog/oauth?client_id=1",
            "https://m.facebook.com/v2.10/dialog/oauth",
            "https://www.facebook.com/auth_platform/?apc=1",
            "https://www.facebook.com/groupcall/ROOM:1/?call_id=2",
            "https://www.facebook.com/videocall/incall/?peer_id=1",
            "https://www.facebook.com/messenger_media/?thread_id=1",
            "https://www.facebook.com/sharer/sharer.php?u=x",
            "https://www.facebook.com/share_channel/?link=x",
            "https://www.facebook.com/share.php?u=x",
            "https://www.facebook.com/two_factor/remember_browser/",
            "https://www.facebook.com/sharer.php?u=x",
            "https://www.instagram.com/auth_platform/codeentry/?apc=1",
            "https://www.instagram.com/call/?has_video=false",
        ],
    );
}
