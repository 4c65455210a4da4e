/* Additions to Material's search box, which by itself opens with the query of `?q=` in the address. */
(function () {
  "use strict";

  var toggle = document.getElementById("__search");
  var field = document.querySelector("[data-md-component=search-query]");
  if (!toggle || !field) return;

  /* Tells the worker to fetch its index on the first use of the search box instead of on every page. */
  function touched() {
    if (!window.BroadcastChannel) return; // the first letter typed starts the worker instead
    removeEventListener("pointerover", hovered);
    toggle.removeEventListener("change", touched);
    field.removeEventListener("focus", touched);
    var channel = new BroadcastChannel("lexicon-search");
    channel.postMessage("touched");
    channel.close();
  }
  function hovered(event) {
    if (event.target.closest && event.target.closest("[for=__search], .md-search")) touched();
  }
  toggle.addEventListener("change", touched);
  field.addEventListener("focus", touched);
  addEventListener("pointerover", hovered);

  /* Material listens to keys only; this also searches text that is pasted, dictated or handwritten. */
  function search() {
    field.dispatchEvent(new Event("keyup"));
  }
  field.addEventListener("input", search);

  /* Safari sends the key that confirms or cancels a composition after its end; it must not reach the page. */
  addEventListener("keydown", function (event) {
    if (event.keyCode === 229 && (event.key === "Enter" || event.key === "Escape")) event.stopImmediatePropagation();
  }, true);

  /* A page restored from the back/forward cache has an open search box; this closes and empties it. */
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    if (toggle.checked) toggle.click();
    field.blur();
    field.value = "";
    search();
  });
})();
