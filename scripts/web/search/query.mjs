/** Answer queries from a program: `{index, queries, most}` on standard input, a list of results for each on standard output. */

import { readFileSync } from "node:fs";
import { Engine } from "./engine.js";

const { index, queries, most } = JSON.parse(readFileSync(0, "utf8"));
const engine = new Engine(index);
process.stdout.write(JSON.stringify(queries.map((query) => engine.search(query, most))));
