/**
 * Runs queries outside of the browser.
 *
 *   stdin   {index, queries, most}; `most` is the maximum number of results of a query
 *   stdout  [[result, …], …]: the results of each query, best first
 */

import { readFileSync } from "node:fs";
import { Engine } from "./engine.js";

const { index, queries, most } = JSON.parse(readFileSync(0, "utf8"));
const engine = new Engine(index);
process.stdout.write(JSON.stringify(queries.map((query) => engine.search(query, most))));
