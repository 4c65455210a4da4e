/**
 * The worker behind Material's search box (9.8.1), which sends and expects numbered messages.
 *
 *   in   {type: 0, data: {config, docs, options}}   the page was loaded
 *   out  {type: 1}                                  ready for queries
 *   in   {type: 2, data: "query"}
 *   out  {type: 3, data: {items: [[document], …], suggest?: [word, …]}}
 *
 * Its language is that of its address (`?lang=zh`). The index lies at `search/index.<lang>.json` below the root of the
 * site, two folders up from this script, unless the address names another (`&index=`); and if a script has defined
 * `self.lexiconIndexes` (a site opened from disk may not fetch), it is taken from there.
 *
 * Material starts the worker with every page. The index is only fetched once somebody touches the search box, of which
 * the page tells through a channel (`search-address.js`), or else types the first letter.
 */

import { Engine, Way } from "./engine.js";
import { toDocument } from "./render.js";

const Message = { SETUP: 0, READY: 1, QUERY: 2, RESULT: 3 };
const CHANNEL = "lexicon-search";

const parameters = new URL(self.location.href).searchParams;
const language = parameters.get("lang") || "en";
let loading = null;
let latest = 0;

/** The engine with its index; a failure is forgotten, so that the next letter tries again. */
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
  // While the index is loading, more may have been typed: only the last query is answered.
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
