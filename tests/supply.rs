//! What the program is made of: the list names all of it, and nothing of it can talk to a network.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Name and version of every package of Cargo.lock.
fn locked() -> BTreeSet<(String, String)> {
    let text = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let lock: toml::Table = text.parse().expect("TOML");
    let text = |package: &toml::Value, key: &str| package[key].as_str().expect("text").to_owned();
    let packages = lock["package"].as_array().expect("packages");
    packages.iter().map(|p| (text(p, "name"), text(p, "version"))).collect()
}

/// The list, or `None` where there is no Python to make it.
fn bom() -> Option<String> {
    let output = Command::new("python3").arg(root().join("scripts/sbom.py")).env("CARGO_NET_OFFLINE", "true").output();
    let Ok(output) = output else {
        eprintln!("skipped: there is no python3 here");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("No module named 'tomllib'") {
        eprintln!("skipped: this python3 is older than 3.11");
        return None;
    }
    assert!(output.status.success(), "{said}");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn the_list_names_every_locked_package() {
    let Some(text) = bom() else { return };
    let bom: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((bom["bomFormat"].as_str(), bom["specVersion"].as_str()), (Some("CycloneDX"), Some("1.6")));
    let components = bom["components"].as_array().expect("components");
    let of =
        |c: &Value| (c["name"].as_str().expect("name").to_owned(), c["version"].as_str().expect("version").to_owned());
    let own = &bom["metadata"]["component"];
    assert_eq!(own["type"], "application");
    let named: BTreeSet<_> = components.iter().chain([own]).map(of).collect();
    assert_eq!(named, locked());
    assert_eq!(named.len(), components.len() + 1, "each once");
    let refs: BTreeSet<&str> = components.iter().chain([own]).filter_map(|c| c["bom-ref"].as_str()).collect();
    for dependency in bom["dependencies"].as_array().expect("dependencies") {
        let needs = dependency["dependsOn"].as_array().expect("a list");
        for name in needs.iter().chain([&dependency["ref"]]) {
            assert!(refs.contains(name.as_str().expect("a name")), "{name} is no component");
        }
    }
    for component in components {
        let name = &component["name"];
        assert!(component["licenses"][0]["expression"].is_string(), "{name} has no licence");
        assert_eq!(component["hashes"][0]["content"].as_str().map(str::len), Some(64), "{name} has no checksum");
        assert!(matches!(component["scope"].as_str(), Some("required" | "excluded")), "{name}");
    }
    let scope = |name: &str| components.iter().find(|c| c["name"] == name).expect(name)["scope"].clone();
    assert_eq!((scope("serde_json"), scope("proptest")), ("required".into(), "excluded".into()));
    assert_eq!(bom_again(), text, "the same bytes each time");
}

fn bom_again() -> String {
    bom().unwrap_or_default()
}

/// cargo-deny asks this of every crate; this asks it where cargo-deny is not.
#[test]
fn nothing_of_it_talks_to_a_network() {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    let deny: toml::Table = text.parse().expect("TOML");
    let list = deny["bans"]["deny"].as_array().expect("a list");
    let denied: Vec<&str> = list.iter().filter_map(|d| d["crate"].as_str()).collect();
    assert!(denied.contains(&"reqwest") && denied.contains(&"tokio"), "{denied:?}");
    let found: Vec<String> = locked().into_iter().map(|p| p.0).filter(|name| denied.contains(&name.as_str())).collect();
    assert_eq!(found, Vec::<String>::new());
    // Every exception to the list of licences is one that is needed.
    let names: BTreeSet<String> = locked().into_iter().map(|p| p.0).collect();
    for exception in deny["licenses"]["exceptions"].as_array().expect("a list") {
        assert!(names.contains(exception["crate"].as_str().expect("a crate")), "{exception} is not needed");
    }
}

/// Its own code opens no connection either.
#[test]
fn the_code_names_no_network() {
    let mut pending = vec![root().join("src")];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for word in ["std::net", "TcpStream", "UdpSocket", "UnixStream"] {
                assert!(!text.contains(word), "{}: {word}", path.display());
            }
            // One command is run, and by name: git, for `check --since`.
            if text.contains("Command::new(") && !text.contains("clap::Command::new(") {
                assert!(path.ends_with("src/cli/changed.rs"), "{} runs a program", path.display());
            }
        }
    }
}
