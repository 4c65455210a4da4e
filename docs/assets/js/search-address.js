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

  /* Material listens to keys only; this also searches text that is pasted, dictated or handwritten. */
  field.addEventListener("input", function () {
    field.dispatchEvent(new Event("keyup"));
  });
})();
