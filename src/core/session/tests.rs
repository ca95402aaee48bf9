use super::*;

const NOW: Timestamp = Timestamp(1_000_000);

/// Cookies written as `name=value; name=value`; after a name, `!` means that it expires just now, `+` in a moment.
fn cookies(text: &str) -> Vec<Cookie> {
    let pairs = text.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs
        .map(|(name, value)| Cookie {
            name: name.trim_end_matches(['!', '+']).into(),
            value: value.into(),
            expires: match name.chars().last() {
                Some('!') => Some(NOW),
                Some('+') => Some(Timestamp(NOW.0 + 1)),
                _ => None,
            },
        })
        .collect()
}

#[track_caller]
fn check(platform: PlatformId, text: &str, expected: LoginState) {
    assert_eq!(login_state(&platform.facts().session, &cookies(text), NOW), expected, "{platform:?}: {text}");
}

fn somebody(number: &str) -> LoginState {
    LoginState::LoggedIn(UserId::Number(number.into()))
}

#[test]
fn a_whole_session_is_a_login() {
    check(PlatformId::Facebook, "c_user=1000; xs=4%3Asecret", somebody("1000"));
    check(PlatformId::Facebook, "datr=x; c_user=1000; sb=x; xs=t; fr=x", somebody("1000"));
    check(PlatformId::Facebook, "c_user+=1000; xs+=t", somebody("1000"));
    check(PlatformId::Instagram, "ds_user_id=17; sessionid=17%3At", somebody("17"));
    check(PlatformId::Linkedin, "li_at=AQEDA; liap=true", LoginState::LoggedIn(UserId::Unnamed));
    check(PlatformId::Linkedin, "li_at=AQEDA; liap=\"true\"", LoginState::LoggedIn(UserId::Unnamed));
    check(PlatformId::X, "twid=u%3D12; auth_token=t", somebody("12"));
    check(PlatformId::X, "twid=\"u=12\"; auth_token=t; ct0=x", somebody("12"));
}

#[test]
fn guests_are_logged_out() {
    check(PlatformId::Facebook, "", LoginState::LoggedOut);
    check(PlatformId::Facebook, "datr=x; sb=x; fr=x; wd=1x1", LoginState::LoggedOut);
    check(PlatformId::Instagram, "csrftoken=x; mid=x; ig_did=x; ig_nrcb=1", LoginState::LoggedOut);
    check(PlatformId::Linkedin, "JSESSIONID=ajax:1; lidc=x; bcookie=x; li_gc=x", LoginState::LoggedOut);
    check(PlatformId::X, "guest_id=v1%3A17; ct0=x; gt=18", LoginState::LoggedOut);
}

#[test]
fn leftovers_are_no_login() {
    check(PlatformId::Facebook, "c_user=; xs=", LoginState::LoggedOut);
    check(PlatformId::Facebook, "c_user!=1000; xs!=t", LoginState::LoggedOut);
    check(PlatformId::Facebook, "c_user=deleted; xs=deleted", LoginState::LoggedOut);
    check(PlatformId::Facebook, "c_user=0", LoginState::LoggedOut);
    check(PlatformId::Instagram, "ds_user_id=\"\"; sessionid=\"\"", LoginState::LoggedOut);
    check(PlatformId::Linkedin, "li_at=delete me; liap=false", LoginState::LoggedOut);
}

#[test]
fn half_a_session_is_in_doubt() {
    let half = || LoginState::Unknown(Doubt::HalfSession);
    check(PlatformId::Facebook, "c_user=1000", half());
    check(PlatformId::Facebook, "xs=t", half());
    check(PlatformId::Facebook, "c_user=1000; xs!=t", half());
    check(PlatformId::Facebook, "c_user=anna; xs=t", half());
    check(PlatformId::Facebook, "c_user=-5; xs=t", half());
    check(PlatformId::Instagram, "ds_user_id=17; sessionid=", half());
    check(PlatformId::Linkedin, "liap=true; li_at=delete me", half());
    check(PlatformId::Linkedin, "li_at=AQEDA", half());
    check(PlatformId::X, "auth_token=t", half());
    for twid in ["12", "u%3D", "u%3D0", "u%3Danna", "x%3D12", "u%253D12"] {
        check(PlatformId::X, &["twid=", twid, "; auth_token=t"].concat(), half());
    }
}

#[test]
fn contradictions_are_in_doubt() {
    check(PlatformId::Facebook, "c_user=1000; xs=t; i_user=2000", LoginState::Unknown(Doubt::ActingAsPage));
    check(PlatformId::Facebook, "c_user=1000; xs=t; i_user=", somebody("1000"));
    check(PlatformId::Facebook, "c_user=1000; c_user=2000; xs=t", LoginState::Unknown(Doubt::TwoAccounts));
    check(PlatformId::Facebook, "c_user=1000; c_user=1000; xs=t", somebody("1000"));
    check(PlatformId::Facebook, "c_user=1; c_user=2; c_user=1; xs=t", LoginState::Unknown(Doubt::TwoAccounts));
}

#[test]
fn a_token_is_read_only_where_nothing_else_tells_one_session_from_another() {
    let token = |platform: PlatformId, text: &str| session_token(&platform.facts().session, &cookies(text), NOW);
    let linkedin = |text| token(PlatformId::Linkedin, text);
    assert_eq!(linkedin("li_at=AQEDA; liap=true"), Some(SessionToken::of_test("AQEDA")));
    assert_eq!(linkedin("li_at=AQEDA"), linkedin("li_at=\"AQEDA\"; liap=true"));
    assert_ne!(linkedin("li_at=AQEDA"), linkedin("li_at=AQEDB"));
    assert_eq!([linkedin("li_at=delete me"), linkedin("li_at!=AQEDA"), linkedin("")], [None, None, None]);
    // All of them are what the site is sent.
    assert_ne!(linkedin("li_at=AQEDA; li_at=AQEDB"), linkedin("li_at=AQEDA"));
    assert_ne!(linkedin("li_at=AQEDA; li_at=AQEDB"), linkedin("li_at=AQEDB"));
    assert_eq!(linkedin("li_at=AQEDA; li_at=AQEDB"), linkedin("li_at=AQEDB; li_at=AQEDA"));
    assert_eq!(linkedin("li_at=AQEDA; li_at=AQEDA; li_at!=AQEDB"), linkedin("li_at=AQEDA"));
    assert_eq!(token(PlatformId::Facebook, "c_user=1000; xs=t"), None);
    assert_eq!(token(PlatformId::X, "twid=u%3D12; auth_token=t"), None);
    assert_eq!(format!("{:?}", linkedin("li_at=AQEDA")), "Some(SessionToken(…))");
}

#[test]
fn cookies_that_are_kept_apart_count_under_their_own_site_only() {
    for (site, expected) in [
        ("https://facebook.com", true),
        ("http://facebook.com", false),
        ("https://instagram.com", false),
        ("https://notfacebook.com", false),
        ("https://facebook.com.example", false),
        ("", false),
    ] {
        assert_eq!(is_own_partition(site, PlatformId::Facebook), expected, "{site}");
    }
}

#[test]
fn cookies_that_are_isolated_count_under_their_own_site_only() {
    for (name, expected) in [
        ("facebook.com", true),
        ("(https,facebook.com)", true),
        ("(http,facebook.com)", false),
        ("(https,facebook.com", false),
        ("(https,facebook.com,8443)", false),
        ("(https,facebook.com.example)", false),
        ("instagram.com", false),
    ] {
        assert_eq!(is_own_first_party(name, PlatformId::Facebook), expected, "{name}");
    }
}

#[test]
fn only_login_cookies_of_the_sites_concern_us() {
    for (name, domain, expected) in [
        ("c_user", ".facebook.com", true),
        ("xs", "www.facebook.com", true),
        ("i_user", ".facebook.com", true),
        ("li_at", ".www.linkedin.com", true),
        ("datr", ".facebook.com", false),
        ("c_user", ".notfacebook.com", false),
        ("c_user", ".facebook.com.example", false),
        ("c_user", ".instagram.com", false),
        ("", "", false),
    ] {
        assert_eq!(affects_login(name, domain), expected, "{name} of {domain}");
    }
}

#[test]
fn any_cookie_of_a_site_tells_of_a_visit() {
    for (domain, expected) in [
        (".facebook.com", true),
        ("www.linkedin.com", true),
        (".notfacebook.com", false),
        (".facebook.com.example", false),
        ("", false),
    ] {
        assert_eq!(is_of_a_site(domain), expected, "{domain}");
    }
}

#[test]
fn account_numbers_do_not_reach_a_log() {
    assert_eq!(format!("{:?}", somebody("1000")), "LoggedIn(Number(…))");
}
