/* The interactive parts of the pages. Each finds its elements and does nothing where there are none. */
(function () {
  "use strict";

  var languages = document.querySelector(".languages");

  /* The language links lead to the same page; this adds the query and the anchor of the current address. */
  function keepPlace() {
    if (!document.head.querySelector("link[hreflang]")) return; // a 404 page has no counterpart in the other language
    languages.querySelectorAll("a").forEach(function (link) {
      var target = new URL(link.getAttribute("href"), document.baseURI);
      var query = document.querySelector("[data-md-component=search-query]");
      var parameters = new URLSearchParams(location.search);
      if (query && query.value.trim()) parameters.set("q", query.value.trim());
      target.search = parameters.toString();
      target.hash = location.hash;
      link.href = target.href;
    });
  }
  if (languages) {
    keepPlace();
    addEventListener("hashchange", keepPlace);
    languages.addEventListener("pointerdown", keepPlace);
    languages.addEventListener("focusin", keepPlace);
  }

  /* Copying: code, a formula's TeX, a term's permanent address; selected formulas are copied as TeX too. */
  var words = JSON.parse(document.getElementById("words").textContent);
  function copy(text, element) {
    var clipboard = navigator.clipboard; // undefined on pages without TLS
    (clipboard ? clipboard.writeText(text) : Promise.reject()).then(function () {
      var label = element.textContent;
      if (label === words.copied) return; // second click: the first one restores the label
      element.textContent = words.copied;
      setTimeout(function () { element.textContent = label; }, 1500);
    }, function () { offer(text, element); });
  }
  /* If the browser refuses to copy, the text is shown selected in a field for copying by hand. */
  function offer(text, element) {
    var field = Object.assign(document.createElement("input"), { readOnly: true, className: "copy-field", value: text });
    field.setAttribute("aria-label", words.copy);
    field.addEventListener("blur", function () { field.remove(); });
    element.after(field);
    field.select();
  }
  document.querySelectorAll(".highlight").forEach(function (block) {
    if (block.querySelector("code")) block.append(Object.assign(document.createElement("button"),
      { type: "button", className: "copy-button", textContent: words.copy }));
  });
  document.querySelectorAll(".copy-button").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var formula = button.parentElement.querySelector("[data-tex]");
      copy(formula ? formula.dataset.tex : button.parentElement.querySelector("code").textContent, button);
    });
  });
  document.querySelectorAll(".term-permalink").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      copy(link.href, link);
    });
  });
  /* The selected content, with the whole of a formula where only a part of it is selected. */
  function selected(selection) {
    var copied = document.createElement("div");
    for (var i = 0; i < selection.rangeCount; i++) {
      var range = selection.getRangeAt(i), within = range.commonAncestorContainer;
      if (!within.closest) within = within.parentElement || document.body;
      var formula = within.closest("[data-tex]");
      copied.append(formula ? formula.cloneNode(true) : range.cloneContents());
    }
    return copied;
  }
  function asText(copied) {
    copied.querySelectorAll("[data-tex]").forEach(function (formula) {
      var mark = formula.tagName === "DIV" ? "$$" : "$", text = document.createElement(formula.tagName);
      text.textContent = mark + formula.dataset.tex + mark;
      formula.replaceWith(text);
    });
    copied.querySelectorAll("button, .term-foot, [hidden], input, script, svg").forEach(function (extra) { extra.remove(); });
    copied.querySelectorAll("a[href]").forEach(function (link) { link.setAttribute("href", link.href); });
  }
  document.addEventListener("copy", function (event) {
    var selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    var copied = selected(selection);
    if (!copied.querySelector("[data-tex]")) return;
    asText(copied);
    document.querySelector(".md-content__inner").append(copied); // innerText needs layout for line breaks
    event.clipboardData.setData("text/plain", copied.innerText.replace(/\n{3,}/g, "\n\n").trim());
    event.clipboardData.setData("text/html", copied.innerHTML);
    copied.remove();
    event.preventDefault();
  });

  /* Boxes that scroll sideways can be focused, so that the arrow keys scroll them. */
  function makeScrollable() {
    document.querySelectorAll(".math--display, .figure__view").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }
  makeScrollable();
  addEventListener("resize", makeScrollable);

  /* Hover previews: the definition and the first formula of the term that a link leads to. */
  var card, cards = new Map(), opening, showing;
  function isTerm(link) {
    return link.origin === location.origin && /\/terms\/[^/]+\/(index\.html)?$/.test(link.pathname) &&
      link.pathname !== location.pathname && !link.closest(".term-neighbours, .languages, .preview");
  }
  function load(link) {
    var address = link.origin + link.pathname;
    if (!cards.has(address)) {
      cards.set(address, fetch(address).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }).then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        return [".term-definition", ".formula"].map(function (part) {
          var found = page.querySelector(part);
          if (found) found.querySelectorAll("button, .formula-legend").forEach(function (extra) { extra.remove(); });
          if (found) found.removeAttribute("id");
          return found;
        }).filter(Boolean);
      }).catch(function () { cards.delete(address); return []; }));
    }
    return cards.get(address);
  }
  function place(link) {
    var box = link.getClientRects()[0] || link.getBoundingClientRect();
    var width = Math.min(440, document.documentElement.clientWidth - 24);
    card.style.width = width + "px";
    card.style.left = Math.max(12, Math.min(box.left, document.documentElement.clientWidth - width - 12)) + scrollX + "px";
    var below = box.bottom + card.offsetHeight + 12 < innerHeight || box.top < card.offsetHeight + 12;
    card.style.top = (below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + scrollY + "px";
  }
  function show(link) {
    load(link).then(function (parts) {
      if (showing !== link || !parts.length) return;
      card = card || document.body.appendChild(Object.assign(document.createElement("div"), { className: "preview md-typeset" }));
      card.setAttribute("role", "tooltip");
      card.id = "preview";
      card.replaceChildren.apply(card, parts.map(function (part) { return document.importNode(part, true); }));
      card.querySelectorAll("a").forEach(function (inner) { inner.replaceWith.apply(inner, Array.from(inner.childNodes)); });
      card.hidden = false;
      link.setAttribute("aria-describedby", "preview");
      place(link);
    });
  }
  function hide() {
    clearTimeout(opening);
    if (showing) showing.removeAttribute("aria-describedby");
    showing = undefined;
    if (card) card.hidden = true;
  }
  function onPoint(event) {
    var link = event.target.closest && event.target.closest(".md-content a[href]");
    if (link === showing || event.target.closest && event.target.closest(".preview")) return;
    hide();
    if (!link || !isTerm(link) || location.protocol === "file:") return;
    showing = link;
    opening = setTimeout(show, event.type === "focusin" ? 0 : 200, link);
  }
  document.addEventListener("pointerover", function (event) { if (event.pointerType !== "touch") onPoint(event); });
  document.addEventListener("focusin", onPoint);
  addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
  addEventListener("pagehide", hide); // otherwise it would still be open after Back
  addEventListener("scroll", function () { if (card && !card.hidden && !card.matches(":hover")) hide(); }, { passive: true });

  /* A–Z: filter the list by words and by topic. */
  var filter = document.querySelector(".filter");
  function filterEntries() {
    var words = filter.querySelector(".filter-words").value.toLowerCase().trim();
    var topic = filter.querySelector(".filter-topic").value, any = false;
    document.querySelectorAll(".entry").forEach(function (entry) {
      var fits = (!words || entry.dataset.names.includes(words)) && (!topic || entry.dataset.topic === topic);
      entry.hidden = !fits;
      any = any || fits;
    });
    document.querySelectorAll(".letter").forEach(function (letter) {
      var next = letter.nextElementSibling, used = false;
      for (; next && next.classList.contains("entry"); next = next.nextElementSibling) used = used || !next.hidden;
      letter.hidden = !used;
    });
    filter.querySelector(".filter-none").hidden = any;
  }
  if (filter) {
    filter.addEventListener("input", filterEntries);
    addEventListener("pageshow", filterEntries); // browsers restore form values after scripts have run
  }

  /* The large box of the home page opens the search. */
  document.querySelectorAll(".home-search").forEach(function (button) {
    button.addEventListener("click", function () {
      var toggle = document.getElementById("__search");
      if (!toggle.checked) toggle.click();
      document.querySelector("[data-md-component=search-query]").focus();
    });
  });
})();
