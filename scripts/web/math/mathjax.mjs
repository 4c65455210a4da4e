/**
 * The configuration of MathJax: the allowed commands, and limits on the cost of a formula.
 *
 * The TeX comes from contributors, so only commands that draw are allowed: none that link, style, load or define.
 */
import { init } from "mathjax";

const PACKAGES = ["ams", "mathtools", "boldsymbol", "braket", "cancel", "centernot", "textmacros"];
const LONGEST_FORMULA = 4000;
const DEEPEST_NESTING = 60;
/** Maximum number of parsed tokens and copied elements per formula; some macros double their argument. */
const MOST_WORK = 20000;

/** The em of the formula's font in units of a drawing, and its ex, which equals the ex of the text around it. */
export const EM = 1000;
export const EX = 442;
/** Font size, in units, of characters that MathJax's font lacks (Chinese); about that of the text around it. */
export const TEXT_SIZE = 850;
/** The width of display formulas for `multline`, in ex: about the line length of the text. */
const MEASURE = 64;

/** Forbidden commands by the reason that authors are told. */
const FORBIDDEN = {
  "links, styles and colours belong to the site": [
    "href", "url", "class", "style", "cssId", "data", "mmlToken", "bbox", "color", "textcolor", "colorbox", "fcolorbox",
    "definecolor", "pagecolor", "includegraphics", "toggle", "mathtip", "texttip", "tooltip",
  ],
  "write the character itself": ["unicode", "char", "U", "symbol"],
  "a formula cannot define anything": [
    "def", "gdef", "edef", "xdef", "let", "futurelet", "global", "csname", "begingroup", "endgroup", "setOptions",
    "newcommand", "renewcommand", "providecommand", "newenvironment", "renewenvironment", "newcolumntype",
    "DeclareMathOperator", "DeclarePairedDelimiter", "DeclarePairedDelimiterX", "DeclarePairedDelimiterXPP",
    "DeclarePairedDelimiters", "DeclarePairedDelimitersX", "DeclarePairedDelimitersXPP", "MakeAboxedCommand",
    "Newextarrow", "newtagform", "renewtagform", "usetagform", "mathtoolsset",
  ],
  "a formula cannot load anything": ["require", "input", "include", "usepackage"],
  "formulas are not numbered": [
    "tag", "notag", "nonumber", "label", "ref", "eqref", "noeqref", "refeq", "eqalignno", "leqalignno",
  ],
};

await init({
  loader: { load: ["input/tex-base", ...PACKAGES.map((name) => `[tex]/${name}`), "output/svg", "adaptors/liteDOM"] },
  tex: {
    packages: ["base", ...PACKAGES],
    tags: "none",
    maxMacros: 500,
    maxBuffer: 3 * LONGEST_FORMULA,
    formatError: (_input, error) => { throw error; },
  },
  svg: { fontCache: "none" },
  output: { font: "mathjax-newcm" },
});
const { MathJax } = globalThis;
const { mathjax } = MathJax._.mathjax;
const { AbstractMmlNode } = MathJax._.core.MmlTree.MmlNode;
const page = MathJax.startup.document;
export const { version } = MathJax;
export const { adaptor } = MathJax.startup;
export const TexParser = MathJax._.input.tex.TexParser.default;
export const { MmlVisitor } = MathJax._.core.MmlTree.MmlVisitor;
adaptor.options.cjkCharWidth = TEXT_SIZE / EM; // the default makes Chinese characters too wide
adaptor.options.unknownCharWidth *= TEXT_SIZE / EM;

/** A formula that may not be shown although MathJax can draw it. `position` is a 0-based offset in UTF-16 units. */
export class FormulaError extends Error {
  constructor(message, position = 0) {
    super(message);
    this.position = position;
  }
}

const REASONS = new Map(Object.entries(FORBIDDEN).flatMap(([reason, names]) => names.map((name) => [name, reason])));

/**
 * Reject forbidden commands before MathJax parses the formula, because some allowed commands expand to `\mmlToken`.
 * Commands are tokenized as in TeX: `\\tag` is a line break followed by "tag". Throws FormulaError.
 */
function rejectForbidden(tex) {
  if (!tex.trim()) throw new FormulaError("the formula is empty");
  if (tex.length > LONGEST_FORMULA) {
    throw new FormulaError(`the formula is longer than ${LONGEST_FORMULA} characters`, LONGEST_FORMULA);
  }
  let depth = 0;
  for (const { 0: token, 1: name, index } of tex.matchAll(/\\([a-z]+|.)|[{}]/gisu)) {
    const reason = REASONS.get(name);
    if (reason) throw new FormulaError(`\`${token}\` may not be used: ${reason}`, index);
    if (token === "{" || name === "left" || name === "begin") depth += 1;
    else if (token === "}" || name === "right" || name === "end") depth -= 1;
    if (depth > DEEPEST_NESTING) throw new FormulaError("the formula is nested too deeply", index);
  }
}

let work = 0; // parsing steps of the current formula

/** Count a parsing step of the current formula. Throws FormulaError after too many. */
function countWork() {
  work += 1;
  if (work > MOST_WORK) throw new FormulaError("the formula is too complicated");
}

const { copy } = AbstractMmlNode.prototype;
AbstractMmlNode.prototype.copy = function (...options) {
  countWork();
  return copy.apply(this, options);
};

const { parse } = TexParser.prototype;
TexParser.prototype.parse = function (...input) {
  countWork();
  return parse.apply(this, input);
};

/** Parse a formula into MathJax's MathItem, whose `root` is the tree. Throws FormulaError and MathJax's own errors. */
export async function read(tex, display) {
  work = 0;
  rejectForbidden(tex);
  const item = new page.options.MathItem(tex, page.inputJax[0], display);
  item.setMetrics(16, 8, MEASURE * 8, 1);
  await mathjax.handleRetriesFor(() => item.compile(page));
  return item;
}

/** Draw a parsed formula with MathJax; returns the element that contains its `<svg>` elements. */
export async function typeset(item) {
  await mathjax.handleRetriesFor(() => item.typeset(page));
  return item.typesetRoot;
}
