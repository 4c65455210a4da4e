/**
 * Draw TeX formulas as SVG, and say them as MathML: one batch, from standard input to standard output.
 *
 *   in     [{tex, display}, …]
 *   out    {mathjax: "4.1.3", results: [{svg, mathml} | {error: {message, position}}, …]}
 *   error  the index of each formula on a line of its own as it is begun, so that a crash can be laid at its door
 *
 * The TeX comes from contributors, so only commands that draw are known: none that link, style, load or define.
 * What comes out has no attribute that was not put there below: no style, no id, no link, no colour but the text's.
 * `position` counts characters (code points) from the beginning of the formula.
 */
import { readFileSync, writeSync } from "node:fs";
import { init } from "mathjax";

const PACKAGES = ["ams", "mathtools", "boldsymbol", "braket", "cancel", "centernot", "textmacros"];
const LONGEST_FORMULA = 4000;
const DEEPEST_NESTING = 60;
/** How many tokens may be read and elements copied for one formula: some macros double what they hold. */
const MOST_WORK = 20000;

/** Units of the drawing: 1000 to the em of the formula's font; 442 to its ex, which is the ex of the text around it. */
const EM = 1000;
const EX = 442;
/** Characters that MathJax's font lacks (Chinese) are drawn in the font of the text, at about its size. */
const TEXT_SIZE = 850;
/** An inline formula may be divided between lines, but not into pieces shorter than this. */
const SHORTEST_PIECE = 12 * EX;
/** The display width that `multline` fills, in ex: about the measure of the text. */
const MEASURE = 64;
/** How large a formula may be, and how far its ink may leave its box: nothing may be drawn over the rest of a page. */
const LARGEST_SIDE = 300 * EM;
const OVERHANG = 5 * EM;
/** An inline formula's depth is rounded up to one of these steps, in ex: the classes in math.py are few and fixed. */
const DEPTH_STEP = 0.1;
const DEPTH_STEPS = 100;

/** Real commands that contributed formulas shall not use, by reason; what nobody has heard of is merely unknown. */
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

/** Plain words for the faults that people make most; for the others MathJax's own. */
const PLAIN_WORDS = [
  [/^Undefined control sequence (.+)$/, "there is no command `$1`"],
  [/^Unknown environment '(.*)'$/, "there is no environment `$1`"],
  [/^\\begin\{(.*)\} ended with \\end\{(.*)\}$/, "`\\begin{$1}` is closed by `\\end{$2}`"],
  [/^Missing \\end\{(.*)\}$/, "`\\begin{$1}` has no `\\end{$1}`"],
  [/^Missing \\begin\{(.*)\} or extra \\end\{.*\}$/, "`\\end{$1}` has no `\\begin{$1}`"],
  [/^(Extra open brace or missing close brace|Missing close brace)$/, "this `{` is never closed"],
  [/^Extra close brace or missing open brace$/, "this `}` closes nothing"],
  [/^Extra \\left or missing \\right$/, "this `\\left` has no `\\right`"],
  [/^Missing \\left or extra \\(right|middle)$/, "this `\\$1` has no `\\left`"],
  [/^Missing argument for (.+)$/, "`$1` lacks an argument"],
  [/^Extra close brace while looking for .+$/, "a `}` where an argument should be"],
  [/^Could not find closing '\]' for argument to (.+)$/, "this `[` after `$1` is never closed"],
  [/^Missing or unrecognized delimiter for (.+)$/, "`$1` needs a delimiter here, such as `(`, `\\{` or `.`"],
  [/^Missing superscript or subscript argument$/, "nothing is raised or lowered here"],
  [/^(Double exponent|Prime causes double exponent): use braces to clarify$/, "a second superscript: use braces"],
  [/^Double subscripts: use braces to clarify$/, "a second subscript: use braces"],
  [/^Misplaced '?(.+?)'?$/, "`$1` does not belong here"],
  [/^You can't use 'macro parameter character #' in math mode$/, "`#` does not belong here; the sign is `\\#`"],
  [/^Math mode is not properly terminated$/, "the formula inside this text is never closed"],
  [/^'(.)' allowed only in math mode$/, "`$1` does not work in text"],
  [/^Missing dimension or its units for (.+)$/, "`$1` needs a length with its unit, such as `1em`"],
  [/^Illegal pream-token \((.*)\)$/, "there is no kind of column called `$1`"],
  [/^(\\\S+) is allowed only on operators$/, "`$1` belongs after an operator such as `\\sum`"],
  [/^Extra \\middle$/, "this `\\middle` has no `\\left`"],
  [/^Ambiguous use of (.+)$/, "a second `$1` in one group: use braces"],
];

// ---------------------------------------------------------------------------------------------------- starting MathJax

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
const TexParser = MathJax._.input.tex.TexParser.default;
const { AbstractMmlNode } = MathJax._.core.MmlTree.MmlNode;
const { MmlVisitor } = MathJax._.core.MmlTree.MmlVisitor;
const page = MathJax.startup.document;
const adaptor = MathJax.startup.adaptor;
adaptor.options.cjkCharWidth = TEXT_SIZE / EM; // else a Chinese character gets more room than it fills
adaptor.options.unknownCharWidth *= TEXT_SIZE / EM;

/** A formula that may not be shown, though MathJax could. */
class Unfit extends Error {
  constructor(message, place = 0) {
    super(message);
    this.place = place;
  }
}

const REASONS = new Map(Object.entries(FORBIDDEN).flatMap(([reason, names]) => names.map((name) => [name, reason])));

/**
 * Refuse what is forbidden before MathJax reads it, for some of its own commands expand to `\mmlToken`.
 * A command is what TeX takes for one: `\\tag` is a new row that begins with "tag".
 */
function refuse(tex) {
  if (!tex.trim()) throw new Unfit("the formula is empty");
  if (tex.length > LONGEST_FORMULA) {
    throw new Unfit(`the formula is longer than ${LONGEST_FORMULA} characters`, LONGEST_FORMULA);
  }
  let depth = 0;
  for (const { 0: token, 1: name, index } of tex.matchAll(/\\([a-z]+|.)|[{}]/gisu)) {
    const reason = REASONS.get(name);
    if (reason) throw new Unfit(`\`${token}\` may not be used: ${reason}`, index);
    if (token === "{" || name === "left" || name === "begin") depth += 1;
    else if (token === "}" || name === "right" || name === "end") depth -= 1;
    if (depth > DEEPEST_NESTING) throw new Unfit("the formula is nested too deeply", index);
  }
}

let work = 0; // done for the present formula

function toil() {
  work += 1;
  if (work > MOST_WORK) throw new Unfit("the formula is too complicated");
}

const { copy } = AbstractMmlNode.prototype;
AbstractMmlNode.prototype.copy = function (...options) {
  toil();
  return copy.apply(this, options);
};

// -------------------------------------------------------------------------------------------------- where TeX is wrong

/**
 * MathJax's faults carry no position. It parses arguments as new strings, each with a parser of its own, and puts the
 * expansion of a macro in the place of what is left to read. So keep book: each parser knows its string as it was
 * (`source`), how much of it is still unread and unexpanded at the end of the present one (`intact`), where the
 * command or character that it is busy with begins (`token`), and the parser that called it (`outer`).
 */
class Reader {
  constructor(parser, outer) {
    this.parser = parser;
    this.outer = outer;
    this.source = parser.string;
    this.intact = this.source.length;
    this.token = 0; // in the present string
    this.origin = 0; // of the token, in the source
    this.busy = false;
  }

  /** The parser begins a token of `length` characters, and has just read it. */
  begin(length) {
    this.token = this.parser.i - length;
    this.busy = true;
    this.origin = this.toSource(this.token, this.origin);
  }

  /** The parser is about to read on in `string`: an expansion, then the unread rest. */
  replace(string) {
    const rest = this.parser.string.slice(this.parser.i);
    this.intact = Math.min(this.intact, string.endsWith(rest) ? rest.length : 0);
  }

  /** Where a place in the present string is in the source; if in an expansion, where its text follows `fallback`. */
  toSource(place, fallback = this.origin) {
    const { string } = this.parser;
    if (string.length - place <= this.intact) return this.source.length - (string.length - place);
    const seen = this.source.slice(0, this.source.length - this.intact).indexOf(tokenAt(string, place), fallback);
    return seen < 0 ? fallback : seen;
  }

  /** Where a place in this reader's source is in the whole formula. */
  toFormula(place) {
    if (!this.outer) return place;
    const { parser, token } = this.outer;
    const start = parser.string.lastIndexOf(this.source, Math.max(parser.i - this.source.length, 0));
    if (this.source && start >= token) return this.outer.toFormula(this.outer.toSource(start + place));
    const seen = parser.string.slice(0, parser.i).indexOf(tokenAt(this.source, place), token);
    return this.outer.toFormula(seen < 0 ? this.outer.origin : this.outer.toSource(seen));
  }
}

/** The command or the character that begins at a place of a string. */
function tokenAt(string, place) {
  return /^\\(?:[a-z]+|.)|^./isu.exec(string.slice(place))?.[0] ?? "";
}

let reader = null;
let faulty = null; // the reader of the innermost parser that failed
const readers = new WeakMap();

const { Parse, parse, Push } = TexParser.prototype;
const { get: getString, set: setString } = Object.getOwnPropertyDescriptor(TexParser.prototype, "string");

TexParser.prototype.Parse = function () {
  reader = new Reader(this, reader);
  readers.set(this, reader);
  try {
    Parse.call(this);
    reader.busy = false;
  } catch (error) {
    faulty ??= reader;
    throw error;
  } finally {
    reader = reader.outer;
  }
};

TexParser.prototype.parse = function (kind, input) {
  toil();
  if (kind === "character") readers.get(this)?.begin(input[1].length);
  return parse.call(this, kind, input);
};

TexParser.prototype.Push = function (item) {
  const own = readers.get(this);
  if (own && item) item.origin = own.origin;
  try {
    return Push.call(this, item);
  } catch (error) {
    faulty ??= own;
    throw error;
  }
};

Object.defineProperty(TexParser.prototype, "string", {
  get: getString,
  set(string) {
    readers.get(this)?.replace(string);
    setString.call(this, string);
  },
});

/** What is begun and not ended, where something that ends another thing was found. */
const CROSSED = [
  { fault: "ExtraCloseMissingOpen", open: "left", message: "this `\\left` has no `\\right` before the `}`" },
  { fault: "MissingLeftExtraRight", open: "open", message: "this `{` is not closed before the `\\right`" },
];

/** MathJax blames the second of two things that cross; people forget to end the first. */
function crossed(fault) {
  const first = faulty && pending((item) => item.isOpen);
  const crossing = first && CROSSED.find(({ fault: id, open }) => id === fault.id && first.isKind(open));
  return crossing && new Unfit(crossing.message, faulty.toFormula(first.origin));
}

/** The place of the fault in its formula, in UTF-16 units: what is not closed, what is too much, what is not known. */
function placeOfFault(fault) {
  if (!faulty) return 0;
  const { parser, token } = faulty;
  const read = parser.string.slice(0, parser.i);
  const within = (place) => faulty.toFormula(place < 0 ? faulty.origin : faulty.toSource(place));
  switch (fault.id) {
    case "MissingCloseBrace":
      return within(firstUnclosed(parser.string, token));
    case "MissingCloseBracket":
      return within(parser.string.indexOf("[", token));
    case "MathNotTerminated":
      return within(Math.max(read.lastIndexOf("$"), read.lastIndexOf("\\(")));
    case "MissingOrUnrecognizedDelim": {
      const delimiter = parser.string.slice(token + tokenAt(parser.string, token).length).trimStart();
      return within(delimiter ? parser.string.length - delimiter.length : -1);
    }
    case "ExtraOpenMissingClose":
    case "ExtraLeftMissingRight":
    case "EnvMissingEnd":
      return faulty.toFormula(pending((item) => item.isOpen)?.origin ?? faulty.origin);
    default:
      return faulty.toFormula((faulty.busy ? null : pending(() => true)?.origin) ?? faulty.origin);
  }
}

/** The innermost thing that the faulty parser has begun and not ended. */
function pending(wanted) {
  const { stack } = faulty.parser.stack;
  return stack.findLast((item) => item.origin !== undefined && wanted(item));
}

/** The first `{` after `start` that has no `}`; -1 if each has one. */
function firstUnclosed(string, start) {
  const open = [];
  for (const { 0: sign, index } of string.slice(start).matchAll(/\\.|[{}]/gsu)) {
    if (sign === "{") open.push(start + index);
    if (sign === "}") open.pop();
  }
  return open[0] ?? -1;
}

/** What to tell the author. */
function faultOf(fault, tex) {
  const place = fault instanceof Unfit ? fault.place : fault?.id ? placeOfFault(fault) : 0;
  return { message: messageOf(fault), position: [...tex.slice(0, Math.max(place, 0))].length };
}

function messageOf(fault) {
  if (fault instanceof RangeError) return "the formula is nested too deeply";
  if (fault instanceof Unfit) return fault.message;
  if (!fault?.id) return `MathJax cannot draw this formula (${fault?.message ?? fault})`;
  const [pattern, words] = PLAIN_WORDS.find(([pattern]) => pattern.test(fault.message)) ?? [/^$/, ""];
  return fault.message.replace(pattern, words);
}

// ----------------------------------------------------------------------------------------------------- a small drawing

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

  /** Anything else, as it is, in a group that puts it where it belongs. */
  addOther(markup, at) {
    const transform = `translate(${Math.round(at.x)} ${Math.round(at.y)})scale(${round(at.sx)} ${round(-at.sy)})`;
    this.others.push(element("g", { transform }, markup));
  }

  check(x, y) {
    const { left, top, right, bottom } = this.box;
    if (x < left - OVERHANG || x > right + OVERHANG || y < top - OVERHANG || y > bottom + OVERHANG) {
      throw new Unfit("the formula draws far outside its own box");
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
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A path command, as short as it can be written. */
function numbers(command, ...values) {
  return command + values.map((value, index) => (index && !(value < 0) ? ` ${value}` : `${value}`)).join("");
}

function element(name, attributes, content = "") {
  const quoted = (value) => `"${escape(`${value}`).replaceAll('"', "&quot;")}"`;
  const start = name + Object.entries(attributes).map(([key, value]) => ` ${key}=${quoted(value)}`).join("");
  return content || !SHAPES.has(name) ? `<${start}>${content}</${name}>` : `<${start}/>`;
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
function moved(at, transform) {
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
const SHAPES = new Set(["path", "line", "rect", "polygon", "polyline", "ellipse"]);
const TABLE_RULE = 70;

/** Draw what MathJax drew in `node`. */
function draw(node, at, drawing) {
  const kind = adaptor.kind(node);
  const here = moved(at, adaptor.getAttribute(node, "transform"));
  if (!here || here.sx <= 0) return drawing.addOther(verbatim(node), at);
  if (kind === "g") {
    for (const child of adaptor.childNodes(node)) draw(child, here, drawing);
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

/** Text is the only thing that MathJax turns back upside up. */
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

/** A shape and what is in it, with nothing but its geometry; what is a line gets the colour of the text. */
function verbatim(node) {
  const kind = adaptor.kind(node);
  if (!SHAPES.has(kind) && kind !== "g" && kind !== "svg") throw unshown(kind);
  const attributes = {};
  for (const { name, value } of adaptor.allAttributes(node)) {
    if (GEOMETRY.has(name)) attributes[name] = value;
  }
  if (kind === "line" || (SHAPES.has(kind) && isStroked(node))) Object.assign(attributes, strokeOf(node, attributes));
  return element(kind, attributes, adaptor.childNodes(node).map(verbatim).join(""));
}

function unshown(kind) {
  return new Unfit(`the formula needs <${kind}>, which pages do not have`);
}

/** MathJax's stylesheet says how the lines of a table look; say it in the drawing itself. */
function strokeOf(node, { "stroke-width": width = TABLE_RULE }) {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": width };
  const look = adaptor.getAttribute(node, "class") ?? "";
  if (look.includes("dashed")) stroke["stroke-dasharray"] = 2 * TABLE_RULE;
  if (!look.includes("dotted")) return stroke;
  return { ...stroke, "stroke-dasharray": `0 ${2 * TABLE_RULE}`, "stroke-linecap": "round" };
}

/** One small SVG element for pieces of a formula that stand side by side. */
function compact(pieces, display) {
  const left = Math.min(0, pieces[0].left);
  const top = Math.min(...pieces.map((piece) => piece.top));
  const bottom = Math.max(...pieces.map((piece) => piece.bottom), top + 1);
  const right = pieces.reduce((end, piece) => end + piece.width + piece.gap, left);
  if (right - left > LARGEST_SIDE || bottom - top > LARGEST_SIDE) throw new Unfit("the formula is larger than a page");
  const drawing = new Drawing({ left, top, right, bottom });
  let start = left;
  for (const piece of pieces) {
    for (const node of piece.nodes) draw(node, { x: start - piece.left, y: 0, sx: 1, sy: 1 }, drawing);
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

/** What MathJax made of a formula: one drawing, or several between which a line may end. */
function compactAll(container, display) {
  const lines = [[]];
  for (const part of adaptor.childNodes(container)) {
    const kind = adaptor.kind(part);
    if (kind === "svg") lines.at(-1).push(pieceOf(part));
    else if (kind !== "mjx-break") throw unshown(kind);
    else if (adaptor.hasAttribute(part, "newline")) lines.push([]);
    else if (!adaptor.hasAttribute(part, "prebreak")) lines.at(-1).at(-1).gap = gapOf(part);
  }
  const drawn = (pieces) => chunks(pieces).map((chunk) => compact(chunk, display)).join("<wbr>");
  return lines.filter((pieces) => pieces.length).map(drawn).join("<br>");
}

function pieceOf(svg) {
  const [left, top, width, height] = (adaptor.getAttribute(svg, "viewBox") ?? "").split(" ").map(Number);
  if (!adaptor.getAttribute(svg, "width").endsWith("ex") || height === undefined) {
    throw new Unfit("the formula has no width of its own");
  }
  // the outermost group only turns the page upside down: what is drawn is in it
  const nodes = adaptor.childNodes(svg).flatMap((group) => adaptor.childNodes(group));
  return { left, top, width, bottom: top + height, gap: 0, nodes };
}

/** The room that MathJax leaves where a line may end, by the size that it writes there, in the units of the drawing. */
const GAPS = { 1: 111, 2: 167, 3: 222, 4: 278, 5: 333 };

function gapOf(lineBreak) {
  const spacing = /letter-spacing:\s*(-?[\d.]+)em/.exec(adaptor.getAttribute(lineBreak, "style") ?? "");
  return spacing ? EM * (1 + Number(spacing[1])) : GAPS[adaptor.getAttribute(lineBreak, "size")] ?? 0;
}

/** Keep together what is too short to be torn apart: no line ends within `x > 0`, or right before or after it. */
function chunks(pieces) {
  const wide = (chunk) => chunk.reduce((sum, { width, gap }) => sum + width + gap, 0) >= SHORTEST_PIECE;
  const done = [];
  for (const piece of pieces) {
    if (done.length && !wide(done.at(-1))) done.at(-1).push(piece);
    else done.push([piece]);
  }
  if (done.length > 1 && !wide(done.at(-1))) done.at(-2).push(...done.pop());
  return done;
}

// -------------------------------------------------------------------------------------------------- what is read aloud

const ROWS = new Set(["mrow", "inferredMrow", "TeXAtom", "mstyle", "mpadded"]);
const HOLDS_A_ROW = new Set(["math", "msqrt", "menclose", "mtd"]);
const TOKENS = new Set(["mi", "mn", "mo", "mtext", "ms"]);
const SPOKEN = new Set([
  ...HOLDS_A_ROW, ...TOKENS, "mrow", "mfrac", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover",
  "mmultiscripts", "mprescripts", "none", "mtable", "mtr",
]);
const SILENT = new Set(["mspace", "mphantom", "maligngroup", "malignmark"]);

/** MathML for speech: what is said, in its structure, and nothing about how it looks. */
function speak(root) {
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
  if (!SPOKEN.has(kind)) throw new Unfit(`the formula needs <${kind}>, which cannot be read aloud`);
  if (HOLDS_A_ROW.has(kind)) return [element(kind, meaning(node), row(node))];
  return [element(kind, meaning(node), node.childNodes.map(single).join(""))];
}

/** The one element that stands for a node where exactly one is wanted. */
function single(node) {
  const parts = spoken(node);
  return parts.length === 1 ? parts[0] : element("mrow", {}, parts.join(""));
}

/** The attributes that change what is said: bold and script letters, binomials, strokes. */
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

// ----------------------------------------------------------------------------------------------------------- the batch

async function render({ tex, display }) {
  faulty = null;
  reader = null;
  work = 0;
  try {
    refuse(tex);
    const item = new page.options.MathItem(tex, page.inputJax[0], display);
    item.setMetrics(16, 8, MEASURE * 8, 1);
    await mathjax.handleRetriesFor(() => item.compile(page));
    const mathml = speak(item.root);
    await mathjax.handleRetriesFor(() => item.typeset(page));
    return { svg: compactAll(item.typesetRoot, display), mathml };
  } catch (fault) {
    return { error: faultOf(crossed(fault) ?? fault, tex) };
  }
}

const results = [];
for (const formula of JSON.parse(readFileSync(0, "utf8"))) {
  writeSync(2, `${results.length}\n`);
  results.push(await render(formula));
}
process.stdout.write(JSON.stringify({ mathjax: MathJax.version, results }));
