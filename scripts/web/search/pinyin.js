/** Pinyin of Chinese names, and matching of Latin letters with it: in full, by initials, or mixed. */

const MARKS = /\p{M}/gu;

/** The letters of a reading as in input methods: without tones, ü as v. */
export const typed = (reading) => reading.normalize("NFKD").toLowerCase().replace(/u\u0304?\u0308/g, "v").replace(MARKS, "");

/** The spellings of a query to match as pinyin: its letters with ü as v, and also without tone numbers if it has any. */
export function spellings(query, folder) {
  const plain = typed(query.replace(/ü/gi, "v").replace(/[ǖǘǚǜ]/gi, "v"));
  const letters = folder.letters(plain).letters;
  const toneless = letters.replace(/([a-z])[1-5](?=[a-z]|$)/g, "$1");
  return toneless === letters ? [letters] : [letters, toneless];
}

/** The readings of characters. `usual` and `rare` map readings to strings of characters, `exceptions` names to readings. */
export class Readings {
  constructor(usual, rare, exceptions) {
    this.marked = new Map();
    this.typed = new Map();
    for (const [reading, characters] of Object.entries(usual)) for (const c of characters) this.add(c, reading);
    for (const [reading, characters] of Object.entries(rare)) for (const c of characters) this.add(c, reading);
    this.exceptions = exceptions;
  }

  add(character, reading) {
    if (!this.marked.has(character)) this.marked.set(character, reading);
    const forms = this.typed.get(character) ?? [];
    for (const form of variants(typed(reading))) if (!forms.includes(form)) forms.push(form);
    this.typed.set(character, forms);
  }

  /**
   * The units of a name, Chinese characters and Latin words: {start, end, han, readings, mark}.
   *
   * `start` and `end` (exclusive) are offsets in the name, in UTF-16 units. `han` is the folded character or "", `readings`
   * has the typed readings, the usual one first, and `mark` is the usual reading with its tone mark.
   */
  units(name, folder) {
    const units = [];
    const special = this.exceptions[name]?.split(" ");
    let han = 0;
    let at = 0;
    for (const character of name) {
      const folded = folder.character(character);
      const readings = this.typed.get(folded);
      const end = at + character.length;
      if (readings) {
        const mark = special?.[han] ?? this.marked.get(folded);
        const own = special?.[han] ? [...new Set([...variants(typed(mark)), ...readings])] : readings;
        units.push({ start: at, end, han: folded, readings: own, mark });
        han += 1;
      } else {
        const letters = folder.lettersOf(character);
        const last = units.at(-1);
        if (letters && last && !last.han && last.end === at) Object.assign(last, { end, readings: [last.readings[0] + letters] });
        else if (letters) units.push({ start: at, end, han: "", readings: [letters], mark: "" });
      }
      at = end;
    }
    return units;
  }
}

function variants(form) {
  if (!form.includes("v")) return [form];
  return [form, form.replace("v", "u"), form.replace("v", "yu")];
}

/** The usual reading of units as typed. */
export const inFull = (units) => units.map((unit) => unit.readings[0]).join("");

/** The reading of units for display, with tone marks; Latin words are kept. */
export const shown = (units, name) => units.map((unit) => unit.mark || name.slice(unit.start, unit.end)).join(" ");

/**
 * Match `letters` with full readings of the units from the index `from` on; the last reading may be incomplete. Returns
 * null, or {end, cut, rare}: the index after the last unit, whether its reading is incomplete, and the number of rare
 * readings.
 */
export function readFull(letters, units, from) {
  return walk(letters, 0, units, from, 0);
}

function walk(letters, at, units, u, rare) {
  if (at === letters.length) return { end: u, cut: false, rare };
  if (u === units.length) return null;
  const unit = units[u];
  if (unit.han && letters.startsWith(unit.han, at)) return walk(letters, at + unit.han.length, units, u + 1, rare);
  let best = null;
  unit.readings.forEach((reading, i) => {
    let found = null;
    const unusual = rare + (i && !reading.includes("u") ? 1 : 0);
    if (letters.startsWith(reading, at)) found = walk(letters, at + reading.length, units, u + 1, unusual);
    else if (reading.length > letters.length - at && reading.startsWith(letters.slice(at)))
      found = { end: u + 1, cut: true, rare: unusual };
    if (found && (!best || Number(found.cut) - Number(best.cut) || found.rare - best.rare) < 0) best = found;
    best ??= found;
  });
  return best;
}

/**
 * Match `letters` with the initials of the usual readings of the first units; zh, ch and sh may be one letter or two.
 * Returns the number of units, or 0.
 */
export function readInitials(letters, units) {
  return initials(letters, 0, units, 0);
}

function initials(letters, at, units, u) {
  if (at === letters.length) return u;
  if (u === units.length) return 0;
  const { han, readings } = units[u];
  const [reading] = readings;
  if (!han) return letters.startsWith(reading, at) ? initials(letters, at + reading.length, units, u + 1) : 0;
  if (reading[0] !== letters[at]) return 0;
  const two = reading[1] === "h" && letters[at + 1] === "h" ? initials(letters, at + 2, units, u + 1) : 0;
  return two || initials(letters, at + 1, units, u + 1);
}

/** Match `letters` with beginnings of the readings of the first units. Returns the number of units, or 0. */
export function readMixed(letters, units) {
  return mixed(letters, 0, units, 0);
}

function mixed(letters, at, units, u) {
  if (at === letters.length) return u;
  if (u === units.length) return 0;
  const unit = units[u];
  for (const reading of unit.han ? [unit.han, ...unit.readings] : unit.readings) {
    const least = unit.han ? 1 : reading.length;
    for (let n = sharedStart(reading, letters, at); n >= least; n--) {
      const found = mixed(letters, at + n, units, u + 1);
      if (found) return found;
    }
  }
  return 0;
}

function sharedStart(reading, letters, at) {
  let n = 0;
  while (n < reading.length && at + n < letters.length && reading[n] === letters[at + n]) n++;
  return n;
}
