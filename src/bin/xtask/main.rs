//! The build tool behind `./build.sh`: one file per command.

mod bench;
mod build;
mod capture;
mod check;
mod clock;
mod content;
mod counts;
mod files;
mod gallery;
mod guide;
mod icons;
mod links;
mod manifest;
mod package;
mod parts;
mod programs;
mod release;
mod scaffold;
mod setup;
mod sizes;
mod sources;
mod store;
mod style;
mod test;
mod watch;
mod weigh;

use std::process::{Command, ExitCode};

/// Every failure is one line for the person at the keyboard.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "\
usage: ./build.sh [COMMAND]
  build                            dist/chrome and dist/firefox (the default)
  demo [chrome|firefox]            a browser with Bezwaar in it and stand-ins of the three sites; no account, no internet
       [--headless [--out DIR]]    the same without a display, in both browsers: pictures and a transcript, in target/demo
  run [chrome|firefox]             a browser with Bezwaar in it, on the real web
  gallery [--docs | --out DIR | --languages [LANGUAGE]]
                                   pictures of all that people see, in Dutch and German, in target/gallery;
                                   with --docs, those that the docs show are replaced
  watch [chrome|firefox]           the demo, built anew and loaded again after every change
  check                            what needs no browser: format, lints, native tests, packages, links that grow old
  store --out DIR                  pictures for the web stores, with a sentence above each, in every language
  test [--thorough] [--fresh]      every test; thoroughly with long rounds, and each scenario in a fresh browser
  test [--only A|B] [--browser chrome|firefox] [--shard K/N] [--repeat N] [--jobs N] [--list] [--exact] [FILTER]
                                   just these scenarios in real browsers
  bench [chrome|firefox] [--only sizes|core|start|popup|storm|load|memory|growth] [--rounds N] [--with NAME=DIR]
                                   what it costs, each figure in turn with a control; DIR is another unpacked extension
  package                          dist/packages: for both stores, with the sources and checksums
  release VERSION                  writes a new version everywhere; refuses if the changelog says nothing about it
  new-platform NAME DOMAIN         the files of a further site, to be filled in
  replay FILE [--browser chrome|firefox]
                                   a captured page, built again: what each selector finds, which rule decides, the verdict
  links                            every address that people are led to, as a checklist
  weigh [N]                        what the wasm weighs: per section, per crate, and the N largest functions";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = args.split_first().map_or(("build", &[][..]), |(command, rest)| (command.as_str(), rest));
    match dispatch(command, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: &[String]) -> Result {
    match command {
        "build" if args.is_empty() => build::build(),
        "demo" if args.iter().any(|arg| arg == "--headless") => {
            setup::ensure_browsers(args)?;
            show(command, args)
        }
        "demo" | "run" => show(command, &setup::ensure_one_browser(args)?),
        "watch" => watch::watch(args),
        "check" if args.is_empty() => check::check()?.verdict(),
        "package" if args.is_empty() => package::package(),
        "release" => match args {
            [version] => release::release(version),
            _ => Err("release takes the new version, such as 0.2.0".into()),
        },
        "new-platform" => match args {
            [name, domain] => scaffold::new_platform(name, domain),
            _ => scaffold::new_platform("", ""),
        },
        "gallery" => gallery::gallery(args),
        "links" if args.is_empty() => links::links(),
        "replay" => replay(args),
        "store" => store::store(args),
        "test" => test::test(args),
        "bench" => bench::bench(args),
        "weigh" if args.len() <= 1 => {
            build::compile()?;
            weigh::weigh(args.first().map_or(Ok(40), |count| count.parse().map_err(|_| USAGE))?)
        }
        _ => Err(USAGE.into()),
    }
}

fn replay(args: &[String]) -> Result {
    match args {
        [file] => test::replay(file, "chrome"),
        [file, option, browser] if option == "--browser" => test::replay(file, browser),
        _ => Err(USAGE.into()),
    }
}

/// Builds, and opens a browser with what was built.
fn show(command: &str, args: &[String]) -> Result {
    build::build()?;
    let args: Vec<String> = std::iter::once(command.to_owned()).chain(args.iter().cloned()).collect();
    step("Compiling what starts the browser (a minute or two, the first time)");
    run(&mut test::tools(&args))
}

/// Runs a command; its own output says what it does.
fn run(command: &mut Command) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{name} does not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name}: {status}")) }
}

/// Tells which step is under way.
fn step(what: &str) {
    eprintln!("── {what}");
}

/// Adds to an error what was being done to which file.
fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> String {
    let path = path.display().to_string();
    move |error| format!("{path}: {error}")
}
