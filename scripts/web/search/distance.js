/** Edit distance of words: insertions, deletions, substitutions and transpositions of adjacent letters. */

export const BEYOND = 99;
let before = new Uint8Array(64);
let previous = new Uint8Array(64);
let current = new Uint8Array(64);

/** The set of letters of a word as a 32-bit mask (by the low 5 bits of their codes), for a fast lower bound of distances. */
export function letterSet(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** Whether words with these letter sets may be within `most` errors of each other. */
export function mayBeNear(a, b, most) {
  return countBits(a & ~b) <= most && countBits(b & ~a) <= most;
}

function countBits(bits) {
  let n = 0;
  for (let rest = bits; rest; rest &= rest - 1) n++;
  return n;
}

/**
 * The edit distance of two words, or BEYOND if it is more than `most`: the optimal string alignment distance, a
 * restricted Damerau–Levenshtein distance, by dynamic programming over three rows. With `open` it is the least distance
 * of `a` to any prefix of `b`, for a word that is still being typed. Lengths are in UTF-16 units.
 */
export function distance(a, b, most, open = false) {
  const long = open ? Math.min(b.length, a.length + most) : b.length;
  if (a.length - long > most || long - a.length > most) return BEYOND;
  if (current.length <= long) [before, previous, current] = [0, 0, 0].map(() => new Uint8Array(long * 2));
  for (let j = 0; j <= long; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let least = (current[0] = i);
    for (let j = 1; j <= long; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(previous[j - 1] + (same ? 0 : 1), previous[j] + 1, current[j - 1] + 1);
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return BEYOND;
    [before, previous, current] = [previous, current, before];
  }
  let found = previous[long];
  if (open) for (let j = 0; j <= long; j++) found = Math.min(found, previous[j]);
  return found <= most ? found : BEYOND;
}

/** The number of typing errors allowed in a word: one from four letters, two from eight. */
export const forgiven = (length) => (length >= 8 ? 2 : length >= 4 ? 1 : 0);
