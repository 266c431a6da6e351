#!/usr/bin/env python3
"""Writes what the program is made of, as CycloneDX 1.6 JSON, to standard output.

usage: scripts/sbom.py > recoupe.cdx.json

Every package of Cargo.lock is a component with its licence, its checksum and what it needs. Those that
are not part of the program, since only tests, build scripts or other systems need them, have the scope
"excluded". The same Cargo.lock gives the same bytes: there is no date and no random number in it.
"""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def cargo_metadata():
    cargo = os.environ.get("CARGO", "cargo")
    command = [cargo, "metadata", "--format-version", "1", "--locked", "--manifest-path", str(ROOT / "Cargo.toml")]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def checksums():
    with open(ROOT / "Cargo.lock", "rb") as file:
        packages = tomllib.load(file)["package"]
    return {(p["name"], p["version"]): p.get("checksum") for p in packages}


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def built_in(nodes, root):
    """Ids of what is linked into the program: no needs of tests and of build scripts."""
    seen, pending = set(), [root]
    while pending:
        node = pending.pop()
        if node in seen:
            continue
        seen.add(node)
        for dep in nodes[node]["deps"]:
            if any(kind["kind"] is None for kind in dep["dep_kinds"]):
                pending.append(dep["pkg"])
    return seen


def component(package, sums, required):
    out = {
        "type": "library",
        "bom-ref": purl(package),
        "name": package["name"],
        "version": package["version"],
        "scope": "required" if required else "excluded",
        "purl": purl(package),
    }
    if package["license"]:
        # Old packages say "MIT/Apache-2.0".
        out["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    checksum = sums.get((package["name"], package["version"]))
    if checksum:
        out["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        out["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return out


def main():
    metadata, sums = cargo_metadata(), checksums()
    packages = {p["id"]: p for p in metadata["packages"]}
    nodes = {n["id"]: n for n in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    required = built_in(nodes, root)
    own = component(packages[root], sums, True)
    own["type"] = "application"
    del own["scope"]
    others = sorted((i for i in packages if i != root), key=lambda i: purl(packages[i]))
    needs = lambda node: sorted({purl(packages[d["pkg"]]) for d in nodes[node]["deps"]})
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": [component(packages[i], sums, i in required) for i in others],
        "dependencies": [{"ref": purl(packages[i]), "dependsOn": needs(i)} for i in [root, *others]],
    }
    json.dump(bom, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
