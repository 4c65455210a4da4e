/**
 * Search in a site that was opened from a folder: from there browsers neither start workers nor fetch files.
 *
 * A stand-in for Worker that runs our worker's code in the page (`lexiconWorker`, which the build puts into this file)
 * and hands it the index from a script that is loaded on first use. Addresses in results get file names
 * (`index.html`). A classic script, before all others; does nothing where there is a server.
 */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  var RESULT = 3;

  function load(address) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () { reject(new Error(address + " cannot be read")); };
      document.head.append(script);
    });
  }

  /* The worker's `self.lexiconIndexes`: a getter that loads the index of its language, and promises it. */
  function indexes(address) {
    var found = {}, language = address.searchParams.get("lang");
    Object.defineProperty(found, language, {
      get: function () {
        return load(new URL("../../search/index." + language + ".js", address).href).then(function () {
          return window.lexiconIndexes[language];
        });
      },
    });
    return found;
  }

  function withFileNames(message) {
    if (message.type === RESULT) {
      message.data.items.flat().forEach(function (result) {
        result.location = result.location.replace(/(^|\/)(?=$|[?#])/, "$1index.html");
      });
    }
    return message;
  }

  function send(target, data) {
    setTimeout(function () { target.dispatchEvent(new MessageEvent("message", { data: data })); });
  }

  window.Worker = function (address) {
    var page = new EventTarget(), worker = new EventTarget();
    page.postMessage = function (data) { send(worker, data); };
    page.terminate = function () {};
    worker.postMessage = function (data) { send(page, withFileNames(data)); };
    worker.location = new URL(address, location.href);
    worker.lexiconIndexes = indexes(worker.location);
    worker.BroadcastChannel = window.BroadcastChannel;
    lexiconWorker(worker);
    return page;
  };

  function lexiconWorker(self) {
    /* worker.js */
  }
})();
