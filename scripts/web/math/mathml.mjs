/** MathML for screen readers: the structure and the content of a formula without its presentation. */
import { element, escape } from "./markup.mjs";
import { FormulaError, MmlVisitor } from "./mathjax.mjs";

const TRANSPARENT = new Set(["mrow", "inferredMrow", "TeXAtom", "mstyle", "mpadded"]);
const INFERRED_ROW = new Set(["math", "msqrt", "menclose", "mtd"]);
const TOKENS = new Set(["mi", "mn", "mo", "mtext", "ms"]);
const ALLOWED = new Set([
  ...INFERRED_ROW, ...TOKENS, "mrow", "mfrac", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover",
  "mmultiscripts", "mprescripts", "none", "mtable", "mtr",
]);
const SILENT = new Set(["mspace", "mphantom", "maligngroup", "malignmark"]);

/** The `<math>` element of a parsed formula, from the root of MathJax's tree. Throws FormulaError. */
export function toMathML(root) {
  return `<math>${row(root)}</math>`;
}

function row(node) {
  return (node.childNodes ?? []).flatMap(elementsOf).join("");
}

/** The elements of a node within a row. */
function elementsOf(node) {
  if (!node) return [];
  const { kind } = node;
  if (SILENT.has(kind)) return [];
  if (TOKENS.has(kind)) {
    const text = node.getText();
    return text ? [element(kind, spokenAttributes(node), escape(text))] : [];
  }
  if (kind === "mrow" && !node.isInferred && node.childNodes.length > 1) return [element("mrow", {}, row(node))];
  if (TRANSPARENT.has(kind)) return node.childNodes.flatMap(elementsOf);
  if (!ALLOWED.has(kind)) throw new FormulaError(`the formula needs <${kind}>, which cannot be read aloud`);
  if (INFERRED_ROW.has(kind)) return [element(kind, spokenAttributes(node), row(node))];
  return [element(kind, spokenAttributes(node), node.childNodes.map(single).join(""))];
}

/** A single element for a node, where MathML requires exactly one. */
function single(node) {
  const parts = elementsOf(node);
  return parts.length === 1 ? parts[0] : element("mrow", {}, parts.join(""));
}

/** The attributes that affect what screen readers say: bold and script letters, binomials, strokes. */
function spokenAttributes(node) {
  const attributes = {};
  for (const name of ["mathvariant", "linethickness", "notation"]) {
    const value = node.attributes.getExplicit(name);
    if (value !== undefined && !(name === "linethickness" && parseFloat(value))) {
      attributes[name] = name === "mathvariant" ? MmlVisitor.variants[value] ?? value : value;
    }
  }
  return attributes;
}
