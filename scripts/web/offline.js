/**
 * Search in a site opened from a folder, where browsers neither start workers nor fetch files.
 *
 * Replaces `Worker` by an object that runs the worker's code in the page (`lexiconWorker`, which `lexicon offline`
 * inserts) and loads the index as a script on first use. Addresses in results get the file name `index.html`. This is
 * a classic script that runs before all others; it does nothing on a page from a server.
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

  /* The worker's `self.lexiconIndexes`, with a getter that returns a promise of the index of the worker's language. */
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
