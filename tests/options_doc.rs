//! `docs/options.md` is what `--help` says; `RECOUPE_BLESS=1 cargo test --test options_doc` writes it.

use clap::{Arg, Command};
use std::fmt::Write as _;
use std::path::Path;

const HEAD: &str = "# Commands and options\n\nGenerated from the program's own help.\n";

/// What takes a value, as help shows it.
fn usage(arg: &Arg) -> String {
    let values: String = arg.get_value_names().unwrap_or_default().iter().map(|v| format!(" {v}")).collect();
    let values = if arg.get_action().takes_values() { values } else { String::new() };
    match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}{values}"),
        (None, Some(long)) => format!("--{long}{values}"),
        (Some(short), None) => format!("-{short}{values}"),
        (None, None) => values.trim_start().to_owned(),
    }
}

fn row(out: &mut String, arg: &Arg) {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|_| arg.get_action().takes_values() && !arg.is_hide_possible_values_set())
        .map(|v| format!("`{}`", v.get_name()))
        .collect();
    let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
    let default: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
    let default = if default.is_empty() || !arg.get_action().takes_values() {
        String::new()
    } else {
        format!(" [default: {}]", default.join(", "))
    };
    let line = format!("| `{}` | {help}{values}{default} |", usage(arg)).replace("RULE|", "RULE\\|");
    writeln!(out, "{line}").expect("string");
}

fn section(out: &mut String, command: &Command, path: &str, global: &[String]) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    writeln!(out, "\n## `{path}`\n\n{about}.\n").expect("string");
    let id = |arg: &Arg| arg.get_id().to_string();
    let own = |arg: &&Arg| !arg.is_hide_set() && !global.contains(&id(arg));
    let mut args: Vec<&Arg> = command.get_arguments().filter(own).collect();
    args.sort_by_key(|arg| !arg.is_positional());
    if !args.is_empty() {
        out.push_str("| option | meaning |\n| --- | --- |\n");
        args.into_iter().for_each(|arg| row(out, arg));
    }
    if let Some(examples) = command.get_after_help() {
        writeln!(out, "\n```text\n{examples}\n```").expect("string");
    }
    let mut global = global.to_vec();
    global.extend(command.get_arguments().map(id));
    for sub in command.get_subcommands() {
        section(out, sub, &format!("{path} {}", sub.get_name()), &global);
    }
}

#[test]
fn the_page_is_in_step() {
    let mut command = recoupe::cli::command();
    command.build();
    let mut page = HEAD.to_owned();
    section(&mut page, &command, "recoupe", &[]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/options.md");
    if std::env::var_os("RECOUPE_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("docs/")).expect("docs/ can be made");
        std::fs::write(&path, &page).expect("docs/options.md is writable");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, page, "docs/options.md is out of step: RECOUPE_BLESS=1 cargo test --test options_doc");
}

#[test]
fn the_readme_names_every_command_and_what_goes_with_all() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md");
    let mut command = recoupe::cli::command();
    command.build();
    for name in command.get_subcommands().map(Command::get_name) {
        // In a row that tells several, `config show` stands without the program's name.
        assert!([format!("`recoupe {name}"), format!(", `{name} ")].iter().any(|n| readme.contains(n)), "{name}");
    }
    assert!(readme.contains("`--progress never`") && readme.contains("`--statistics`"));
}
