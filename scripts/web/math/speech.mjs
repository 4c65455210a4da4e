/** Formulas read aloud: MathML with what is said, in its structure, and nothing about how it looks. */
import { element, escape } from "./markup.mjs";
import { FormulaError, MmlVisitor } from "./mathjax.mjs";

const ROWS = new Set(["mrow", "inferredMrow", "TeXAtom", "mstyle", "mpadded"]);
const HOLDS_A_ROW = new Set(["math", "msqrt", "menclose", "mtd"]);
const TOKENS = new Set(["mi", "mn", "mo", "mtext", "ms"]);
const SPOKEN = new Set([
  ...HOLDS_A_ROW, ...TOKENS, "mrow", "mfrac", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover",
  "mmultiscripts", "mprescripts", "none", "mtable", "mtr",
]);
const SILENT = new Set(["mspace", "mphantom", "maligngroup", "malignmark"]);

/** The `<math>` of a formula that MathJax has read. */
export function speak(root) {
  return `<math>${row(root)}</math>`;
}

function row(node) {
  return (node.childNodes ?? []).flatMap(spoken).join("");
}

/** The elements that stand for a node in a row. */
function spoken(node) {
  if (!node) return [];
  const { kind } = node;
  if (SILENT.has(kind)) return [];
  if (TOKENS.has(kind)) {
    const text = node.getText();
    return text ? [element(kind, meaning(node), escape(text))] : [];
  }
  if (kind === "mrow" && !node.isInferred && node.childNodes.length > 1) return [element("mrow", {}, row(node))];
  if (ROWS.has(kind)) return node.childNodes.flatMap(spoken);
  if (!SPOKEN.has(kind)) throw new FormulaError(`the formula needs <${kind}>, which cannot be read aloud`);
  if (HOLDS_A_ROW.has(kind)) return [element(kind, meaning(node), row(node))];
  return [element(kind, meaning(node), node.childNodes.map(single).join(""))];
}

/** The one element that stands for a node where MathML wants exactly one. */
function single(node) {
  const parts = spoken(node);
  return parts.length === 1 ? parts[0] : element("mrow", {}, parts.join(""));
}

/** The attributes that change what is read aloud: bold and script letters, binomials, strokes. */
function meaning(node) {
  const attributes = {};
  for (const name of ["mathvariant", "linethickness", "notation"]) {
    const value = node.attributes.getExplicit(name);
    if (value !== undefined && !(name === "linethickness" && parseFloat(value))) {
      attributes[name] = name === "mathvariant" ? MmlVisitor.variants[value] ?? value : value;
    }
  }
  return attributes;
}
