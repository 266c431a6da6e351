//! A tree of elements → plain text: paragraphs apart by an empty line, items and rows on lines of
//! their own.

use dom_query::{Document, NodeRef};

/// Elements whose text is none of the article's. Struck text was taken back by the article itself.
const DROPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "math",
    "iframe",
    "object",
    "video",
    "audio",
    "canvas",
    "select",
    "textarea",
    "button",
    "figcaption",
    "aside",
    "nav",
    "dialog",
    "del",
    "s",
    "strike",
    "rp",
    "rt",
];

/// Elements that stand apart from what is around them by an empty line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "caption",
];

/// Elements that stand on a line of their own.
const LINES: &[&str] = &["li", "tr", "dt", "dd", "option", "legend"];

/// What is between the cells of a row, so that no cell is read on into the next.
const CELL: &str = " | ";

/// The text of a piece of HTML, such as the content of a feed's entry.
pub(in crate::ingest) fn of_fragment(html: &str) -> String {
    of(&Document::from(html).root(), true)
}

/// The text of a part of a page. Lines that are links and nothing else lead away from the article,
/// and are dropped.
pub(super) fn of_page(html: &str) -> String {
    of(&Document::from(html).root(), false)
}

/// One line of text of a piece of HTML, such as a title with entities in it.
pub(in crate::ingest) fn line_of_fragment(html: &str) -> String {
    of_fragment(html).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text under `root`, without a line end at its end.
fn of(root: &NodeRef<'_>, links_alone: bool) -> String {
    let mut out = Writer { links_alone, ..Writer::default() };
    // A stack in place of recursion: pages nest as deep as they like.
    let mut stack = vec![(*root, false)];
    let mut preformatted = 0_usize;
    let mut links = 0_usize;
    while let Some((node, leaving)) = stack.pop() {
        if node.is_text() {
            out.in_link = links > 0;
            out.text(&node.text(), preformatted > 0);
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        let name: &str = &name;
        if leaving {
            preformatted -= usize::from(name == "pre");
            links -= usize::from(name == "a");
            out.leave(name);
            continue;
        }
        if DROPPED.contains(&name) || is_hidden(&node) {
            continue;
        }
        preformatted += usize::from(name == "pre");
        links += usize::from(name == "a");
        out.enter(name);
        stack.push((node, true));
        stack.extend(node.children_it(true).map(|child| (child, false)));
    }
    out.end_line();
    out.done
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|v| &*v == "true")
}

/// Text so far, and the break that is due before more of it.
#[derive(Default)]
struct Writer {
    done: String,
    /// Line ends due: 0, 1 or 2.
    breaks: usize,
    /// A space is due.
    space: bool,
    /// A cell ended in this row.
    cell: bool,
    /// A cell has begun and holds nothing yet.
    fresh: bool,
    /// Lines of nothing but links are kept.
    links_alone: bool,
    /// What comes is the text of a link.
    in_link: bool,
    /// Where the line began, with the line ends before it.
    line: usize,
    /// The line holds words that are no link.
    own: bool,
}

impl Writer {
    fn enter(&mut self, name: &str) {
        match name {
            "br" => self.breaks = (self.breaks + 1).min(2),
            "td" | "th" => self.fresh = true,
            // Browsers show it in quotation marks that are not in the page.
            "q" => self.put("“"),
            _ => self.border(name),
        }
    }

    fn leave(&mut self, name: &str) {
        match name {
            "td" | "th" => {
                if !self.fresh {
                    (self.breaks, self.cell) = (0, true);
                }
                self.fresh = false;
            }
            "q" => {
                self.space = false;
                self.put("”");
            }
            _ => self.border(name),
        }
    }

    fn border(&mut self, name: &str) {
        // The paragraph of a cell stands in its row.
        if self.fresh {
            return;
        }
        if BLOCKS.contains(&name) {
            self.breaks = 2;
        } else if LINES.contains(&name) {
            self.breaks = self.breaks.max(1);
        }
    }

    fn text(&mut self, text: &str, preformatted: bool) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.space = true;
                self.breaks = if preformatted { (self.breaks + 1).min(2) } else { self.breaks };
            }
            // No-break spaces are part of the text (12 000); others are one and the same.
            let mut words = line.split([' ', '\t', '\r', '\u{c}']).peekable();
            while let Some(word) = words.next() {
                if !word.is_empty() {
                    self.put(word);
                }
                self.space |= words.peek().is_some();
            }
        }
    }

    /// Takes back a line that is nothing but links.
    fn end_line(&mut self) {
        if !self.links_alone && !self.own {
            self.done.truncate(self.line);
            self.breaks = 2;
        }
        self.done.truncate(self.done.trim_end().len());
        (self.line, self.own) = (self.done.len(), false);
    }

    fn put(&mut self, word: &str) {
        // Hard spaces hold words together, and at the ends of a line there is nothing to hold.
        let begins = self.breaks > 0 || self.done.is_empty();
        let word = if begins { word.trim_start() } else { word };
        if word.is_empty() {
            return;
        }
        if self.breaks > 0 {
            self.end_line();
        }
        if self.cell && self.breaks == 0 {
            self.done.push_str(CELL);
        } else if !self.done.is_empty() {
            match self.breaks {
                0 if self.space => self.done.push(' '),
                0 => {}
                n => self.done.extend(std::iter::repeat_n('\n', n)),
            }
        }
        (self.breaks, self.space, self.cell, self.fresh) = (0, false, false, false);
        self.own |= !self.in_link && word.contains(char::is_alphanumeric);
        self.done.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::{of_fragment, of_page};

    #[test]
    fn blocks_are_apart_and_inline_elements_are_not() {
        let html =
            "<div><h2>Le port</h2><p>Le <b>1</b><sup>er</sup> mai,\n  <a href=x>deux</a> navires.</p><p>Fin.</p></div>";
        assert_eq!(of_fragment(html), "Le port\n\nLe 1er mai, deux navires.\n\nFin.");
        assert_eq!(of_fragment("<div>Un<div>Deux</div>Trois</div>"), "Un\n\nDeux\n\nTrois");
        assert_eq!(of_fragment("Un.<br>Deux.<br><br>\nTrois."), "Un.\nDeux.\n\nTrois.");
    }

    #[test]
    fn items_and_rows_are_lines_and_cells_do_not_run_together() {
        assert_eq!(
            of_fragment("Bilan :<ul><li>12 morts</li> <li>40 blessés</li></ul>Fin."),
            "Bilan :\n\n12 morts\n40 blessés\n\nFin."
        );
        let table = "<table><tr><th>Ville</th> <th>Morts</th></tr><tr><td>Arvel</td><td><p>12</p></td></tr></table>";
        assert_eq!(of_fragment(table), "Ville | Morts\nArvel | 12");
    }

    #[test]
    fn lines_of_links_are_no_text_of_a_page() {
        let html = "<ul><li><a>Accueil</a> |</li><li><a>Port</a></li></ul><p>Le <a>port</a> ferme.<p><a>Lire</a> <a>aussi</a><p>Fin.<p><a>Haut</a>";
        assert_eq!(of_page(html), "Le port ferme.\n\nFin.");
        assert_eq!(of_fragment("<p><a>Le port ferme.</a></p>"), "Le port ferme.");
    }

    #[test]
    fn what_is_not_shown_or_was_taken_back_is_dropped() {
        let html = "<p>Il y a <s>12</s> <del>13</del> 14 morts.</p><script>x()</script><figure><img><figcaption>Photo</figcaption></figure><aside>Lire aussi</aside><p hidden>a</p><p>Fin.";
        assert_eq!(of_fragment(html), "Il y a 14 morts.\n\nFin.");
    }

    #[test]
    fn entities_quotations_and_hard_spaces_are_text() {
        let html = "Il dit&nbsp;: <q>12&#8239;000 <i>morts</i></q>, &laquo;&nbsp;non&nbsp;&raquo; &amp; &lt;b&gt;";
        assert_eq!(of_fragment(html), "Il dit\u{a0}: “12\u{202f}000 morts”, «\u{a0}non\u{a0}» & <b>");
        assert_eq!(of_fragment("<p>&nbsp;<p>&nbsp;<i>12</i>&nbsp;<b>morts</b>&nbsp;<p>Fin."), "12\u{a0}morts\n\nFin.");
        assert_eq!(of_fragment("<pre>Un\nDeux  trois</pre>"), "Un\nDeux trois");
    }
}
