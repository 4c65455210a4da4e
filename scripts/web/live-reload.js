/**
 * Reloads the page when the site has changed, and lays the report over it while the glossary has faults.
 *
 * Only in pages that `lexicon serve` hands out. The server sends the state of the site when it is asked and whenever it
 * changes: {version, report}. A page that nobody sees does not ask, since browsers hold few connections to one host.
 */
(function () {
  "use strict";
  var shown = document.currentScript.dataset.version;
  var AGAIN = 1000; // milliseconds until a server that refused is asked again

  var overlay = document.createElement("pre");
  overlay.id = "live-report";
  overlay.setAttribute("role", "alert");
  Object.assign(overlay.style, {
    position: "fixed", inset: "0", zIndex: "1000", margin: "0", padding: "2rem", overflow: "auto",
    background: "#16181d", color: "#f2f2f2", font: "14px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap"
  });

  var source;

  function heed(event) {
    var state = JSON.parse(event.data);
    if (state.version !== shown) { location.reload(); return; }
    if (!state.report) return; // one that is there goes with the reload: only a new version ends it
    overlay.textContent = state.report;
    document.body.append(overlay);
  }

  function listen() {
    if (source) source.close();
    if (document.visibilityState === "hidden") return;
    source = new EventSource("/.live/events");
    source.onmessage = heed;
    source.onerror = function () {
      if (this.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
    };
  }

  document.addEventListener("visibilitychange", listen);
  listen();
})();
