/**
 * The web worker of Material's search box. It implements the message protocol of Material 9.8.1:
 *
 *   in   {type: 0, data: {config, docs, options}}   setup, when the page is loaded
 *   out  {type: 1}                                  ready for queries
 *   in   {type: 2, data: "query"}
 *   out  {type: 3, data: {items: [[document], …], suggest?: [word, …]}}
 *
 * The language is a parameter of the worker's address (`?lang=zh`). The index is `search/index.<lang>.json` below the
 * root of the site, two folders above this script, unless the address names another (`&index=`). If a script has defined
 * `self.lexiconIndexes`, because a site opened from a folder cannot fetch, the index comes from there.
 *
 * Material starts the worker on every page. The index is fetched on the first use of the search box, which the page
 * reports through a BroadcastChannel (`search-address.js`), or else at the first query.
 */

import { Engine, Way } from "./engine.js";
import { toDocument } from "./render.js";

const Message = { SETUP: 0, READY: 1, QUERY: 2, RESULT: 3 };
const CHANNEL = "lexicon-search";

const parameters = new URL(self.location.href).searchParams;
const language = parameters.get("lang") || "en";
let loading = null;
let latest = 0;

/** A promise of the engine with its index; after a failure, the next query tries again. */
function engine() {
  loading ??= index().then((content) => new Engine(content));
  loading.catch(() => (loading = null));
  return loading;
}

async function index() {
  const ready = self.lexiconIndexes?.[language];
  if (ready) return ready;
  const address = new URL(parameters.get("index") ?? `../../search/index.${language}.json`, self.location.href);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return answer.json();
}

async function answer(query) {
  if (!query.trim()) return { items: [] };
  const found = await engine();
  const results = found.search(query);
  const isGuess = results[0]?.way === Way.GUESS;
  const items = results.map((result, i) => [toDocument(result, found.index, isGuess && i === 0)]);
  return { items, suggest: found.complete(query, results) };
}

async function reply(query) {
  const turn = ++latest;
  let data = { items: [] };
  try {
    data = await answer(query);
  } catch (error) {
    console.error("search:", error);
  }
  // Several queries may arrive while the index is loading; only the last one is answered.
  if (turn === latest) self.postMessage({ type: Message.RESULT, data });
}

self.addEventListener("message", ({ data: { type, data } }) => {
  if (type === Message.SETUP) self.postMessage({ type: Message.READY });
  else if (type === Message.QUERY) reply(data);
});

if (self.BroadcastChannel) {
  new BroadcastChannel(CHANNEL).onmessage = () =>
    engine().then(
      (found) => found.warm(),
      (error) => console.error("search:", error),
    );
}
