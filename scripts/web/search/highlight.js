/** Excerpts and highlighting of texts. A highlighted text is a list of pieces; those at odd indices are highlighted. */

import { hasHan, isCommon, singular, stem, words } from "./fold.js";

const EXCERPT = 150;
const LEAD = 40;

/** Highlight the occurrences of the needles (folded words) in a text, or the given ranges [start, end). */
export function highlight(text, folder, needles, ranges = find(text, folder, needles)) {
  const pieces = [];
  let at = 0;
  for (const [start, end] of merge(ranges)) {
    pieces.push(text.slice(at, start), text.slice(start, end));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** The beginning of a definition, or the words around the first needle if it is not in there; highlighted. */
export function excerpt(text, folder, needles) {
  const first = find(text, folder, needles)[0]?.[0] ?? 0;
  const start = first < EXCERPT - LEAD ? 0 : backToWord(text, first - LEAD);
  const end = text.length <= start + EXCERPT + LEAD / 2 ? text.length : backToWord(text, start + EXCERPT);
  const pieces = highlight(text.slice(start, end).trim(), folder, needles);
  if (start) pieces[0] = `…${pieces[0]}`;
  if (end < text.length) pieces[pieces.length - 1] += "…";
  return pieces;
}

/** The start of the word at a position; in Chinese text the position itself. */
function backToWord(text, at) {
  const space = text.lastIndexOf(" ", at);
  return space > at - 20 && space >= 0 ? space : at;
}

function find(text, folder, needles) {
  const all = needles.flatMap((needle) => words(folder.fold(needle)));
  const whole = all.join("");
  const { letters, places } = folder.letters(text);
  if (whole.length > 1) {
    const ranges = occurrences(letters, places, whole, text);
    if (ranges.length) return ranges;
  }
  return all.filter((needle) => all.length === 1 || !isCommon(needle)).flatMap((n) => findWord(text, n, letters, places));
}

/** The ranges of a run of letters, ignoring spaces and hyphens; runs of Latin letters must start at the start of a word. */
function occurrences(letters, places, needle, text) {
  const ranges = [];
  for (let at = letters.indexOf(needle); at >= 0; at = letters.indexOf(needle, at + 1)) {
    const [start] = places[at];
    if (hasHan(needle[0]) || !/[\p{L}\p{N}]/u.test(text[start - 1] ?? " ") || hasHan(text[start - 1] ?? "")) {
      ranges.push([start, places[at + needle.length - 1][1]]);
    }
  }
  return ranges;
}

function findWord(text, needle, letters, places) {
  if (!hasHan(needle)) {
    const found = occurrences(letters, places, needle, text);
    // One or two letters must be a whole word, because they begin too many words.
    if (needle.length < 3) return found.filter(([, end]) => !/[\p{L}\p{N}]/u.test(text[end] ?? " ") || hasHan(text[end]));
    return found.length ? found : occurrences(letters, places, stem(singular(needle)), text);
  }
  const found = occurrences(letters, places, needle, text);
  const characters = [...needle];
  if (found.length || characters.length < 3) return found;
  return characters.slice(1).flatMap((character, i) => occurrences(letters, places, characters[i] + character, text));
}

function merge(ranges) {
  const merged = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
