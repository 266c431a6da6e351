//! Templates, rules and configuration of others: they are data, and can run nothing, read nothing
//! else, and hold nobody for ever.

use super::{names, news, run};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

/// A page made with `filter.html` holding `text`.
fn page(folder: &Path, text: &str) -> (i32, String, String) {
    let own = folder.join("own");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("filter.html"), text).unwrap();
    let begun = Instant::now();
    let answer = run(folder, "timeout 110 $R audit news --isolated -q --fail-on never --format html --template own");
    assert!(begun.elapsed() < Duration::from_secs(100), "{text}: {:?}", begun.elapsed());
    answer
}

#[test]
fn a_template_reads_nothing_outside_its_folder() {
    let folder = news();
    fs::write(folder.path().join("secret.html"), "the secret").unwrap();
    for name in [
        "/etc/passwd",
        "../secret.html",
        "own/../../secret.html",
        "./../secret.html",
        "secret.html",
        "file:///etc/passwd",
    ] {
        for tag in [
            format!("{{% include '{name}' %}}"),
            format!("{{% import '{name}' as x %}}"),
            format!("{{% extends '{name}' %}}"),
        ] {
            let (code, out, said) = page(folder.path(), &tag);
            assert_eq!(code, 2, "{tag}: {said}");
            assert!(said.starts_with("recoupe: own/filter.html:1:"), "{tag}: {said}");
            assert!(!out.contains("the secret") && !out.contains("root:"), "{tag}");
        }
    }
}

#[test]
fn a_template_can_call_nothing() {
    let folder = news();
    for (text, expected) in [
        ("{{ self.__class__.__mro__ }}", "undefined"),
        ("{{ ''.__class__ }}", "undefined"),
        ("{{ view.__init__.__globals__['os'].system('touch hacked') }}", "undefined"),
        ("{{ range.__globals__ }}", "undefined"),
        ("{{ system('touch hacked') }}", "unknown function"),
        ("{{ 'touch hacked'|system }}", "unknown filter"),
        ("{{ open('/etc/passwd') }}", "unknown function"),
        ("{{ env('HOME') }}", "unknown function"),
    ] {
        let (code, _, said) = page(folder.path(), text);
        assert_eq!(code, 2, "{text}: {said}");
        assert!(said.starts_with("recoupe: own/filter.html:1:") && said.contains(expected), "{text}: {said}");
    }
    assert_eq!(names(folder.path()), ["news", "own"]);
}

#[test]
fn a_template_comes_to_an_end() {
    let folder = news();
    let nine = "{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}x{% endfor %}{% endfor %}{% endfor %}";
    let (code, out, said) = page(folder.path(), nine);
    assert_eq!((code, out.as_str()), (2, ""), "{said}");
    assert!(said.contains("own/page.html:1:1: templates take more steps than a page needs"), "{said}");
    for (text, expected) in [
        ("{% include 'filter.html' %}", "recursion"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
        ("{% for i in range(1000000000) %}{% endfor %}", "range"),
    ] {
        let (code, _, said) = page(folder.path(), text);
        assert_eq!(code, 2, "{text}: {said}");
        assert!(said.contains(expected), "{text}: {said}");
    }
}

#[test]
fn a_template_cannot_bring_a_script_by_what_articles_say() {
    let folder = news();
    let text = "---\ntitle: <script>alert(1)</script>\nsource: x\"><img src=x onerror=alert(1)>\nlang: fr\n---\n\nL'incendie de \
                l'entrepôt Orvalis à Tervigne a fait trente morts mardi. <script>alert(2)</script> {{ 7 * 191 }} {% include '/etc/passwd' %}\n";
    fs::write(folder.path().join("news/c.md"), text).unwrap();
    let (code, out, said) = page(folder.path(), "<p>mine</p>");
    assert_eq!(code, 0, "{said}");
    assert!(!out.contains("<script>alert") && !out.contains("<img src=x"), "markup of an article is text");
    assert!(
        out.contains("{{ 7 * 191 }}") && !out.contains(">1337<") && !out.contains(" 1337 "),
        "a template in an article is text"
    );
}

#[test]
fn folders_of_templates_and_rules_hold_files() {
    let folder = news();
    let own = folder.path().join("own");
    fs::create_dir(&own).unwrap();
    assert_eq!(
        run(
            folder.path(),
            "mkfifo own/page.html; mkdir -p mine; mkfifo mine/units.toml; mkdir zero; ln -s /dev/zero zero/units.toml"
        )
        .0,
        0
    );
    for (option, path) in [
        ("--format html --template own", "own/page.html"),
        ("--rules mine", "mine/units.toml"),
        ("--rules zero", "zero/units.toml"),
    ] {
        let (code, _, said) = run(folder.path(), &format!("timeout 60 $R audit news --isolated {option}"));
        assert_eq!(code, 2, "{option}: {said}");
        assert!(
            said.contains(path) && said.contains("this is a folder, a pipe or a device, expected a file"),
            "{option}: {said}"
        );
    }
}

#[test]
fn rules_in_folders_that_lead_to_themselves_are_read_once() {
    let folder = news();
    let mine = folder.path().join("mine");
    fs::create_dir(&mine).unwrap();
    for name in ["a", "b", "c", "d"] {
        symlink(".", mine.join(name)).unwrap();
    }
    let (code, _, said) = run(folder.path(), "timeout 60 $R audit news --isolated -q --rules mine");
    assert_eq!((code, said.as_str()), (1, ""), "four links at each of forty levels are more than a life is long");
}

#[test]
fn a_configuration_names_files_and_no_more() {
    let folder = news();
    let own = folder.path().join("recoupe.toml");
    fs::write(folder.path().join("large.toml"), "# x\n".repeat(5 << 20)).unwrap();
    for (text, expected) in [
        ("extend = \"/dev/zero\"", "cannot read /dev/zero: this is a folder, a pipe or a device"),
        ("extend = \"large.toml\"", "it has more than 16777216 bytes"),
        ("extend = \"/etc/passwd\"", "/etc/passwd:1:"),
        ("command = \"touch hacked\"", "unknown field"),
        ("rules-dir = \"/dev\"", "/dev"),
    ] {
        fs::write(&own, text).unwrap();
        let (code, _, said) = run(folder.path(), "timeout 60 $R audit news -q");
        assert_eq!(code, 2, "{text}: {said}");
        assert!(said.contains(expected), "{text}: {said}");
        assert!(!said.contains("root:x"), "what stands in the file is not shown: {said}");
    }
    fs::remove_file(&own).unwrap();
    assert_eq!(names(folder.path()), ["large.toml", "news"]);
}

#[test]
fn a_repository_has_git_run_nothing() {
    let folder = news();
    let script = "printf '#!/bin/sh\\ntouch hacked\\n' > tool && chmod +x tool && git init -q . && git add news &&
        git -c user.name=a -c user.email=a@b.example commit -qm a && git config core.fsmonitor $PWD/tool &&
        git config diff.external $PWD/tool && git config core.hooksPath $PWD && echo >> news/a.md";
    let (code, _, said) = run(folder.path(), script);
    if code != 0 {
        eprintln!("skipped: there is no git here: {said}");
        return;
    }
    let (code, out, said) = run(folder.path(), "$R check --since HEAD news --against news --isolated --format concise");
    assert_eq!(code, 1, "{said}");
    assert!(out.contains("count-mismatch"), "{out}");
    assert!(!folder.path().join("hacked").exists(), "git ran what the repository names");
    // The attack is one: without these options git does run it.
    run(folder.path(), "git diff --name-only HEAD");
    assert!(folder.path().join("hacked").exists(), "this proves nothing");
}

#[test]
fn a_nasty_pattern_is_linear_or_refused() {
    let folder = news();
    fs::write(folder.path().join("news").join(format!("{}.md", "a".repeat(200))), "Le port ferme.").unwrap();
    let nasty = [
        "*a".repeat(60),
        format!("**/{}", "{a,*a,**/a}".repeat(30)),
        format!("{}b", "[a-z]*".repeat(200)),
        "?*".repeat(2_000),
        format!("{}x{}", "{a,".repeat(500), "}".repeat(500)),
    ];
    for (n, pattern) in nasty.iter().enumerate() {
        let begun = Instant::now();
        fs::write(folder.path().join("recoupe.toml"), format!("[paths]\nexclude = [\"{pattern}\"]\n")).unwrap();
        let (code, _, said) = run(folder.path(), "timeout 60 $R audit news -q --allow-empty");
        assert!(code <= 2 && begun.elapsed() < Duration::from_secs(30), "{n}: {code} {said}");
        assert!(code < 2 || said.contains("recoupe.toml:2:"), "{n}: refused with its place: {said}");
        // In a .gitignore, which comes with the articles, too.
        fs::remove_file(folder.path().join("recoupe.toml")).unwrap();
        fs::write(folder.path().join("news/.gitignore"), pattern).unwrap();
        let begun = Instant::now();
        let (code, _, said) = run(folder.path(), "timeout 60 $R audit news -q --isolated --allow-empty");
        assert!(code <= 2 && begun.elapsed() < Duration::from_secs(30), "{n}: {code} {said}");
        fs::remove_file(folder.path().join("news/.gitignore")).unwrap();
    }
}

#[test]
fn a_word_of_a_rule_is_no_pattern() {
    let folder = news();
    let mine = folder.path().join("mine/fr");
    fs::create_dir_all(&mine).unwrap();
    let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/fr/boilerplate.toml")).unwrap();
    assert!(!own.contains("(a+)+$"));
    fs::write(mine.join("boilerplate.toml"), own.replacen("[\n", "[\n    \"(a+)+$\",\n", 1)).unwrap();
    fs::write(folder.path().join("news/c.md"), format!("{BRIEF}\n\n{}b\n", "a".repeat(200_000))).unwrap();
    let begun = Instant::now();
    let (code, _, said) = run(folder.path(), "timeout 60 $R audit news --isolated -q --rules mine --lang fr");
    assert!(code <= 2 && code != 124 && begun.elapsed() < Duration::from_secs(30), "{code} {said}");
}

const BRIEF: &str = "Le pont de Tervigne a rouvert lundi, selon la mairie d'Arvel.";
