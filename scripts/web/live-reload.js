/**
 * Reloads the page when the site has changed, and shows the report of faults as an overlay.
 *
 * `lexicon serve` adds this script to pages. Its server sends the state {version, report} as an event on connection and
 * after every change. Hidden pages disconnect, because browsers limit the number of connections per host.
 */
(function () {
  "use strict";
  var shown = document.currentScript.dataset.version;
  var RETRY_DELAY = 1000; // milliseconds before reconnecting to a server that refused

  var overlay = document.createElement("pre");
  overlay.id = "live-report";
  overlay.setAttribute("role", "alert");
  Object.assign(overlay.style, {
    position: "fixed", inset: "0", zIndex: "1000", margin: "0", padding: "2rem", overflow: "auto",
    background: "#16181d", color: "#f2f2f2", font: "14px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap"
  });

  var source;

  function update(event) {
    var state = JSON.parse(event.data);
    if (state.version !== shown) { location.reload(); return; }
    if (!state.report) return; // an overlay disappears with the reload to the next version
    overlay.textContent = state.report;
    document.body.append(overlay);
  }

  function listen() {
    if (source) source.close();
    if (document.visibilityState === "hidden") return;
    source = new EventSource("/.live/events");
    source.onmessage = update;
    source.onerror = function () {
      if (this.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_DELAY);
    };
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
