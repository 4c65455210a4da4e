/**
 * Formulas drawn as SVG and written as MathML for screen readers: one batch, from standard input to standard output.
 *
 *   in     [{tex, display}, …]
 *   out    {mathjax: "4.1.3", results: [{svg, mathml} | {error: {message, position}}, …]}
 *   error  the index of each formula on a line of its own as it is begun, so that a crash can be attributed to it
 *
 * `position` counts characters (code points) from the beginning of the formula.
 */
import { readFileSync, writeSync } from "node:fs";
import { draw } from "./drawing.mjs";
import { faultOf, forgetFault } from "./faults.mjs";
import { read, typeset, version } from "./mathjax.mjs";
import { speak } from "./speech.mjs";

/** The drawing and the MathML of a formula, or its fault. */
async function render({ tex, display }) {
  forgetFault();
  try {
    const item = await read(tex, display);
    const mathml = speak(item.root);
    return { svg: draw(await typeset(item), display), mathml };
  } catch (error) {
    return { error: faultOf(error, tex) };
  }
}

const results = [];
for (const formula of JSON.parse(readFileSync(0, "utf8"))) {
  writeSync(2, `${results.length}\n`);
  results.push(await render(formula));
}
process.stdout.write(JSON.stringify({ mathjax: version, results }));
