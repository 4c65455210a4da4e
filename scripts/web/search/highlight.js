/** Excerpts and highlights of texts, as lists of pieces of which every second one is marked. */

import { hasHan, isCommon, singular, stem, words } from "./fold.js";

const EXCERPT = 150;
const LEAD = 40;

/** A text in pieces, marked where the needles (folded words) stand, or at the given ranges. */
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

/** The first words of a definition; if a needle stands only further on, the words around it. */
export function excerpt(text, folder, needles) {
  const first = find(text, folder, needles)[0]?.[0] ?? 0;
  const start = first < EXCERPT - LEAD ? 0 : backToWord(text, first - LEAD);
  const end = text.length <= start + EXCERPT + LEAD / 2 ? text.length : backToWord(text, start + EXCERPT);
  const pieces = highlight(text.slice(start, end).trim(), folder, needles);
  if (start) pieces[0] = `…${pieces[0]}`;
  if (end < text.length) pieces[pieces.length - 1] += "…";
  return pieces;
}

/** The beginning of the word at a place; in Chinese text the place itself. */
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

/** Where a run of letters stands, whatever spaces and hyphens are between; Latin letters only from the start of a word. */
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
    // Two letters are marked as a word of their own only: not the beginning of every other word.
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
