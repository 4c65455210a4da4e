/** Compact SVG from MathJax's: few elements, and only attributes that this module sets. */
import { element, escape, SHAPES } from "./markup.mjs";
import { adaptor, EM, EX, FormulaError, TEXT_SIZE } from "./mathjax.mjs";

/** Minimum width of the pieces into which line breaks may divide an inline formula. */
const MIN_PIECE_WIDTH = 12 * EX;
/** Maximum width and height of a formula, and how far it may draw outside its box. */
const LARGEST_SIDE = 300 * EM;
const OVERHANG = 5 * EM;
/** Depths of inline formulas are rounded up to multiples of this, in ex; see `DEPTHS` in formula_markup.py. */
const DEPTH_STEP = 0.1;
const DEPTH_STEPS = 100;

/**
 * The content of an `<svg>`. MathJax draws every glyph as a path in nested groups. Here all glyphs of one size become
 * one path with relative commands, which needs a tenth of the elements and half the bytes.
 *
 * Coordinates `at` are {x, y, sx, sy}: the origin and the scale of a group of MathJax's, in which y points up.
 */
class Drawing {
  constructor(box) {
    this.box = box; // left, top, right, bottom; y points down
    this.paths = new Map(); // scale → path data
    this.others = [];
  }

  addPath(data, at) {
    const { x, y, rest } = relativePath(data);
    this.addOutline(at, x, y, rest);
  }

  addRectangle(x, y, width, height, at) {
    const [w, h] = [Math.round(width), Math.round(height)];
    if (w <= 0 || h <= 0) return;
    this.check(at.x + at.sx * (x + width), at.y - at.sy * y);
    this.addOutline(at, x, y + height, numbers("h", w) + numbers("v", h) + numbers("h", -w) + "z");
  }

  /** Add a path with its first point at (x, y) in the coordinates `at`; `rest` has the relative commands after it. */
  addOutline(at, x, y, rest) {
    this.check(at.x + at.sx * x, at.y - at.sy * y);
    const scale = scaling(at);
    const start = numbers("M", Math.round(at.x / at.sx + x), Math.round(at.y / at.sy - y));
    this.paths.set(scale, (this.paths.get(scale) ?? "") + start + rest);
  }

  addText(text, look, at) {
    const size = TEXT_SIZE * at.sx;
    this.check(at.x, at.y);
    this.check(at.x + text.length * size, at.y);
    const attributes = { x: Math.round(at.x), y: Math.round(at.y), "font-size": Math.round(size), ...look };
    this.others.push(element("text", attributes, escape(text)));
  }

  /** Add the markup of any other element, in a group that transforms it. */
  addOther(markup, at) {
    const transform = `translate(${Math.round(at.x)} ${Math.round(at.y)})scale(${round(at.sx)} ${round(-at.sy)})`;
    this.others.push(element("g", { transform }, markup));
  }

  check(x, y) {
    const { left, top, right, bottom } = this.box;
    if (x < left - OVERHANG || x > right + OVERHANG || y < top - OVERHANG || y > bottom + OVERHANG) {
      throw new FormulaError("the formula draws far outside its own box");
    }
  }

  toString() {
    const paths = [...this.paths].map(([scale, d]) => element("path", scale ? { transform: scale, d } : { d }));
    return paths.join("") + this.others.join("");
  }
}

function scaling({ sx, sy }) {
  const [x, y] = [round(sx), round(sy)];
  if (x === y) return x === 1 ? "" : `scale(${x})`;
  return `scale(${x} ${y})`;
}

const round = (number, digits = 3) => Number(number.toFixed(digits)) || 0;

/** A path command with its numbers, in the shortest spelling. */
function numbers(command, ...values) {
  return command + values.map((value, index) => (index && !(value < 0) ? ` ${value}` : `${value}`)).join("");
}

const relativePaths = new Map();

/** Convert absolute path data with y up to its first point (x, y) and relative commands with y down (rest). */
function relativePath(data) {
  let path = relativePaths.get(data);
  if (!path) relativePaths.set(data, (path = makeRelative(data)));
  return path;
}

/** The number of coordinates of each path command. */
const COORDINATES = { M: 2, L: 2, T: 2, H: 1, V: 1, Q: 4, S: 4, C: 6, Z: 0 };

function makeRelative(data) {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let first = null;
  let [rest, last] = ["", ""];
  const write = (command, ...steps) => {
    const text = numbers(command, ...steps);
    rest += command === last && command !== "m" && text[1] === "-" ? text.slice(1) : text; // an implied command
    last = command;
  };
  for (const { command, values } of pathCommands(data)) {
    if (command === "Z") {
      write("z");
      [x, y] = [startX, startY];
      continue;
    }
    const target = { H: [values[0], y], V: [x, values[0]] }[command] ?? values.slice(-2);
    const [dx, dy] = [round(target[0] - x), round(y - target[1])];
    if (first === null) first = target;
    else if (/[HVL]/.test(command)) dy === 0 ? write("h", dx) : dx === 0 ? write("v", dy) : write("l", dx, dy);
    else write(command.toLowerCase(), ...values.map((value, place) => round(place % 2 ? y - value : value - x)));
    [x, y] = target;
    if (command === "M") [startX, startY] = target;
  }
  return { x: first[0], y: first[1], rest };
}

/** The commands of path data, one per set of coordinates. Throws Error for unknown and for relative commands. */
function* pathCommands(data) {
  for (const [whole, command, list] of data.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const values = (list.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const size = COORDINATES[command];
    if (size === undefined || (size ? values.length % size || !values.length : values.length)) {
      throw new Error(`path data that is not understood: ${whole}`);
    }
    if (!size) yield { command, values };
    for (let at = 0; at < values.length; at += size) {
      yield { command: at && command === "M" ? "L" : command, values: values.slice(at, at + size) };
    }
  }
}

/** The coordinates `at` after `transform`, or null if it does not consist of translations and scalings. */
function transformed(at, transform) {
  let { x, y, sx, sy } = at;
  for (const [, kind, list] of (transform ?? "").matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a, b] = list.split(/[\s,]+/).filter(Boolean).map(Number);
    if (kind === "translate") [x, y] = [x + sx * a, y - sy * (b ?? 0)];
    else if (kind === "scale") [sx, sy] = [sx * a, sy * (b ?? a)];
    else return null;
  }
  return { x, y, sx, sy };
}

const GEOMETRY = new Set([
  "x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "rx", "ry", "d", "points", "viewBox", "transform",
  "preserveAspectRatio", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
]);
/** Width of the rules of tables, in units. */
const TABLE_RULE = 70;

/** Add a node of MathJax's drawing, in the coordinates `at`, to `drawing`. */
function drawNode(node, at, drawing) {
  const kind = adaptor.kind(node);
  const here = transformed(at, adaptor.getAttribute(node, "transform"));
  if (!here || here.sx <= 0) return drawing.addOther(verbatim(node), at);
  if (kind === "g") {
    for (const child of adaptor.childNodes(node)) drawNode(child, here, drawing);
  } else if (kind === "text") {
    drawText(node, here, drawing);
  } else if (here.sy <= 0) {
    drawing.addOther(verbatim(node), at);
  } else if (kind === "path" && !isStroked(node)) {
    const data = adaptor.getAttribute(node, "d");
    if (data) drawing.addPath(data, here);
  } else if (kind === "rect" && !isStroked(node)) {
    const sides = ["x", "y", "width", "height"].map((name) => Number(adaptor.getAttribute(node, name) ?? 0));
    drawing.addRectangle(...sides, here);
  } else {
    drawing.addOther(verbatim(node), at);
  }
}

/** Add a text node, for which MathJax has turned the y axis down again. */
function drawText(node, at, drawing) {
  const look = {};
  for (const name of ["font-weight", "font-style"]) {
    const value = adaptor.getAttribute(node, name);
    if (value) look[name] = value;
  }
  if (adaptor.getAttribute(node, "font-family") === "monospace") look["font-family"] = "monospace";
  drawing.addText(adaptor.textContent(node), look, at);
}

function isStroked(node) {
  return adaptor.hasAttribute(node, "stroke-width") || adaptor.hasAttribute(node, "data-frame")
    || adaptor.getAttribute(node, "fill") === "none";
}

/** Serialize a shape and its children with their geometry only; lines get the text colour. Throws FormulaError. */
function verbatim(node) {
  const kind = adaptor.kind(node);
  if (!SHAPES.has(kind) && kind !== "g" && kind !== "svg") throw notAllowed(kind);
  const attributes = {};
  for (const { name, value } of adaptor.allAttributes(node)) {
    if (GEOMETRY.has(name)) attributes[name] = value;
  }
  if (kind === "line" || (SHAPES.has(kind) && isStroked(node))) Object.assign(attributes, strokeOf(node, attributes));
  return element(kind, attributes, adaptor.childNodes(node).map(verbatim).join(""));
}

function notAllowed(kind) {
  return new FormulaError(`the formula needs <${kind}>, which pages do not have`);
}

/** The attributes of the rules of tables, whose style MathJax leaves to its stylesheet. */
function strokeOf(node, { "stroke-width": width = TABLE_RULE }) {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": width };
  const look = adaptor.getAttribute(node, "class") ?? "";
  if (look.includes("dashed")) stroke["stroke-dasharray"] = 2 * TABLE_RULE;
  if (!look.includes("dotted")) return stroke;
  return { ...stroke, "stroke-dasharray": `0 ${2 * TABLE_RULE}`, "stroke-linecap": "round" };
}

/** One `<svg>` for adjacent pieces of a formula. Throws FormulaError if it is too large. */
function drawPieces(pieces, display) {
  const left = Math.min(0, pieces[0].left);
  const top = Math.min(...pieces.map((piece) => piece.top));
  const bottom = Math.max(...pieces.map((piece) => piece.bottom), top + 1);
  const right = pieces.reduce((end, piece) => end + piece.width + piece.gap, left);
  if (right - left > LARGEST_SIDE || bottom - top > LARGEST_SIDE) throw new FormulaError("the formula is larger than a page");
  const drawing = new Drawing({ left, top, right, bottom });
  let start = left;
  for (const piece of pieces) {
    for (const node of piece.nodes) drawNode(node, { x: start - piece.left, y: 0, sx: 1, sy: 1 }, drawing);
    start += piece.width + piece.gap;
  }
  const depth = display ? 0 : depthStep(bottom);
  const low = display ? bottom : Math.max(bottom, depth * DEPTH_STEP * EX);
  const box = [Math.floor(left), Math.floor(top), Math.ceil(right - left), Math.ceil(low - Math.floor(top))];
  const [wide, high] = box.slice(2).map((side) => `${round(side / EX)}ex`);
  const attributes = { width: wide, height: high, viewBox: box.join(" ") };
  if (depth) attributes.class = `va${depth}`;
  return element("svg", { ...attributes, fill: "currentColor", "aria-hidden": "true" }, `${drawing}`);
}

function depthStep(bottom) {
  return Math.min(Math.max(Math.ceil(bottom / EX / DEPTH_STEP - 0.01), 0), DEPTH_STEPS);
}

/** The markup of a formula drawn by MathJax: one `<svg>`, or several with possible line breaks between them. */
export function draw(container, display) {
  const lines = [[]];
  for (const part of adaptor.childNodes(container)) {
    const kind = adaptor.kind(part);
    if (kind === "svg") lines.at(-1).push(pieceOf(part));
    else if (kind !== "mjx-break") throw notAllowed(kind);
    else if (adaptor.hasAttribute(part, "newline")) lines.push([]);
    else if (!adaptor.hasAttribute(part, "prebreak")) lines.at(-1).at(-1).gap = gapOf(part);
  }
  const drawn = (pieces) => joinShort(pieces).map((chunk) => drawPieces(chunk, display)).join("<wbr>");
  return lines.filter((pieces) => pieces.length).map(drawn).join("<br>");
}

function pieceOf(svg) {
  const [left, top, width, height] = (adaptor.getAttribute(svg, "viewBox") ?? "").split(" ").map(Number);
  if (!adaptor.getAttribute(svg, "width").endsWith("ex") || height === undefined) {
    throw new FormulaError("the formula has no width of its own");
  }
  // The outermost group only flips the y axis.
  const nodes = adaptor.childNodes(svg).flatMap((group) => adaptor.childNodes(group));
  return { left, top, width, bottom: top + height, gap: 0, nodes };
}

/** The space of a possible line break in units, by MathJax's `size` attribute. */
const GAPS = { 1: 111, 2: 167, 3: 222, 4: 278, 5: 333 };

function gapOf(lineBreak) {
  const spacing = /letter-spacing:\s*(-?[\d.]+)em/.exec(adaptor.getAttribute(lineBreak, "style") ?? "");
  return spacing ? EM * (1 + Number(spacing[1])) : GAPS[adaptor.getAttribute(lineBreak, "size")] ?? 0;
}

/** Group pieces so that every group is wide enough to stand on its own: no line break separates or splits `x > 0`. */
function joinShort(pieces) {
  const wide = (chunk) => chunk.reduce((sum, { width, gap }) => sum + width + gap, 0) >= MIN_PIECE_WIDTH;
  const done = [];
  for (const piece of pieces) {
    if (done.length && !wide(done.at(-1))) done.at(-1).push(piece);
    else done.push([piece]);
  }
  if (done.length > 1 && !wide(done.at(-1))) done.at(-2).push(...done.pop());
  return done;
}
