//! No secret of a person gets into a capture, wherever it stands in the page: the script runs in a page full of
//! secrets.

use crate::tab::Tab;
use crate::wait::Outcome;
use bezwaar::core::capture::{Capture, MAX_FILE_BYTES, PageNodes, SCRIPT};
use serde_json::json;

/// The address from which the page seems to come.
const FORM: &str = "https://www.facebook.com/help/contact/6359191084165019";

/// The secrets of a person, as they stand in pages. None of them may be in a file, in any case of their letters.
const SECRETS: [&str; 16] = [
    "anna.devries@example.org",
    "devries",
    "Wilhelmina",
    "Γιώργος",
    "محمد",
    "Łukasz",
    "100012345678901",
    "17841400000000017",
    "+31612345678",
    "612345678",
    "EAABwzLixnjYBO7",
    "AQEDARx7k2",
    "Kerkstraat",
    "fb_dtsg_NAcO9",
    "1234567890123456789",
    "hunter2",
];

/// The places in a page where a secret may stand; `SECRET` stands for it.
const PLACES: &str = r#"
    <p>SECRET</p>
    <div id="SECRET" name="SECRET" class="SECRET" title="SECRET" data-testid="SECRET" data-user="SECRET" lang="SECRET"></div>
    <div id="user-SECRET" data-testid="profile_SECRET_name" aria-label="SECRET" aria-labelledby="a SECRET" role="SECRET"></div>
    <input type="SECRET" name="Field-SECRET" value="SECRET" placeholder="SECRET" autocomplete="SECRET" inputmode="SECRET">
    <input type="hidden" name="support_form_id" value="SECRET"><textarea name="SECRET">SECRET</textarea>
    <select name="SECRET"><option value="SECRET" label="SECRET">SECRET</option></select>
    <a href="/SECRET?id=SECRET#SECRET">SECRET</a><a href="https://www.facebook.com/profile/SECRET">SECRET</a>
    <a href="mailto:SECRET">SECRET</a><a href="//SECRET.example.org/SECRET">SECRET</a><a href="javascript:SECRET">x</a>
    <form action="/SECRET/submit?x=SECRET" name="SECRET" method="SECRET"><button formaction="/SECRET">SECRET</button></form>
    <img src="/SECRET.jpg" alt="SECRET" srcset="SECRET 2x"><iframe src="about:blank#SECRET" name="SECRET" title="SECRET"></iframe>
    <svg><title>SECRET</title><text id="SECRET">SECRET</text></svg>
    <div role="dialog" aria-label="SECRET">SECRET <b>SECRET</b></div><div role="alert" dir="SECRET">SECRET</div>
    <label for="SECRET">SECRET</label><h2 id="SECRET">SECRET</h2><div style="--x: SECRET" onclick="SECRET">SECRET</div>
    <!-- SECRET --><script type="application/json" id="SECRET">{"x":"SECRET"}</script><style>.SECRET{}</style>
    <template id="SECRET">SECRET</template><noscript>SECRET</noscript><code>SECRET</code>
"#;

/// Returns a page with every secret in every place, in shadow roots and in names of elements, too.
fn planted() -> String {
    let all: String = SECRETS.iter().map(|secret| PLACES.replace("SECRET", secret)).collect();
    format!(
        "(() => {{
            const secrets = {}, html = {};
            document.title = secrets.join(' ');
            document.documentElement.lang = secrets[1];
            document.documentElement.id = secrets[1];
            document.body.innerHTML = html;
            document.body.id = document.body.className = secrets[2];
            for (const secret of secrets) {{
                const host = document.body.appendChild(document.createElement('div'));
                host.attachShadow({{ mode: 'open' }}).innerHTML = `<p id='${{secret}}'>${{secret}}</p><a href='/${{secret}}'>x</a>`;
                const word = secret.toLowerCase().replace(/[^a-z0-9]/g, '');
                if (/^[a-z]/.test(word)) document.body.append(document.createElement(`x-${{word}}`), document.createElement(word));
                document.body.append(document.createComment(secret));
            }}
            // These names stand in front of what every node has.
            const form = document.body.appendChild(document.createElement('form'));
            for (const name of ['localName', 'attributes', 'getAttribute', 'firstChild', 'parentNode', 'matches', 'children'])
                form.append(Object.assign(document.createElement('input'), {{ name }}));
            document.body.append(Object.assign(document.createElement('img'), {{ name: 'documentElement' }}));
            return document.querySelectorAll('*').length;
        }})()",
        json!(SECRETS),
        json!(all)
    )
}

/// Captures a page full of secrets, and fails if one of them is in the capture.
pub(crate) fn judge(tab: &Tab) -> Outcome {
    open(tab)?;
    tab.page().eval(&planted())?;
    let page = captured(tab)?;
    let capture = Capture::new(FORM, page.nodes.clone(), &[], "0.1.0", true).ok_or("no capture")?;
    let file = capture.write();
    // The lines that the script hands over fit already: nothing is left to be thrown away.
    if capture.nodes != page.nodes {
        let lost = page.nodes.iter().zip(&capture.nodes).find(|(one, other)| one != other);
        return Err(format!("the core lets through {} of {} lines: {lost:?}", capture.nodes.len(), page.nodes.len()));
    }
    let told = page.nodes.iter().filter(|line| line.contains("#shadow")).count();
    if told != SECRETS.len() || page.nodes.len() < 30 * SECRETS.len() {
        return Err(format!("{} lines with {told} shadow roots tell too little: {file}", page.nodes.len()));
    }
    let found: Vec<&&str> = SECRETS.iter().filter(|secret| holds(&file, secret)).collect();
    let places = PLACES.matches("SECRET").count() * SECRETS.len();
    println!("{places} planted secrets, {} found, {} bytes", found.len(), file.len());
    if found.is_empty() { Ok(()) } else { Err(format!("{found:?} in {file}")) }
}

fn holds(file: &str, secret: &str) -> bool {
    file.to_lowercase().contains(&secret.to_lowercase())
}

/// The number of nodes of a large page.
const MANY: usize = 50_000;

/// The time within which a large page is captured, in milliseconds.
const LIMIT_MS: u64 = 1000;

/// The number of times that it is captured.
const ROUNDS: usize = 5;

/// Captures a large page, with a form at its end.
pub(crate) fn judge_size(tab: &Tab) -> Outcome {
    open(tab)?;
    tab.page().eval(&format!(
        "(() => {{
            const rows = Array.from({{ length: {MANY} / 5 }}, (_, n) =>
                `<div id=row-${{n}}><p class=a>Text <a href=/x/${{n}}>x</a></p><span role=img></span><b>1</b></div>`);
            document.body.innerHTML = `${{rows.join('')}}<form><textarea name=reason></textarea></form>`;
        }})()"
    ))?;
    let once = format!("(begun => ({}, Math.round(performance.now() - begun)))(performance.now())", script()?);
    // The fastest of a few rounds counts: the machine may be busy with something else.
    let mut took = u64::MAX;
    for _ in 0..ROUNDS {
        took = took.min(tab.world().eval(&once)?.as_u64().unwrap_or(u64::MAX));
    }
    let page = captured(tab)?;
    let capture = Capture::new(FORM, page.nodes, &[], "0.1.0", false).ok_or("no capture")?;
    let bytes = capture.write().len();
    println!("{MANY} nodes: {took} ms, {} lines, {bytes} bytes", capture.nodes.len());
    let has_form = capture.nodes.iter().any(|line| line.contains("textarea name=reason"));
    if took < LIMIT_MS && bytes < MAX_FILE_BYTES && has_form {
        Ok(())
    } else {
        Err(format!("{took} ms, {bytes} bytes, the form is told: {has_form}"))
    }
}

fn open(tab: &Tab) -> Outcome {
    tab.page().navigate(&format!("http://127.0.0.1:{}/elsewhere", tab.server.port))?;
    tab.page().activate()
}

fn captured(tab: &Tab) -> Outcome<PageNodes> {
    let answer = tab.world().eval(&script()?)?.to_string();
    PageNodes::read(&answer).ok_or_else(|| format!("the core cannot read {answer}"))
}

/// Returns the script as it is packed, as an expression.
fn script() -> Outcome<String> {
    let path = format!("dist/chrome/{SCRIPT}");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}; run ./build.sh first"))?;
    let code = text.split_once('\n').map_or("", |(_, code)| code);
    Ok(code.trim().trim_end_matches(';').to_owned())
}
