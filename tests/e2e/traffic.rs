//! Notes what leaves a browser: every name that it connects to and every request, as they arrive at the stand-ins.
//!
//! Every host name and every port of the web leads there, so what is not noted here was not sent.

use axum::http::{HeaderMap, Method, Uri, header};
use axum_server::accept::Accept;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpStream;

use crate::sites::{self, Site};
use crate::wait::Outcome;
use crate::world::World;

/// The hosts that the browsers ask for by themselves, extension or not, seen in runs without any extension.
const BROWSERS: [&str; 8] = [
    "google.com",
    "googleapis.com",
    "gstatic.com",
    "gvt1.com",
    "mozilla.com",
    "mozilla.org",
    "mozilla.net",
    "firefox.com",
];

/// The owner of something that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Owner {
    /// A page of the sites: a stand-in answered it.
    Page,
    /// The browser itself.
    Browser,
    /// Nobody that we know.
    Stray,
}

/// The requests and connections of one browser.
#[derive(Clone, Default, Debug)]
pub(crate) struct Traffic(Arc<Mutex<Vec<(Owner, String)>>>);

impl Traffic {
    /// Notes a request, and whether a stand-in had an answer.
    pub(crate) fn asked(&self, method: &Method, uri: &Uri, headers: &HeaderMap, answered: bool) {
        let host = host(uri, headers).unwrap_or_default();
        let by_itself = uri.path() == "/favicon.ico" && Site::served(host);
        let owner = match (answered, by_itself) {
            (true, false) => Owner::Page,
            (_, true) => Owner::Browser,
            (false, false) => owner(host, Owner::Stray),
        };
        // The paths that browsers ask for by themselves are none of our business.
        let path = if owner == Owner::Browser { "" } else { uri.path() };
        self.note(owner, format!("{method} {host}{path}"));
    }

    /// Notes a connection to this name; what is asked through it is noted on its own.
    fn connected(&self, host: &str) {
        let owner = owner(host, Owner::Page);
        if owner != Owner::Page {
            self.note(owner, format!("CONNECT {host}"));
        }
    }

    fn note(&self, owner: Owner, what: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((owner, what));
    }

    /// Returns everything of one owner, sorted, each with its number.
    pub(crate) fn of(&self, wanted: Owner) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for (_, what) in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().filter(|(o, _)| *o == wanted) {
            *found.entry(what.clone()).or_default() += 1;
        }
        found
    }

    /// Returns the sites that sent pages.
    pub(crate) fn sites(&self) -> Vec<&'static Site> {
        let asked = self.of(Owner::Page);
        let sent = |site: &&Site| asked.keys().any(|what| what.contains(site.origin.trim_start_matches("https://")));
        sites::all().filter(sent).collect()
    }

    /// Forgets what was sent so far.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl World {
    /// Fails if anything was sent but to the sites' pages, and what browsers send by themselves.
    pub(crate) fn then_nothing_strayed(&self) -> Outcome {
        let strays = self.traffic().of(Owner::Stray);
        if strays.is_empty() { Ok(()) } else { Err(format!("nobody knows why this was sent: {strays:?}")) }
    }
}

/// Returns the owner of a host; `on_sites`, if it is one of the sites'.
fn owner(host: &str, on_sites: Owner) -> Owner {
    let below = |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if Site::served(host) {
        on_sites
    } else if BROWSERS.iter().any(|domain| below(domain)) {
        Owner::Browser
    } else {
        Owner::Stray
    }
}

/// Returns the host that a request names: HTTP/2 in the address, HTTP/1.1 in a header.
pub(crate) fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let named = || headers.get(header::HOST)?.to_str().ok()?.split(':').next();
    uri.host().or_else(named)
}

/// Notes the names that TLS connections ask for, also when nothing comes of them.
#[derive(Debug)]
pub(crate) struct Names {
    /// The one certificate, whatever the name.
    pub(crate) key: Arc<CertifiedKey>,
    /// The traffic in which they are noted.
    pub(crate) traffic: Traffic,
}

impl ResolvesServerCert for Names {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.traffic.connected(hello.server_name().unwrap_or("a TLS server without a name"));
        Some(Arc::clone(&self.key))
    }
}

/// Notes the connections that are no TLS.
#[derive(Clone)]
pub(crate) struct Door(pub(crate) Traffic);

impl<S: Send + 'static> Accept<TcpStream, S> for Door {
    type Stream = TcpStream;
    type Service = S;
    type Future = Pin<Box<dyn Future<Output = std::io::Result<(TcpStream, S)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let traffic = self.0.clone();
        Box::pin(async move {
            let mut start = [0; 1024];
            let length = stream.peek(&mut start).await?;
            // This is the first byte of every TLS connection.
            if length > 0 && start[0] != 0x16 {
                traffic.connected(&plain_host(&String::from_utf8_lossy(&start[..length])));
            }
            Ok((stream, service))
        })
    }
}

/// Returns the host in a request that is not encrypted, or its first line.
fn plain_host(request: &str) -> String {
    let host = request.lines().find_map(|line| line.to_lowercase().strip_prefix("host:").map(str::to_owned));
    let host = host.map(|host| host.trim().split(':').next().unwrap_or_default().to_owned());
    host.unwrap_or_else(|| request.lines().next().unwrap_or_default().to_owned())
}
