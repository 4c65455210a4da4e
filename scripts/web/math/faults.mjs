/** Where TeX is wrong, and what to tell its author. */
import { FormulaError, TexParser } from "./mathjax.mjs";

/** Plain messages for the most common faults; the others keep MathJax's own. */
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

/**
 * Tracks where a parser of MathJax is, for MathJax's errors carry no position. It parses each argument as a new string
 * with a new parser, and replaces a macro and the unread rest of the string by the expansion and that rest. A tracker
 * holds the parser's original string (`source`), how many characters at its end are still unread and unexpanded
 * (`intact`), where the command or character being read begins (`token`), and the tracker of the parser that called it
 * (`outer`).
 */
class Tracker {
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

  /** Where a place in this tracker's source is in the whole formula. */
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

let current = null; // the tracker of the parser that is running
let failed = null; // the tracker of the innermost parser that failed, for the present formula
const trackers = new WeakMap();

const { Parse, parse, Push } = TexParser.prototype;
const { get: getString, set: setString } = Object.getOwnPropertyDescriptor(TexParser.prototype, "string");

TexParser.prototype.Parse = function () {
  current = new Tracker(this, current);
  trackers.set(this, current);
  try {
    Parse.call(this);
    current.busy = false;
  } catch (error) {
    failed ??= current;
    throw error;
  } finally {
    current = current.outer;
  }
};

TexParser.prototype.parse = function (kind, input) {
  if (kind === "character") trackers.get(this)?.begin(input[1].length);
  return parse.call(this, kind, input);
};

TexParser.prototype.Push = function (item) {
  const own = trackers.get(this);
  if (own && item) item.origin = own.origin;
  try {
    return Push.call(this, item);
  } catch (error) {
    failed ??= own;
    throw error;
  }
};

Object.defineProperty(TexParser.prototype, "string", {
  get: getString,
  set(string) {
    trackers.get(this)?.replace(string);
    setString.call(this, string);
  },
});

/** Start on a new formula. */
export function forgetFault() {
  failed = null;
  current = null;
}

/** Faults where one pair closes inside another: which kind of item was left open, and what to say. */
const CROSSED = [
  { fault: "ExtraCloseMissingOpen", open: "left", message: "this `\\left` has no `\\right` before the `}`" },
  { fault: "MissingLeftExtraRight", open: "open", message: "this `{` is not closed before the `\\right`" },
];

/** A better fault where two pairs cross: MathJax blames the second, but people forget to close the first. */
function crossed(fault) {
  const first = failed && pending((item) => item.isOpen);
  const crossing = first && CROSSED.find(({ fault: id, open }) => id === fault.id && first.isKind(open));
  return crossing && new FormulaError(crossing.message, failed.toFormula(first.origin));
}

/** Where a fault of MathJax's is in its formula, in UTF-16 units: what is unclosed, superfluous or unknown. */
function placeOfFault(fault) {
  if (!failed) return 0;
  const { parser, token } = failed;
  const read = parser.string.slice(0, parser.i);
  const within = (place) => failed.toFormula(place < 0 ? failed.origin : failed.toSource(place));
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
      return failed.toFormula(pending((item) => item.isOpen)?.origin ?? failed.origin);
    default:
      return failed.toFormula((failed.busy ? null : pending(() => true)?.origin) ?? failed.origin);
  }
}

/** The innermost item that the failed parser has begun and not ended. */
function pending(wanted) {
  const { stack } = failed.parser.stack;
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

/** The message for the author, and its position in code points. */
export function faultOf(error, tex) {
  const fault = crossed(error) ?? error;
  const place = fault instanceof FormulaError ? fault.place : fault?.id ? placeOfFault(fault) : 0;
  return { message: messageOf(fault), position: [...tex.slice(0, Math.max(place, 0))].length };
}

function messageOf(fault) {
  if (fault instanceof RangeError) return "the formula is nested too deeply";
  if (fault instanceof FormulaError) return fault.message;
  if (!fault?.id) return `MathJax cannot draw this formula (${fault?.message ?? fault})`;
  const [pattern, words] = PLAIN_WORDS.find(([pattern]) => pattern.test(fault.message)) ?? [/^$/, ""];
  return fault.message.replace(pattern, words);
}
