#!/usr/bin/env python3
"""Writes fuzz/seeds/TARGET/ anew: where each target starts from, all of it made of the repository's own
stories, rules and tests."""

import gzip
import html
import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "fuzz" / "seeds"
LANGS = ["fr", "en", "es"]  # In the order of Lang::ALL: their place is the byte that picks them.


def put(target, name, data):
    folder = SEEDS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def front_matter(text):
    """What an article says of itself, and its body."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S)
    if not match:
        return {}, text
    pairs = (line.split(":", 1) for line in match[1].splitlines() if ":" in line)
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}, match[2]


def page(meta, paragraphs, lang):
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": meta.get("title", ""),
            "datePublished": meta.get("published", ""), "articleBody": " ".join(paragraphs)}
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs)
    return (f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{html.escape(meta.get('title', ''))} | "
            f"{html.escape(meta.get('source', ''))}</title><script type='application/ld+json'>{json.dumps(data)}</script>"
            f"</head><body><nav><ul><li><a href=/>Menu</a></ul></nav><main><h1>{html.escape(meta.get('title', ''))}</h1>"
            f"<article>{body}</article></main><footer><p>&copy; 2025</p></footer></body></html>")


def feeds(meta, paragraphs, lang):
    title, text = html.escape(meta.get("title", "")), html.escape("".join(f"<p>{p}</p>" for p in paragraphs))
    yield "atom", (f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">'
                   f'<title>{html.escape(meta.get("source", ""))}</title><entry><title>{title}</title><id>tag:1</id>'
                   f'<published>2025-03-04T08:30:00+01:00</published><link href="https://fil.example/1"/>'
                   f'<content type="html">{text}</content></entry></feed>')
    yield "rss", (f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
                  f'<channel><title>{html.escape(meta.get("source", ""))}</title><language>{lang}</language><item>'
                  f'<title>{title}</title><guid>1</guid><pubDate>Tue, 04 Mar 2025 23:30:00 -0400</pubDate>'
                  f'<description><![CDATA[{paragraphs[0]}]]></description><content:encoded>{text}</content:encoded>'
                  f'</item></channel></rss>')


def articles():
    for n, lang in enumerate(LANGS):
        for path in sorted((ROOT / "fixtures" / lang).glob("*/*")):
            if path.suffix in {".md", ".txt"}:
                text = path.read_text()
                meta, body = front_matter(text)
                paragraphs = [p.strip() for p in body.split("\n\n") if p.strip()]
                yield n, lang, f"{lang}-{path.parent.name}-{path.stem}", text, meta, paragraphs


def main():
    shutil.rmtree(SEEDS, ignore_errors=True)
    for n, lang, name, text, meta, paragraphs in articles():
        first = bytes([n])
        put("plain", name, text)
        put("html", name, page(meta, paragraphs, lang))
        line = {"id": name, "text": "\n\n".join(paragraphs), "lang": lang} | meta
        put("jsonl", name, json.dumps(line, ensure_ascii=False) + "\n" + json.dumps(line) + "\n")
        for form, feed in feeds(meta, paragraphs[:4], lang):
            put("feed", f"{name}-{form}", feed)
        put("gzip", name, text)
        put("gzip", f"{name}-packed", gzip.compress(text.encode(), mtime=0))
        put("charset", name, first + text.encode())
        put("charset", f"{name}-latin", bytes([1 + n]) + text.encode("cp1252", "replace"))
        put("clean", name, first + b"\0" + text.encode())
        put("split", name, first + text.encode())
        for k, paragraph in enumerate(paragraphs[:6]):
            put("extract", f"{name}-{k}", first + paragraph.encode())
        # The bytes pick examples of rules: any are as good as others.
        put("blocking", name, bytes(b * 37 % 256 for b in text.encode()[:400]))
        put("index", name, bytes(b * 53 % 256 for b in text.encode()[:120]))
        put("report", name, bytes([1]) + bytes(b * 71 % 256 for b in text.encode()[:600]))
    for path in sorted((ROOT / "rules").rglob("*.toml")):
        name = path.relative_to(ROOT / "rules").as_posix()
        put("rules", name.replace("/", "-"), f"{name}\n{path.read_text()}")
    for path in sorted((ROOT / "fixtures").rglob("report.json")):
        put("report", f"saved-{path.parent.name}", path.read_text())
    for path in sorted((ROOT / "tests" / "cmd").rglob("*.toml")):
        if path.name == "recoupe.toml" or "baseline" in path.name and path.parent.name != "cmd":
            known = "#b" if 'schema = "recoupe.baseline' in path.read_text() else ""
            put("config", f"{path.parent.name}-{path.name}", known + path.read_text())
    for n, block in enumerate(re.findall(r"```toml\n(.*?)```", (ROOT / "docs/configuration.md").read_text(), re.S)):
        put("config", f"page-{n}", block)
    put("index", "file", (ROOT / "tests/index/v1.db").read_bytes())
    for folder in sorted(SEEDS.iterdir()):
        print(f"{folder.name}: {len(list(folder.iterdir()))} seeds")


main()
