//! Stories from templates: figures and names are settled once, words anew for each article.

use super::words::{Dice, firm, last_name, person, river, source, town};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// Bytes of an article, at least and at most.
const LENGTH: (usize, usize) = (2000, 6000);

/// All that `stories.txt` holds.
pub struct Templates<'a> {
    stories: Vec<Template<'a>>,
    frames: Vec<&'a str>,
    /// Lists of words for frames, by the name of their slot.
    lists: BTreeMap<&'a str, Vec<&'a str>>,
}

#[derive(Default)]
struct Template<'a> {
    /// Name, lowest, highest.
    facts: Vec<(&'a str, usize, usize)>,
    titles: Vec<&'a str>,
    /// The fact that a sentence states, and the sentence.
    sentences: Vec<(Option<&'a str>, &'a str)>,
}

/// One article.
pub struct Article {
    pub title: String,
    pub source: String,
    pub published: Date,
    pub body: String,
    /// The article before it that it contradicts, and in what.
    pub planted: Option<(usize, String)>,
    /// The facts that it states as they are.
    states: Vec<String>,
    copy: bool,
}

impl<'a> Templates<'a> {
    /// The error names the line that is wrong.
    pub fn parse(text: &'a str) -> Result<Self, String> {
        let mut out = Self { stories: Vec::new(), frames: Vec::new(), lists: BTreeMap::new() };
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
            let wrong = || format!("stories.txt:{}: {line}", n + 1);
            match (verb, out.stories.last_mut()) {
                ("story", _) => out.stories.push(Template::default()),
                ("fact", Some(story)) => {
                    let [name, low, high] = rest.split(' ').collect::<Vec<_>>()[..] else { return Err(wrong()) };
                    let number = |s: &str| s.parse::<usize>().map_err(|_| wrong());
                    story.facts.push((name, number(low)?, number(high)?));
                }
                ("title", Some(story)) => story.titles.push(rest),
                ("say", Some(story)) => story.sentences.push((None, rest)),
                ("key", Some(story)) => {
                    let (fact, sentence) = rest.split_once(' ').ok_or_else(wrong)?;
                    story.sentences.push((Some(fact), sentence));
                }
                ("filler", _) => {}
                ("frame", _) => out.frames.push(rest),
                ("nm" | "nf" | "am" | "af", _) => {
                    out.lists.insert(verb, rest.split(", ").collect());
                }
                _ => return Err(wrong()),
            }
        }
        Ok(out)
    }

    /// The articles of one story; copies and changed figures point to those before them.
    pub fn story(&self, dice: &mut Dice) -> Vec<Article> {
        let template = &self.stories[dice.below(self.stories.len())];
        let slots = slots(template, dice);
        // Most stories are told by a few, some by many.
        let roll = dice.below(1000);
        let count = 2 + roll * roll * roll * 39 / 1_000_000_000;
        let day = date(2014, 1, 1).saturating_add((dice.below(4000) as i64).days());
        let mut out: Vec<Article> = Vec::new();
        for _ in 0..count {
            let published = day.saturating_add((dice.below(4) as i64).days());
            let originals: Vec<usize> = (0..out.len()).filter(|&n| !out[n].copy && out[n].planted.is_none()).collect();
            let article = if !originals.is_empty() && dice.percent(12) {
                let original = &out[originals[dice.below(originals.len())]];
                self.copy(template, &slots, original, dice)
            } else {
                self.article(template, &slots, &out, dice)
            };
            out.push(Article { published, ..article });
        }
        out
    }

    /// The text of another article under another headline, sometimes without its end.
    fn copy(&self, template: &Template<'_>, slots: &Slots, original: &Article, dice: &mut Dice) -> Article {
        let mut paragraphs: Vec<&str> = original.body.split("\n\n").collect();
        if dice.percent(40) && paragraphs.len() > 4 {
            paragraphs.pop();
        }
        Article {
            title: sentence(template.titles[dice.below(template.titles.len())], dice, &|name| slots[name].clone()),
            source: source(dice),
            published: original.published,
            body: paragraphs.join("\n\n"),
            planted: None,
            states: Vec::new(),
            copy: true,
        }
    }

    fn article(&self, template: &Template<'_>, slots: &Slots, before: &[Article], dice: &mut Dice) -> Article {
        let own = source(dice);
        // A figure that another paper has stated as it is may be planted with another one.
        let stated: Vec<(usize, &String)> = before
            .iter()
            .enumerate()
            .filter(|(_, a)| a.source != own)
            .flat_map(|(n, a)| a.states.iter().map(move |fact| (n, fact)))
            .collect();
        let planted =
            if !stated.is_empty() && dice.percent(11) { Some(stated[dice.below(stated.len())]) } else { None };
        let mut slots = slots.clone();
        let planted = planted.map(|(other, fact)| {
            let right = slots[fact.as_str()].clone();
            let number: usize = right.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0);
            let wrong = grouped(number + 3 + number * dice.between(20, 70) / 100);
            let what = format!("{fact}: {right} | {wrong}");
            slots.insert(fact.clone(), wrong);
            (other, fact.clone(), what)
        });
        let mut states = Vec::new();
        let mut sentences = Vec::new();
        for &(fact, text) in &template.sentences {
            let changed = planted.as_ref().is_some_and(|(_, f, _)| fact == Some(f.as_str()));
            if !(changed || dice.percent(68)) {
                continue;
            }
            if let (Some(fact), None) = (fact, &planted) {
                states.push(fact.to_owned());
            }
            sentences.push(sentence(text, dice, &|name| slots[name].clone()));
        }
        let target = dice.between(LENGTH.0, LENGTH.1);
        let mut length: usize = sentences.iter().map(String::len).sum();
        while length < target {
            let filler = self.filler(dice);
            length += filler.len() + 1;
            // What is beside the point stands after what opens the article.
            let at = dice.between(sentences.len().min(3), sentences.len());
            sentences.insert(at, filler);
        }
        let mut body = String::new();
        for (n, text) in sentences.iter().enumerate() {
            let gap = if n == 0 {
                ""
            } else if dice.percent(38) {
                "\n\n"
            } else {
                " "
            };
            body += gap;
            body += text;
        }
        Article {
            title: sentence(template.titles[dice.below(template.titles.len())], dice, &|name| slots[name].clone()),
            source: own,
            published: date(2014, 1, 1),
            body,
            planted: planted.map(|(other, _, what)| (other, what)),
            states,
            copy: false,
        }
    }

    /// A sentence about something else.
    fn filler(&self, dice: &mut Dice) -> String {
        let frame = self.frames[dice.below(self.frames.len())];
        let mut words: BTreeMap<&str, String> =
            self.lists.iter().map(|(&name, list)| (name, dice.pick(list).to_owned())).collect();
        let (first, last) = person(dice);
        words.insert("passant", format!("{first} {last}"));
        sentence(frame, dice, &|name| match name {
            "Nm" => words["nm"].clone(),
            "Nf" => words["nf"].clone(),
            _ => words[name].clone(),
        })
    }
}

/// What is settled once for a story.
type Slots = BTreeMap<String, String>;

fn slots(template: &Template<'_>, dice: &mut Dice) -> Slots {
    let mut out = Slots::new();
    for &(name, low, high) in &template.facts {
        out.insert(name.to_owned(), grouped(dice.between(low, high)));
    }
    for name in ["mayor", "prefect", "witness", "expert", "boss"] {
        let (first, last) = person(dice);
        out.insert(name.to_owned(), format!("{first} {last}"));
        out.insert(format!("{name}*"), last);
    }
    let amount = dice.between(11, 390);
    let others = [
        ("town", town(dice)),
        ("town2", town(dice)),
        ("street", last_name(dice)),
        ("river", river(dice)),
        ("firm", firm(dice)),
        ("firm2", firm(dice)),
        ("amount", format!("{},{}", amount / 10, amount % 10)),
    ];
    out.extend(others.map(|(name, value)| (name.to_owned(), value)));
    out
}

/// A number as it is written in French.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// Chooses among `[a|b]`, fills `{…}`, and writes it as French does.
fn sentence(text: &str, dice: &mut Dice, slot: &dyn Fn(&str) -> String) -> String {
    let mut chosen = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let (choices, after) = after.split_once(']').unwrap_or((after, ""));
        chosen += before;
        chosen += dice.pick(&choices.split('|').collect::<Vec<_>>());
        rest = after;
    }
    chosen += rest;
    let mut out = String::new();
    let mut rest = chosen.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out += before;
        out += &slot(name);
        rest = after;
    }
    out += rest;
    for (wrong, right) in [(" de le ", " du "), (" à le ", " au "), ("d' ", "d'"), (" ,", ","), ("  ", " ")] {
        out = out.replace(wrong, right);
    }
    let mut letters = out.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
