// Filter, order, deep links and keys. The page is whole without it.
(function () {
  "use strict";
  var by = function (id) { return document.getElementById(id); };
  var findings = Array.prototype.slice.call(document.querySelectorAll("#findings .f"));
  var lists = Array.prototype.slice.call(document.querySelectorAll("#findings .list"));
  var stories = Array.prototype.slice.call(document.querySelectorAll("#findings .story"));
  var controls = ["q", "by-s", "by-k", "by-a", "order"].map(by);
  // A template of the user's own may have no filter.
  var filters = controls.every(Boolean);
  var texts = null;
  var plain = function (text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\s+/g, " ");
  };

  // Opens what folds an element away.
  function unfold(element) {
    for (var e = element; e; e = e.parentElement) {
      if (e.tagName === "DETAILS") e.open = true;
      if (e.hidden) e.hidden = false;
    }
  }

  function filter() {
    var words = plain(by("q").value).split(" ").filter(Boolean);
    var s = by("by-s").value, k = by("by-k").value, a = by("by-a").value;
    if (words.length && !texts) texts = findings.map(function (f) { return plain(f.textContent); });
    var n = 0;
    findings.forEach(function (f, i) {
      var on = (!s || f.dataset.s === s) && (!k || f.dataset.k === k) &&
        (!a || f.dataset.a.split(" ").indexOf(a) >= 0) &&
        words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      f.hidden = !on;
      if (on) n += 1;
    });
    var active = Boolean(words.length || s || k || a);
    stories.forEach(function (story) {
      var notes = story.querySelector(".notes");
      var seen = story.querySelector(".f:not([hidden])");
      story.hidden = active && !seen;
      if (!notes) return;
      var some = notes.querySelector(".f:not([hidden])");
      notes.hidden = !some;
      // What was found must be seen; without a filter notes are folded again.
      if (active && some) { notes.dataset.auto = "1"; notes.open = true; }
      if (!active && notes.dataset.auto) { delete notes.dataset.auto; notes.open = false; }
    });
    by("count").textContent = String(n);
    by("none").hidden = n > 0 || !findings.length;
  }

  function order() {
    var how = by("order").value;
    var number = function (f) { return Number(f.dataset.n); };
    var than = {
      g: function () { return 0; },
      c: function (x, y) { return Number(y.dataset.c) - Number(x.dataset.c); },
      k: function (x, y) { return x.dataset.k < y.dataset.k ? -1 : x.dataset.k > y.dataset.k ? 1 : 0; },
      d: function (x, y) { return x.dataset.d > y.dataset.d ? -1 : x.dataset.d < y.dataset.d ? 1 : 0; }
    }[how];
    lists.forEach(function (list) {
      Array.prototype.slice.call(list.children)
        .sort(function (x, y) { return than(x, y) || number(x) - number(y); })
        .forEach(function (f) { list.appendChild(f); });
    });
  }

  function clear() {
    if (!filters) return;
    controls.forEach(function (c) { if (c.id === "q") c.value = ""; else c.selectedIndex = 0; });
    filter();
    order();
  }

  // What was out of sight has an estimated height until it is drawn, and moves what is below it.
  function show(target, times) {
    target.scrollIntoView();
    if (times > 1) requestAnimationFrame(function () { show(target, times - 1); });
  }

  function land() {
    var id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (e) { return; }
    var target = id && by(id);
    if (!target) return;
    if (target.hidden || target.closest("[hidden]")) clear();
    unfold(target);
    show(target, 4);
    // A mark in a text is no control: it takes the focus only as the place to go on reading from.
    if (!target.hasAttribute("tabindex") && target.tagName !== "DETAILS") target.setAttribute("tabindex", "-1");
    (target.tagName === "DETAILS" ? target.querySelector("summary") : target).focus({ preventScroll: true });
  }

  function fold(open) {
    document.querySelectorAll("#findings details").forEach(function (d) { d.open = open; });
  }

  function listen() {
    by("filter").hidden = false;
    by("count-all").textContent = String(findings.length);
    by("q").addEventListener("input", filter);
    ["by-s", "by-k", "by-a"].forEach(function (id) { by(id).addEventListener("change", filter); });
    by("order").addEventListener("change", order);
    by("clear").addEventListener("click", function () { clear(); by("q").focus(); });
    by("open").addEventListener("click", function () { fold(true); });
    by("close").addEventListener("click", function () { fold(false); });
    document.addEventListener("keydown", keys);
    filter();
  }

  function keys(event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      by("q").focus();
    } else if (event.key === "Escape" && event.target.id === "q") {
      clear();
    }
  }

  if (filters) listen();
  window.addEventListener("hashchange", land);
  // The same link twice does not change the address.
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { event.preventDefault(); land(); }
  });
  // Notes are read on paper too.
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll("#findings .notes:not([open])"));
    closed.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { closed.forEach(function (d) { d.open = false; }); });
  land();
})();
