//! Makes stand-ins hostile: `?hostile=NAME` puts a script first into a page's head, `?csp=NAME` another policy into its
//! headers, and some hosts only look like the sites.

use crate::sites::{FACEBOOK, INSTAGRAM, LINKEDIN, Site};

/// The hosts that somebody else could own, or that browsers treat as another host, each with the site that it imitates.
const LOOK_ALIKES: [(&str, &Site); 9] = [
    ("www.facebook.com.evil.example", &FACEBOOK),
    ("www-facebook.com", &FACEBOOK),
    ("wwwfacebook.com", &FACEBOOK),
    ("facebook.com.co", &FACEBOOK),
    ("xn--facebok-e1a.com", &FACEBOOK),
    ("www.facebook.com.", &FACEBOOK),
    ("help.instagram.com.evil.example", &INSTAGRAM),
    ("helpinstagram.com", &INSTAGRAM),
    ("www.linkedin.com.evil.example", &LINKEDIN),
];

/// Returns the site that this host imitates.
pub(crate) fn imitated(host: &str) -> Option<&'static Site> {
    LOOK_ALIKES.iter().find(|(name, _)| *name == host).map(|(_, site)| *site)
}

/// Returns all hosts that imitate a site.
pub(crate) fn look_alikes(site: &Site) -> impl Iterator<Item = &'static str> {
    LOOK_ALIKES.iter().filter(move |(_, imitated)| imitated.name == site.name).map(|(host, _)| *host)
}

/// Returns the page with this script before everything else.
pub(crate) fn dressed(html: String, name: &str) -> String {
    if script(name).is_none() {
        return html;
    }
    html.replacen("<head>", &format!("<head><script src=\"/stand-in/hostile/{name}.js\"></script>"), 1)
}

/// Returns a hostile script.
pub(crate) fn script(name: &str) -> Option<&'static str> {
    Some(match name.trim_end_matches(".js") {
        "clobber" => include_str!("sites/hostile/clobber.js"),
        "swallow" => include_str!("sites/hostile/swallow.js"),
        "probe" => include_str!("sites/hostile/probe.js"),
        "busy" => include_str!("sites/hostile/busy.js"),
        _ => return None,
    })
}

/// Returns a policy other than the site's own.
pub(crate) fn policy(name: &str) -> Option<&'static str> {
    Some(match name {
        "none" => {
            "default-src 'none'; script-src 'nonce-{nonce}' 'self'; connect-src 'self'; \
             require-trusted-types-for 'script'; trusted-types 'none'"
        }
        "sandbox" => "sandbox allow-scripts allow-forms allow-popups",
        _ => return None,
    })
}
