/* What Material's search box lacks. It opens itself with the query of `?q=` in the address; the rest is here. */
(function () {
  "use strict";

  var toggle = document.getElementById("__search");
  var field = document.querySelector("[data-md-component=search-query]");
  if (!toggle || !field) return;

  /* The worker fetches its index when the box is first touched, not with every page. */
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

  /* Material listens to keys only: text that is pasted, dictated or drawn is to be searched as well. */
  field.addEventListener("input", function () {
    field.dispatchEvent(new Event("keyup"));
  });
})();
