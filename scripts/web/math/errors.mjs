/** Positions and messages of errors in TeX. MathJax's errors have no positions, so its parser is tracked. */
import { FormulaError, TexParser } from "./mathjax.mjs";

/** Patterns of MathJax's most common messages, and plain messages for them; other messages are kept. */
const PLAIN_MESSAGES = [
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
 * Tracks the position of a parser of MathJax. MathJax parses each argument as a new string with a new parser, and
 * replaces a macro and the unread rest of the string by the expansion and that rest.
 *
 *   source  the original string of the parser
 *   intact  the number of characters at the end of `source` that are neither parsed nor expanded yet
 *   token   the offset of the command or character being parsed, in the parser's current string
 *   origin  the offset of that token in `source`
 *   busy    whether a token is being parsed
 *   outer   the tracker of the calling parser, or null
 *
 * Offsets are 0-based and in UTF-16 units.
 */
class Tracker {
  constructor(parser, outer) {
    this.parser = parser;
    this.outer = outer;
    this.source = parser.string;
    this.intact = this.source.length;
    this.token = 0;
    this.origin = 0;
    this.busy = false;
  }

  /** Record that the parser has read a token of `length` characters and starts to process it. */
  begin(length) {
    this.token = this.parser.i - length;
    this.busy = true;
    this.origin = this.toSource(this.token, this.origin);
  }

  /** Record that the parser continues in `string`: an expansion followed by the unread rest. */
  replace(string) {
    const rest = this.parser.string.slice(this.parser.i);
    this.intact = Math.min(this.intact, string.endsWith(rest) ? rest.length : 0);
  }

  /**
   * Map an offset in the current string to `source`. For an offset in an expansion this is the first occurrence of its
   * token from `fallback` on, or else `fallback`.
   */
  toSource(offset, fallback = this.origin) {
    const { string } = this.parser;
    if (string.length - offset <= this.intact) return this.source.length - (string.length - offset);
    const found = this.source.slice(0, this.source.length - this.intact).indexOf(tokenAt(string, offset), fallback);
    return found < 0 ? fallback : found;
  }

  /** Map an offset in `source` to the whole formula. */
  toFormula(offset) {
    if (!this.outer) return offset;
    const { parser, token } = this.outer;
    const start = parser.string.lastIndexOf(this.source, Math.max(parser.i - this.source.length, 0));
    if (this.source && start >= token) return this.outer.toFormula(this.outer.toSource(start + offset));
    const found = parser.string.slice(0, parser.i).indexOf(tokenAt(this.source, offset), token);
    return this.outer.toFormula(found < 0 ? this.outer.origin : this.outer.toSource(found));
  }
}

/** The command or the character at an offset of a string, "" at its end. */
function tokenAt(string, offset) {
  return /^\\(?:[a-z]+|.)|^./isu.exec(string.slice(offset))?.[0] ?? "";
}

let current = null; // the tracker of the parser that is running
let failed = null; // the tracker of the innermost parser that failed on the current formula
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

/** Reset the trackers before a new formula. */
export function resetTracking() {
  failed = null;
  current = null;
}

/** Errors where one pair closes inside another: MathJax's error id, the kind of the unclosed item, and the message. */
const CROSSED_PAIRS = [
  { id: "ExtraCloseMissingOpen", open: "left", message: "this `\\left` has no `\\right` before the `}`" },
  { id: "MissingLeftExtraRight", open: "open", message: "this `{` is not closed before the `\\right`" },
];

/** A FormulaError at the first of two crossed pairs, or null. MathJax reports the second, but the first is unclosed. */
function crossedPairError(error) {
  const first = failed && pendingItem((item) => item.isOpen);
  const crossing = first && CROSSED_PAIRS.find(({ id, open }) => id === error.id && first.isKind(open));
  return crossing && new FormulaError(crossing.message, failed.toFormula(first.origin));
}

/** The 0-based offset in the formula, in UTF-16 units, of what one of MathJax's errors is about. */
function errorOffset(error) {
  if (!failed) return 0;
  const { parser, token } = failed;
  const read = parser.string.slice(0, parser.i);
  const within = (offset) => failed.toFormula(offset < 0 ? failed.origin : failed.toSource(offset));
  switch (error.id) {
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
      return failed.toFormula(pendingItem((item) => item.isOpen)?.origin ?? failed.origin);
    default:
      return failed.toFormula((failed.busy ? null : pendingItem(() => true)?.origin) ?? failed.origin);
  }
}

/** The innermost unfinished item of the failed parser for which `wanted` is true, or undefined. */
function pendingItem(wanted) {
  const { stack } = failed.parser.stack;
  return stack.findLast((item) => item.origin !== undefined && wanted(item));
}

/** The offset of the first `{` from `start` on that has no `}`; -1 if there is none. */
function firstUnclosed(string, start) {
  const open = [];
  for (const { 0: sign, index } of string.slice(start).matchAll(/\\.|[{}]/gsu)) {
    if (sign === "{") open.push(start + index);
    if (sign === "}") open.pop();
  }
  return open[0] ?? -1;
}

/** The message of an error for authors, and its 0-based position in the formula, in code points. */
export function describeError(thrown, tex) {
  const error = crossedPairError(thrown) ?? thrown;
  const offset = error instanceof FormulaError ? error.position : error?.id ? errorOffset(error) : 0;
  return { message: messageOf(error), position: [...tex.slice(0, Math.max(offset, 0))].length };
}

function messageOf(error) {
  if (error instanceof RangeError) return "the formula is nested too deeply";
  if (error instanceof FormulaError) return error.message;
  if (!error?.id) return `MathJax cannot draw this formula (${error?.message ?? error})`;
  const [pattern, message] = PLAIN_MESSAGES.find(([pattern]) => pattern.test(error.message)) ?? [/^$/, ""];
  return error.message.replace(pattern, message);
}
