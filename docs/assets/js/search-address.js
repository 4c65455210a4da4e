/* Additions to Material's search box, which by itself opens with the query of `?q=` in the address. */
(function () {
  "use strict";

  var toggle = document.getElementById("__search");
  var field = document.querySelector("[data-md-component=search-query]");
  if (!toggle || !field) return;

  /* Tells the worker to fetch its index when the search box is first touched, instead of on every page. */
  function touched() {
    if (!window.BroadcastChannel) return; // then the first letter typed does it
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

  /* Material listens to keys only: text that is pasted, dictated or handwritten is searched as well. */
  function search() {
    field.dispatchEvent(new Event("keyup"));
  }
  field.addEventListener("input", search);

  /* Safari ends a composition before it sends the key that confirmed or cancelled it, which is not meant for the page. */
  addEventListener("keydown", function (event) {
    if (event.keyCode === 229 && (event.key === "Enter" || event.key === "Escape")) event.stopImmediatePropagation();
  }, true);

  /* A page that the browser kept comes back with the box as it was left. Material opens it when it gets the focus. */
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    if (toggle.checked) toggle.click();
    field.blur();
    field.value = "";
    search();
  });
})();
