/** How far two words are apart in typing errors: a letter too many, too few, wrong, or two exchanged. */

export const BEYOND = 99;
let before = new Uint8Array(64);
let previous = new Uint8Array(64);
let current = new Uint8Array(64);

/** A set of the letters of a word as bits, to tell quickly that two words are far apart. */
export function letterSet(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** Whether two words with these letters may be within `most` errors of each other. */
export function mayBeNear(a, b, most) {
  return countBits(a & ~b) <= most && countBits(b & ~a) <= most;
}

function countBits(bits) {
  let n = 0;
  for (let rest = bits; rest; rest &= rest - 1) n++;
  return n;
}

/**
 * The least number of errors between two words (optimal string alignment), or 99 if there are more than `most`.
 * With `open` the second word may go on after what the first one gives: the first is still being typed.
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

/** How many errors are forgiven: one from four letters, two from eight. */
export const forgiven = (length) => (length >= 8 ? 2 : length >= 4 ? 1 : 0);
