//! Nothing in the packages can reach the network: these tests list what the wasm may call, and what the scripts and
//! pages may name.
//!
//! They read `dist/`, so `./build.sh` comes first; `./build.sh test` sees to that.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use wasmparser::{Import, Parser, Payload, TypeRef};

/// Everything that the wasm may call, without `__wbg_` and without the hash. A new name is a decision: what is it for, and
/// can it reach the network? (`caches` can, by `add` and `addAll`; only `open`, `match`, `put` and `delete` are called.)
const CALLS: &str = "\
    Error Number URL __wbindgen_generic __wbindgen_init_externref_table __wbindgen_is_falsy __wbindgen_is_function \
    __wbindgen_is_object __wbindgen_is_undefined __wbindgen_number_get __wbindgen_string_get __wbindgen_throw \
    _wbg_cb_unref activeElement addEventListener addListener appendChild arrayBuffer call cause checked childElementCount \
    clear click clipboard cloneNode close closest contains content cookie cookieStoreId create createObjectURL \
    decode defaultValue delete document documentElement documentLifecycle domain error executeScript expirationDate \
    favIconUrl files firstElementChild firstPartyDomain focus frameId from get getAll getAllCookieStores \
    getAttribute getBadgeText getCurrent getDate getFullYear getMessage getMonth getRandomValues \
    getRegisteredContentScripts getTitle getURL getUserSettings get_index get_unchecked hasAttribute holdLock id \
    innerText insertBefore instanceof_Element instanceof_Error instanceof_HtmlElement instanceof_HtmlInputElement \
    instanceof_HtmlTemplateElement instanceof_HtmlTextAreaElement instanceof_Window is isArray item length listenTo \
    localName localeCompare match message name navigator new new_0 new_typed new_with_label new_with_str_sequence \
    nextElementSibling now of open origin parentElement parse partitionKey print push put query querySelector \
    querySelectorAll queueMicrotask race reason registerContentScripts remove removeAttribute removed request resolve result \
    revokeObjectURL scrollIntoView selectionEnd selectionStart sendMessage set setAttribute setBadgeBackgroundColor \
    setBadgeText setBadgeTextColor setSelectionRange setTimeout setTitle set_capture set_checked set_once \
    set_passive set_textContent set_value size static_accessor_DOCUMENT static_accessor_GLOBAL \
    static_accessor_GLOBAL_THIS static_accessor_ID static_accessor_ON_ADDED static_accessor_ON_ALARM \
    static_accessor_ON_CHANGED static_accessor_ON_INSTALLED static_accessor_ON_MESSAGE static_accessor_ON_REMOVED \
    static_accessor_ON_STARTUP static_accessor_SELF static_accessor_WINDOW storeId stringify tab text textContent \
    then toLocaleDateString toLocaleString toggleAttribute type unregisterContentScripts url userAgent value warn \
    writeText";

/// Names that could send something, load code, or write markup. None of them stands in any script of the packages, not
/// even in parts that are never called.
const WAYS_OUT: [&str; 30] = [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "WebSocketStream",
    "WebTransport",
    "EventSource",
    "sendBeacon",
    "RTCPeerConnection",
    "importScripts",
    "import",
    "eval",
    "Image",
    "Audio",
    "Worker",
    "SharedWorker",
    "serviceWorker",
    "BackgroundFetchManager",
    "PushManager",
    "Request",
    "setUninstallURL",
    "sendNativeMessage",
    "connectNative",
    "sync",
    "declarativeNetRequest",
    "webRequest",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "write",
    "instantiateStreaming",
];

/// The parts of the extension's API that may be named.
const APIS: [&str; 10] =
    ["action", "alarms", "cookies", "dom", "i18n", "permissions", "runtime", "scripting", "storage", "tabs"];

fn packages() -> [PathBuf; 2] {
    ["chrome", "firefox"].map(|name| Path::new("dist").join(name))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}; run ./build.sh first", path.display()))
}

fn files(package: &Path, extension: &str) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(package).unwrap_or_else(|error| panic!("{}: {error}", package.display()));
    let paths =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == extension));
    let files: Vec<_> = paths.map(|path| (path.clone(), read(&path))).collect();
    assert!(!files.is_empty(), "{}: no .{extension}", package.display());
    files
}

/// Returns a script without the wasm in it, and the wasm.
fn parts(script: &str) -> (String, Option<Vec<u8>>) {
    let Some((before, rest)) = script.split_once("decode(\"") else { return (script.to_owned(), None) };
    let mut bytes = Vec::new();
    let mut chars = rest.char_indices();
    while let Some((at, char)) = chars.next() {
        let char = match char {
            '"' => return (format!("{before}decode(\"{}", &rest[at..]), Some(bytes)),
            '\\' => match chars.next().unwrap().1 {
                '0' => '\0',
                'n' => '\n',
                'r' => '\r',
                'x' => {
                    let digits: String = chars.by_ref().take(2).map(|(_, digit)| digit).collect();
                    char::from(u8::from_str_radix(&digits, 16).unwrap())
                }
                other => other,
            },
            other => other,
        };
        bytes.push(u8::try_from(u32::from(char)).unwrap());
    }
    panic!("the wasm has no end");
}

/// Returns the names of everything that a wasm module imports.
fn imports(wasm: &[u8]) -> Vec<String> {
    let payloads = Parser::new(0).parse_all(wasm).map(Result::unwrap);
    let sections = payloads.filter_map(|payload| match payload {
        Payload::ImportSection(imports) => Some(imports),
        _ => None,
    });
    let imports: Vec<String> =
        sections.flat_map(|section| section.into_imports()).map(|import| name(import.unwrap())).collect();
    assert!(!imports.is_empty(), "it imports nothing");
    imports
}

fn name(import: Import<'_>) -> String {
    assert!(matches!(import.ty, TypeRef::Func(_)), "{}: only functions are imported", import.name);
    import.name.to_owned()
}

/// Returns the name of an import without prefix and hash: `__wbg_set_0123456789abcdef` → `set`.
fn stem(name: &str) -> &str {
    let is_hash = |text: &str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let name = name.rsplit_once('_').filter(|(_, hash)| is_hash(hash)).map_or(name, |(name, _)| name);
    name.strip_prefix("__wbg_").unwrap_or(name)
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$').collect()
}

#[test]
fn the_wasm_calls_nothing_but_this() {
    let allowed: BTreeSet<&str> = CALLS.split_whitespace().collect();
    for package in packages() {
        let (_, wasm) = parts(&read(&package.join("bezwaar.js")));
        let names = imports(&wasm.expect("there is wasm"));
        assert!(names.len() > 50, "{names:?}");
        let new: Vec<&str> = names.iter().map(|name| stem(name)).filter(|name| !allowed.contains(name)).collect();
        assert!(new.is_empty(), "{}: {new:?}", package.display());
    }
}

#[test]
fn no_script_names_a_way_out() {
    for (path, text) in packages().iter().flat_map(|package| files(package, "js")) {
        let (script, _) = parts(&text);
        let comment = |line: &&str| ["//", "/*", "*"].iter().any(|sign| line.trim_start().starts_with(sign));
        let script: Vec<&str> = script.lines().filter(|line| !comment(line)).collect();
        let script = script.join("\n");
        let named = words(&script);
        for way in WAYS_OUT {
            assert!(!named.contains(way), "{}: {way}", path.display());
        }
        // Comments name the type.
        assert!(!script.contains("Function("), "{}: it makes code from text", path.display());
        for rest in script.split("chrome.").skip(1) {
            let api = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            assert!(APIS.contains(&api), "{}: chrome.{api}", path.display());
        }
        for rest in script.split("storage.").skip(1) {
            // `session` is memory, and gone when the browser is closed; `sync` would leave the computer.
            let area = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            assert!(matches!(area, "local" | "session" | "onChanged"), "{}: storage.{area}", path.display());
        }
    }
}

/// Pages load nothing but their own files; only links that a person may follow lead elsewhere.
#[test]
fn pages_load_their_own_files_only() {
    for (path, html) in packages().iter().flat_map(|package| files(package, "html")) {
        for tag in html.split('<').skip(1) {
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap();
            for attribute in ["src", "srcset", "href", "action", "formaction", "data", "poster", "ping", "style"] {
                let Some((_, value)) = tag.split_once(&format!(" {attribute}=\"")) else { continue };
                let value = value.split('"').next().unwrap();
                let ours = !value.contains(':') && !value.starts_with("//");
                let followed = name == "a" && attribute == "href" && value.starts_with("https://");
                assert!(ours || followed, "{}: <{name} {attribute}={value}>", path.display());
            }
            assert!(!["base", "iframe", "object", "embed", "video", "audio"].contains(&name), "{}", path.display());
            assert!(!tag.starts_with("meta http-equiv"), "{}", path.display());
        }
    }
    for (path, css) in packages().iter().flat_map(|package| files(package, "css")) {
        assert!(!css.contains("url(") && !css.contains("@import"), "{}", path.display());
    }
}

#[test]
fn the_parser_finds_what_is_there() {
    let (script, wasm) = parts("a(decode(\"\\0as\\x0012\\n\\\"\u{e9}\"))");
    assert_eq!((script.as_str(), wasm.unwrap()), ("a(decode(\"\"))", b"\0as\x0012\n\"\xe9".to_vec()));
    // The module has a type for functions without parameters, and imports m.name of that type.
    let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0a\x01\x01m\x04name\0\0";
    assert_eq!(imports(wasm), ["name"]);
    assert_eq!(stem("__wbg_fetch_0123456789abcdef"), "fetch");
}
