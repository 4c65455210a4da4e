/** A small drawing: MathJax's SVG in few elements, without any attribute that is not put there here. */
import { element, escape, SHAPES } from "./markup.mjs";
import { adaptor, EM, EX, FormulaError, TEXT_SIZE } from "./mathjax.mjs";

/** An inline formula may break between lines, but not into pieces narrower than this. */
const SHORTEST_PIECE = 12 * EX;
/** How large a formula may be, and how far it may draw outside its box: never over the rest of a page. */
const LARGEST_SIDE = 300 * EM;
const OVERHANG = 5 * EM;
/** Depths of inline formulas are rounded up to these steps, in ex: one for each of `DEPTHS` in formula_markup.py. */
const DEPTH_STEP = 0.1;
const DEPTH_STEPS = 100;

/**
 * MathJax draws every glyph as a path in nested groups. With relative commands, only the first point of a glyph says
 * where it stands: so all glyphs of one size become one path, which makes a tenth of the elements and half the bytes.
 */
class Drawing {
  constructor(box) {
    this.box = box; // left, top, right, bottom; y grows downwards
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

  /** An outline whose first point is (x, y), y upwards, in the coordinates `at`. */
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

  /** Add any other element, as it is, in a group that moves it to its place. */
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

/** A path command in its shortest spelling. */
function numbers(command, ...values) {
  return command + values.map((value, index) => (index && !(value < 0) ? ` ${value}` : `${value}`)).join("");
}

const relativePaths = new Map();

/** Path data in absolute commands, y upwards → its first point, and the rest in relative commands, y downwards. */
function relativePath(data) {
  let path = relativePaths.get(data);
  if (!path) relativePaths.set(data, (path = makeRelative(data)));
  return path;
}

/** How many coordinates each path command takes. */
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

/** The commands of path data one by one; only those that are known, and absolute. */
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

/** `transform` composed with `at`, or null if it does more than move and scale. */
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
const TABLE_RULE = 70;

/** Add MathJax's drawing in `node`, in the coordinates `at`, to ours. */
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

/** MathJax draws with y upwards, and turns only text back. */
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

/** A shape and its children with their geometry only; lines get the colour of the text. */
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

/** The attributes of a table's lines, whose look MathJax leaves to its stylesheet. */
function strokeOf(node, { "stroke-width": width = TABLE_RULE }) {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": width };
  const look = adaptor.getAttribute(node, "class") ?? "";
  if (look.includes("dashed")) stroke["stroke-dasharray"] = 2 * TABLE_RULE;
  if (!look.includes("dotted")) return stroke;
  return { ...stroke, "stroke-dasharray": `0 ${2 * TABLE_RULE}`, "stroke-linecap": "round" };
}

/** One `<svg>` for pieces of a formula that stand side by side. */
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

/** A formula drawn by MathJax, compactly: one `<svg>`, or several between which a line may end. */
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
  // the outermost group only turns y upwards; the drawing is in it
  const nodes = adaptor.childNodes(svg).flatMap((group) => adaptor.childNodes(group));
  return { left, top, width, bottom: top + height, gap: 0, nodes };
}

/** The space that MathJax leaves at a possible line break, by the size it writes there, in units of the drawing. */
const GAPS = { 1: 111, 2: 167, 3: 222, 4: 278, 5: 333 };

function gapOf(lineBreak) {
  const spacing = /letter-spacing:\s*(-?[\d.]+)em/.exec(adaptor.getAttribute(lineBreak, "style") ?? "");
  return spacing ? EM * (1 + Number(spacing[1])) : GAPS[adaptor.getAttribute(lineBreak, "size")] ?? 0;
}

/** Pieces in groups that are wide enough for a line: no line breaks within `x > 0`, or right before or after it. */
function joinShort(pieces) {
  const wide = (chunk) => chunk.reduce((sum, { width, gap }) => sum + width + gap, 0) >= SHORTEST_PIECE;
  const done = [];
  for (const piece of pieces) {
    if (done.length && !wide(done.at(-1))) done.at(-1).push(piece);
    else done.push([piece]);
  }
  if (done.length > 1 && !wide(done.at(-1))) done.at(-2).push(...done.pop());
  return done;
}
