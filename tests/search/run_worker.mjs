/**
 * Run the worker script as a browser does, with the messages that Material sends.
 *
 *   in   {script, language, index, queries, repeat?}
 *   out  {asked: address, ready: milliseconds with the first query, answers: [data, …], times: [milliseconds, …]}
 */
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const { script, language, index, queries, repeat = 1 } = JSON.parse(readFileSync(0, "utf8"));
const listeners = [];
let received = null;
globalThis.self = {
  location: { href: `https://words.example/assets/search/worker.js?lang=${language}` },
  addEventListener: (_, listener) => listeners.push(listener),
  // No BroadcastChannel: it would keep Node from ending.
  postMessage: (message) => received(message),
};
let asked = "";
const text = JSON.stringify(index);
globalThis.fetch = async (address) => {
  asked = String(address);
  return { ok: true, json: async () => JSON.parse(text) };
};
runInThisContext(script);

const send = (type, data) =>
  new Promise((resolve) => {
    received = resolve;
    for (const listener of listeners) listener({ data: { type, data } });
  });

const { type } = await send(0, { config: {}, docs: [], options: {} });
if (type !== 1) throw new Error(`expected the worker to be ready, got message ${type}`);

if (asked) throw new Error("the index was fetched before anything was typed");

const start = performance.now();
await send(2, queries[0] ?? "x");
const ready = performance.now() - start;
const answers = [];
const times = [];
for (let round = 0; round < repeat; round++) {
  for (const query of queries) {
    const from = performance.now();
    const { data } = await send(2, query);
    times.push(performance.now() - from);
    if (!round) answers.push(data);
  }
}
process.stdout.write(JSON.stringify({ asked, ready, answers, times }));
