//! What people copy into their CI is what the program takes: every command line of the
//! documentation, of `action.yml` and of `.pre-commit-hooks.yaml` is read by the program's own
//! declaration, and every input and output of the action that the documentation names is declared.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use yaml_rust2::{Yaml, YamlLoader};

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn yaml(name: &str, text: &str) -> Yaml {
    let mut documents = YamlLoader::load_from_str(text).unwrap_or_else(|e| panic!("{name}: {e}\n{text}"));
    assert_eq!(documents.len(), 1, "{name}: documents");
    documents.remove(0)
}

/// The commands of a shell script, each as its words. Variables stay as they are written; where
/// output goes is left out.
fn commands(script: &str) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new()];
    let (mut word, mut quote, mut redirected) = (None::<String>, None, false);
    let mut chars = script.chars().peekable();
    fn end(word: &mut Option<String>, redirected: &mut bool, out: &mut [Vec<String>]) {
        if let (Some(word), false) = (word.take(), std::mem::take(redirected)) {
            out.last_mut().expect("one at least").push(word);
        }
    }
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', None | Some('"')) => match chars.next() {
                Some('\n') | None => {}
                Some(c) => word.get_or_insert_default().push(c),
            },
            (c, Some(q)) if c == q => quote = None,
            (c, Some(_)) => word.get_or_insert_default().push(c),
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            ('#', None) if word.is_none() => while chars.next_if(|c| *c != '\n').is_some() {},
            ('>' | '<', None) => {
                word = word.filter(|w| !w.chars().all(|c| c.is_ascii_digit()));
                if word.is_some() {
                    end(&mut word, &mut redirected, &mut out);
                }
                redirected = true;
            }
            ('\n' | '|' | ';', None) => {
                end(&mut word, &mut redirected, &mut out);
                redirected = false;
                out.push(Vec::new());
            }
            ('&', None) if word.is_none() || chars.peek() == Some(&'&') => {
                end(&mut word, &mut redirected, &mut out);
                out.push(Vec::new());
            }
            (c, None) if c.is_whitespace() => {
                if word.is_some() {
                    end(&mut word, &mut redirected, &mut out);
                }
            }
            (c, None) => word.get_or_insert_default().push(c),
        }
    }
    end(&mut word, &mut redirected, &mut out);
    out.retain(|words| !words.is_empty());
    out
}

/// The commands of recoupe among them, as `recoupe …`.
fn of_recoupe(script: &str) -> Vec<Vec<String>> {
    let leading = ["if", "then", "!", "$", "-", "@", "env"];
    let mut found = Vec::new();
    for words in commands(script) {
        let at = words.iter().position(|w| !leading.contains(&w.as_str())).unwrap_or(0);
        if words[at].trim_start_matches('@') == "recoupe" {
            found.push(words[at..].to_vec());
        }
    }
    found
}

/// What is wrong with a command line, in the program's own words.
fn wrong(words: &[String]) -> Option<String> {
    let error = recoupe::cli::command().try_get_matches_from(words).err()?;
    let shown = [clap::error::ErrorKind::DisplayHelp, clap::error::ErrorKind::DisplayVersion];
    (!shown.contains(&error.kind())).then(|| format!("{}: {error}", words.join(" ")))
}

/// The code blocks of a page, each with the language it names.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(lang) => {
                fenced = !fenced;
                if fenced {
                    out.push((lang.to_owned(), String::new()));
                }
            }
            None if fenced => out.last_mut().expect("a block").1.push_str(&format!("{line}\n")),
            None => {}
        }
    }
    out
}

/// Every scalar below a node, with the keys that lead to it.
fn scalars(node: &Yaml, path: &str, out: &mut Vec<(String, String)>) {
    match node {
        Yaml::Hash(map) => {
            for (key, value) in map {
                scalars(value, &format!("{path}/{}", key.as_str().unwrap_or("?")), out);
            }
        }
        Yaml::Array(list) => list.iter().for_each(|item| scalars(item, path, out)),
        Yaml::String(text) => out.push((path.to_owned(), text.clone())),
        _ => {}
    }
}

/// The command lines of a page: those in blocks of shell and make, and the values of YAML.
fn of_page(page: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for (lang, block) in blocks(page) {
        match lang.as_str() {
            "sh" | "make" => out.extend(of_recoupe(&block)),
            // What the program answered stands below its command.
            "console" => {
                block.lines().filter_map(|l| l.strip_prefix("$ ")).for_each(|l| out.extend(of_recoupe(l)));
            }
            "yaml" => {
                let mut found = Vec::new();
                scalars(&yaml("a page", &block), "", &mut found);
                let runs = |path: &str| path.ends_with("/run") || path.ends_with("script");
                found.iter().filter(|(path, _)| runs(path)).for_each(|(_, text)| out.extend(of_recoupe(text)));
            }
            _ => {}
        }
    }
    // Those in the text, but for what names an option of many.
    let fence = |line: &&str| line.starts_with("```");
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= fence(&line);
        let code = line.split('`').skip(1).step_by(2).filter(|_| !fenced && !fence(&line));
        let whole = code.filter(|c| c.starts_with("recoupe ") && c.contains(" --") && !c.contains(['…', '(', '[']));
        whole.for_each(|c| out.extend(of_recoupe(c)));
    }
    out
}

#[test]
fn every_command_line_that_is_shown_is_one() {
    let mut wrongs = Vec::new();
    for name in ["README.md", "CONTRIBUTING.md", "docs/ci.md", "docs/configuration.md", "docs/index.md"] {
        let lines = of_page(&read(name));
        assert!(!lines.is_empty(), "{name} shows no command line");
        wrongs.extend(lines.iter().filter_map(|words| wrong(words)).map(|w| format!("{name}: {w}")));
    }
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
}

#[test]
fn the_page_on_ci_shows_every_command_that_ci_needs() {
    let verbs: BTreeSet<String> = of_page(&read("docs/ci.md")).iter().map(|words| words[1].clone()).collect();
    for verb in ["audit", "baseline", "check", "index", "report"] {
        assert!(verbs.contains(verb), "no recoupe {verb} among {verbs:?}");
    }
    let langs: BTreeSet<String> = blocks(&read("docs/ci.md")).into_iter().map(|(lang, _)| lang).collect();
    assert_eq!(langs, ["make", "sh", "text", "yaml"].map(str::to_owned).into(), "blocks that are checked");
}

#[test]
fn wrong_command_lines_are_seen() {
    let page = "```yaml\njob:\n  script:\n    - recoupe check a.md --against b --formt sarif\n```\n```make\na:\n\
                \trecoupe audit --fail-on fatal b\n```\n`recoupe audit a --basline b`\n\n```sh\nrecoupe check a \\\n  \
                --against b > out.txt 2>&1 && recoupe audit # --nothing\n```\n";
    let lines = of_page(page);
    let wrong: Vec<String> = lines.iter().filter_map(|words| wrong(words)).collect();
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert_eq!(lines[2], ["recoupe", "check", "a", "--against", "b"]);
    let told = ["'--formt'", "'fatal'", "<PATH", "'--basline'"];
    assert_eq!(wrong.len(), told.len(), "{wrong:?}");
    for (wrong, told) in wrong.iter().zip(told) {
        assert!(wrong.contains(told), "{wrong}");
    }
}

#[test]
fn the_hook_is_a_command_line() {
    let hooks = yaml(".pre-commit-hooks.yaml", &read(".pre-commit-hooks.yaml"));
    let hooks = hooks.as_vec().expect("a list");
    assert!(!hooks.is_empty());
    for hook in hooks {
        assert_eq!((hook["id"].as_str(), hook["language"].as_str()), (Some("recoupe"), Some("rust")));
        let mut words = commands(hook["entry"].as_str().expect("entry")).remove(0);
        words.extend(hook["args"].as_vec().expect("args").iter().map(|a| a.as_str().expect("text").to_owned()));
        // What pre-commit adds: the files that are staged.
        words.extend(["a.md".to_owned(), "b.md".to_owned()]);
        assert_eq!(wrong(&words), None);
        assert_eq!(hook["require_serial"].as_bool(), Some(true), "two new articles may contradict each other");
        for kind in hook["types_or"].as_vec().expect("types_or") {
            // As pre-commit calls the files that the program reads.
            let extension = match kind.as_str().expect("text") {
                "markdown" => "md",
                "plain-text" => "txt",
                other => other,
            };
            let name = format!("a.{extension}");
            assert!(recoupe::ingest::is_supported(Path::new(&name)), "{name} is not read");
        }
    }
    // What the page shows takes the place of `args`.
    for (_, block) in
        blocks(&read("docs/ci.md")).iter().filter(|(lang, text)| lang == "yaml" && text.contains("hooks:"))
    {
        let config = yaml("docs/ci.md", block);
        let hook = &config["repos"][0]["hooks"][0];
        assert_eq!(hook["id"], hooks[0]["id"]);
        let mut words = vec!["recoupe".to_owned(), "check".to_owned()];
        words.extend(hook["args"].as_vec().expect("args").iter().map(|a| a.as_str().expect("text").to_owned()));
        words.push("content/a.md".to_owned());
        assert_eq!(wrong(&words), None);
    }
}

/// Every `--option` in a script.
fn options(script: &str) -> BTreeSet<String> {
    commands(script).into_iter().flatten().filter(|w| w.starts_with("--") && w.len() > 2).collect()
}

#[test]
fn the_action_uses_options_that_exist() {
    let action = yaml("action.yml", &read("action.yml"));
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    let command = recoupe::cli::command();
    let verb = |name: &str| command.find_subcommand(name).unwrap_or_else(|| panic!("no recoupe {name}"));
    let longs = |command: &clap::Command| -> BTreeSet<String> {
        command.get_arguments().filter_map(|a| a.get_long()).map(|l| format!("--{l}")).collect()
    };
    let mut known = longs(verb("check"));
    known.extend(longs(verb("index").find_subcommand("add").expect("index add")));
    let steps = action["runs"]["steps"].as_vec().expect("steps");
    let step = |id: &str| steps.iter().find(|s| s["id"].as_str() == Some(id)).unwrap_or_else(|| panic!("no step {id}"));
    let used = options(step("check")["run"].as_str().expect("a script"));
    for needed in ["--against", "--index", "--since", "--baseline", "--fail-on", "--format"] {
        assert!(used.contains(needed), "the action gives no {needed}");
    }
    let unknown: Vec<_> = used.difference(&known).collect();
    assert!(unknown.is_empty(), "options that recoupe check does not know: {unknown:?}");

    // Every input is used by a step, and every input that a step uses is declared; so are outputs.
    let mut texts = Vec::new();
    scalars(&action, "", &mut texts);
    let named = |what: &str| -> BTreeSet<String> {
        let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
        let names =
            texts.iter().flat_map(|(_, text)| text.split(what).skip(1).map(|t| t.split(ends).next().unwrap_or("")));
        names.map(str::to_owned).collect()
    };
    assert_eq!(named("inputs."), keys(&action["inputs"]), "inputs that are used, and inputs");
    assert_eq!(named("steps.check.outputs."), keys(&action["outputs"]), "outputs of the step, and outputs");
    let script = step("check")["run"].as_str().expect("a script");
    for output in keys(&action["outputs"]) {
        assert!(script.contains(&format!("{output}=")), "no step says {output}");
    }
}

fn keys(map: &Yaml) -> BTreeSet<String> {
    map.as_hash().expect("a table").keys().map(|k| k.as_str().expect("text").to_owned()).collect()
}

#[test]
fn the_page_uses_the_action_as_it_is_declared() {
    let action = yaml("action.yml", &read("action.yml"));
    let page = read("docs/ci.md");
    let mut uses = 0;
    for (_, block) in blocks(&page).iter().filter(|(lang, _)| lang == "yaml") {
        let workflow = yaml("docs/ci.md", block);
        let steps = workflow["jobs"]["recoupe"]["steps"].as_vec().cloned().unwrap_or_default();
        for step in steps.iter().filter(|s| s["uses"].as_str().is_some_and(|u| u.contains("/recoupe@"))) {
            let unknown: Vec<_> = keys(&step["with"]).difference(&keys(&action["inputs"])).cloned().collect();
            assert!(unknown.is_empty(), "inputs that action.yml does not declare: {unknown:?}");
            uses += 1;
        }
        for output in block.split("steps.recoupe.outputs.").skip(1) {
            let name = output.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or("");
            assert!(keys(&action["outputs"]).contains(name), "no output {name}");
        }
    }
    assert!(uses > 0, "docs/ci.md does not use the action");
    let table: BTreeSet<String> = page
        .split("| input |")
        .nth(1)
        .expect("a table of inputs")
        .lines()
        .skip(2)
        .map_while(|l| l.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect();
    assert_eq!(table, keys(&action["inputs"]), "the table of docs/ci.md, and the inputs of action.yml");
}
