//! Serves all three sites by one TLS server, under their real host names.
//!
//! Who is logged in stands in the visitor's cookies and nowhere else, so scenarios cannot disturb one another.
//!
//! Next to the sites' own pages every host has
//! `/stand-in/login?account=A&next=PATH`, `/stand-in/logout?next=PATH`, `/stand-in/guest` and
//! `/stand-in/cookies?set=SET-COOKIE&set=…`, which sends any Set-Cookie header.

use crate::answers::{ENDLESS, PICTURE, file, javascript, nonce, not_found, saved, submitted, worker};
use crate::hostile;
use crate::sites::{Doc, Site};
use crate::traffic::{self, Door, Names, Traffic};
use crate::wait::Outcome;
use axum::body::Body;
use axum::extract::Query;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use rustls::sign::CertifiedKey;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// The page that the bench loads, the same at every site.
const HEAVY: Doc = Doc { host: "", path: "", members_only: false, html: include_str!("sites/heavy.html") };

/// The markup of one of its posts.
const POST: &str = "<article><header><a href=\"#\">Anna de Vries</a> <time>2 h</time></header><p>Here would be what \
                    Anna has to say, at some length, with <a href=\"#\">a link</a> and <b>emphasis</b>.</p><ul>\
                    <li><button>Like</button></li><li><button>Comment</button></li><li><button>Share</button></li></ul>\
                    </article>\n";

/// The running servers. They end when dropped.
pub(crate) struct StandIns {
    /// The port on loopback of the one that is always there, for whoever needs no more than one.
    pub(crate) port: u16,
    started: Instant,
    key: Arc<CertifiedKey>,
    runtime: Runtime,
}

/// A server for one browser alone, so that what it sends is told apart. It ends when dropped.
pub(crate) struct Own {
    /// The port at which it listens on loopback.
    pub(crate) port: u16,
    /// The traffic that arrived.
    pub(crate) traffic: Traffic,
    /// The factor by which its pages and answers are faster.
    pace: Arc<AtomicU32>,
    server: JoinHandle<std::io::Result<()>>,
}

impl Own {
    /// Makes time in its pages go this many times as fast from now on.
    pub(crate) fn go_at(&self, pace: u32) {
        self.pace.store(pace, Ordering::Relaxed);
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl StandIns {
    /// Starts a server with a certificate made for this run.
    pub(crate) fn start() -> Outcome<Self> {
        // This fails only if a provider is installed already, which is as good.
        rustls::crypto::ring::default_provider().install_default().ok();
        let runtime = Runtime::new().map_err(|e| e.to_string())?;
        let mut stand_ins = Self { port: 0, started: Instant::now(), key: certificate()?, runtime };
        let first = stand_ins.own()?;
        stand_ins.port = first.port;
        // The server runs for as long as there is a runtime.
        std::mem::forget(first);
        Ok(stand_ins)
    }

    /// Starts another server.
    pub(crate) fn own(&self) -> Outcome<Own> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| e.to_string())?;
        listener.set_nonblocking(true).map_err(|e| e.to_string())?;
        let port = listener.local_addr().map_err(|e| e.to_string())?.port();
        let (started, traffic) = (self.started, Traffic::default());
        let noted = traffic.clone();
        let pace = Arc::new(AtomicU32::new(1));
        let pace_now = Arc::clone(&pace);
        let sites = axum::Router::new().fallback(move |method: Method, uri: Uri, headers: HeaderMap| async move {
            if uri.path() == "/stand-in/never.js" {
                std::future::pending::<()>().await;
            }
            let answer = Visit::new(&method, &uri, &headers, pace_now.load(Ordering::Relaxed))
                .and_then(|visit| visit.answer(started));
            noted.asked(&method, &uri, &headers, answer.is_some());
            answer.unwrap_or_else(not_found)
        });
        let names = Names { key: Arc::clone(&self.key), traffic: traffic.clone() };
        let mut tls = rustls::ServerConfig::builder().with_no_client_auth().with_cert_resolver(Arc::new(names));
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let acceptor = RustlsAcceptor::new(RustlsConfig::from_config(Arc::new(tls))).acceptor(Door(traffic.clone()));
        let _inside = self.runtime.enter();
        let server = axum_server::from_tcp(listener).map_err(|e| e.to_string())?.acceptor(acceptor);
        let server = self.runtime.spawn(server.serve(sites.into_make_service()));
        Ok(Own { port, traffic, pace, server })
    }

    /// Returns how long ago the server sent the answer that says `data-served="MS"`.
    pub(crate) fn since(&self, served: u64) -> Duration {
        self.started.elapsed().saturating_sub(Duration::from_millis(served))
    }
}

/// Returns the stand-ins' address that sends these Set-Cookie headers.
pub(crate) fn cookies_path(set_cookies: &[&str]) -> String {
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let sets: Vec<_> = set_cookies.iter().map(|cookie| format!("set={}", encode(cookie))).collect();
    format!("cookies?{}", sets.join("&"))
}

fn certificate() -> Outcome<Arc<CertifiedKey>> {
    let names = crate::sites::all().flat_map(|site| [site.domain.to_owned(), format!("*.{}", site.domain)]);
    let made = rcgen::generate_simple_self_signed(names.collect::<Vec<_>>()).map_err(|e| e.to_string())?;
    let key = made.signing_key.serialize_der().try_into().map_err(str::to_owned)?;
    let provider = rustls::crypto::ring::default_provider();
    let key = CertifiedKey::from_der(vec![made.cert.der().clone()], key, &provider).map_err(|e| e.to_string())?;
    Ok(Arc::new(key))
}

/// A request to one of the sites.
struct Visit<'a> {
    site: &'static Site,
    method: &'a Method,
    host: &'a str,
    uri: &'a Uri,
    cookies: Vec<&'a str>,
    query: Vec<(String, String)>,
    /// The factor by which everything goes faster.
    pace: u32,
}

impl<'a> Visit<'a> {
    fn new(method: &'a Method, uri: &'a Uri, headers: &'a HeaderMap, pace: u32) -> Option<Self> {
        let host = traffic::host(uri, headers)?;
        // HTTP/2 may send each cookie in a header of its own.
        let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookies = all.flat_map(|value| value.split("; ")).collect();
        let Query(query) = Query::try_from_uri(uri).ok()?;
        let site = Site::of_host(host).or_else(|| hostile::imitated(host))?;
        Some(Self { site, method, host, uri, cookies, query, pace })
    }

    fn answer(&self, started: Instant) -> Option<Response> {
        let site = self.site;
        match self.uri.path() {
            "/stand-in/login" => self.changed(&site.login_cookies(self.asked("account", site.account)), started),
            "/stand-in/logout" => self.changed(site.logout, started),
            "/stand-in/framed" => self.changed(&[""; 0], started),
            "/stand-in/guest" => self.changed(site.guest_cookies, started),
            "/stand-in/cookies" => {
                let cookies: Vec<_> = self.query.iter().filter(|(name, _)| name == "set").map(|(_, set)| set).collect();
                self.changed(&cookies, started)
            }
            "/stand-in/endless" => Some(file(ENDLESS, "text/html")),
            "/stand-in/stuck" => Some(file(include_str!("sites/stuck.html"), "text/html")),
            "/stand-in/heavy" => self.show(&HEAVY, started),
            "/stand-in/heavy.js" => Some(javascript(include_str!("sites/heavy.js"))),
            "/static_resources/webworker/all.js" => Some(worker()),
            "/stand-in/picture.svg" => Some(file(PICTURE, "image/svg+xml")),
            "/stand-in/switch.js" => {
                Some(javascript(include_str!("sites/switch.js").replace("PACE", &self.pace.to_string())))
            }
            "/ajax/help/contact/submit/page" | "/api/graphql/" => submitted(self.asked("play", ""), self.pace),
            path if site.setting.as_ref().is_some_and(|setting| setting.saves == path) => {
                saved(self.asked("play", ""), self.pace)
            }
            path => match path.strip_prefix("/stand-in/hostile/") {
                Some(name) => Some(javascript(hostile::script(name)?)),
                None => self.show(site.page(self.host, path)?, started),
            },
        }
    }

    /// Sends the cookies. A person's click goes back to the page; the test gets the moment of this very answer.
    fn changed(&self, set_cookies: &[impl AsRef<str>], started: Instant) -> Option<Response> {
        // The sites' own headers are left out, so that a frame in another site may load it.
        let mut answer = Response::builder().header(header::CONTENT_TYPE, "text/html; charset=utf-8");
        for cookie in set_cookies {
            answer = answer.header(header::SET_COOKIE, cookie.as_ref());
        }
        if *self.method == Method::POST {
            let back = answer.status(StatusCode::SEE_OTHER).header(header::LOCATION, self.asked("next", "/"));
            return back.body(Body::empty()).ok();
        }
        let served = started.elapsed().as_millis();
        answer.body(format!("<!doctype html><html data-served=\"{served}\"><title>Stand-in: done</title>").into()).ok()
    }

    fn show(&self, page: &Doc, started: Instant) -> Option<Response> {
        // A host that imitates a site has no session to ask for.
        if page.members_only && self.account().is_none() && Site::of_host(self.host).is_some() {
            let login = format!("/login/?next={}", self.uri.path());
            return self.response().status(StatusCode::FOUND).header(header::LOCATION, login).body(Body::empty()).ok();
        }
        let nonce = nonce();
        let policy = hostile::policy(self.asked("csp", "")).unwrap_or(self.site.csp);
        let answer = self.response().header(header::CONTENT_SECURITY_POLICY, policy.replace("{nonce}", &nonce));
        let served = started.elapsed().as_millis().to_string();
        let html = hostile::dressed(self.fill(page.html, &nonce, &served), self.asked("hostile", ""));
        answer.body(html.into()).ok()
    }

    fn fill(&self, html: &str, nonce: &str, served: &str) -> String {
        let account = self.account();
        let (greeting, action, button) = match &account {
            Some(account) => (format!("You are logged in as account {account}."), "logout", "Log out"),
            None => ("You are not logged in.".to_owned(), "login", "Log in"),
        };
        let bar = include_str!("sites/bar.html");
        let posts = if html.contains("{posts}") { POST.repeat(300) } else { String::new() };
        let (lang, pace) = (self.asked("lang", "en"), self.pace.to_string());
        let fields = [
            ("{bar}", bar),
            ("{posts}", &posts),
            ("{greeting}", &greeting),
            ("{action}", action),
            ("{button}", button),
            ("{lang}", lang),
            ("{dir}", if lang == "ar" { "rtl" } else { "ltr" }),
            ("{root}", self.site.root),
            ("{viewer}", self.site.viewer),
            ("{site}", self.site.name),
            // On a login page the way on is the page that the visitor wanted.
            ("{next}", self.asked("next", self.uri.path())),
            ("{account}", account.as_deref().unwrap_or("0")),
            ("{form}", self.uri.path().rsplit('/').next().unwrap_or_default()),
            ("{nonce}", nonce),
            ("PACE", &pace),
            ("{served}", served),
        ];
        fields.iter().fold(html.to_owned(), |html, (name, value)| html.replace(name, value))
    }

    /// Returns whose session the cookies hold, by the rules of the site's server: both cookies, neither empty.
    fn account(&self) -> Option<String> {
        let value = |set_cookie: &str| {
            let name = set_cookie.split('=').next()?;
            let mut pairs = self.cookies.iter().filter_map(|pair| pair.split_once('='));
            pairs.find_map(|(other, value)| (other == name).then_some(value)).filter(|value| !value.is_empty())
        };
        let session = value(self.site.session_cookie)?;
        let id = value(self.site.id_cookie)?;
        let named = if self.site.id_cookie.contains("{account}") { id } else { self.site.account };
        (session != "\"delete me\"").then(|| named.to_owned())
    }

    fn asked<'b>(&'b self, name: &str, default: &'b str) -> &'b str {
        self.query.iter().find(|(key, _)| key == name).map_or(default, |(_, value)| value)
    }

    fn response(&self) -> axum::http::response::Builder {
        let html = Response::builder().header(header::CONTENT_TYPE, "text/html; charset=utf-8");
        self.site.headers.iter().fold(html, |answer, (name, value)| answer.header(*name, *value))
    }
}
