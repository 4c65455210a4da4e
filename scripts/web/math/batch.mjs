/**
 * Converts a batch of formulas to SVG and, for screen readers, MathML.
 *
 *   stdin   [{tex, display}, …]
 *   stdout  {mathjax: "4.1.3", results: [{svg, mathml} | {error: {message, position}}, …]}
 *   stderr  the 0-based index of each formula, on a line of its own, before it is processed: it identifies the formula
 *           in a crash
 *
 * `position` is a 0-based offset in the TeX, in code points.
 */
import { readFileSync, writeSync } from "node:fs";
import { draw } from "./drawing.mjs";
import { describeError, resetTracking } from "./errors.mjs";
import { read, typeset, version } from "./mathjax.mjs";
import { toMathML } from "./mathml.mjs";

/** The SVG and the MathML of a formula, or its error. */
async function render({ tex, display }) {
  resetTracking();
  try {
    const item = await read(tex, display);
    const mathml = toMathML(item.root);
    return { svg: draw(await typeset(item), display), mathml };
  } catch (error) {
    return { error: describeError(error, tex) };
  }
}

const results = [];
for (const formula of JSON.parse(readFileSync(0, "utf8"))) {
  writeSync(2, `${results.length}\n`);
  results.push(await render(formula));
}
process.stdout.write(JSON.stringify({ mathjax: version, results }));
