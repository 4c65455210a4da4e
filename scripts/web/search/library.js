/** The search index in memory: keys (names of terms), the vocabulary of the keys, and inverted indexes of definitions. */

import { Folder, hasHan, isCommon, singular, stem, words } from "./fold.js";
import { letterSet } from "./distance.js";
import { Readings, inFull } from "./pinyin.js";

/** The kinds of keys, and the corresponding fields of the index in the same order. `WRONG` are names to avoid. */
export const Kind = { NAME: 0, ABBREVIATION: 1, ALIAS: 2, SPELLING: 3, COVER: 4, WRONG: 5, SYMBOL: 6 };
const KINDS = ["names", "abbreviations", "aliases", "spellings", "covers", "wrong", "symbols"];
const BY_LANGUAGE = KINDS.filter((name) => name !== "abbreviations" && name !== "symbols");

/** A name of a term: `text` as in the index, `folded`, its `words`, and its `letters` without spaces. */
class Key {
  constructor(term, kind, text, folded) {
    Object.assign(this, { term, kind, text, folded });
    this.words = words(folded);
    this.letters = this.words.join("");
    this.han = hasHan(folded);
    this.spoken = false;
    this.set = letterSet(this.letters);
    this.mine = true;
    this.units = null;
    this.pinyin = "";
    this.pinyinSet = 0;
  }
}

/** A term of the index at the position `at`. `names` has the language of the page first. */
class Entry {
  constructor({ terms, source, spoken }, at) {
    const own = (name) => terms[name][at];
    const inAll = (name) => terms[name].flatMap((column) => column[at]);
    Object.assign(this, { at, centrality: own("central"), names: inAll("names"), text: own("text") });
    /** The names in languages with pinyin; a Japanese name may have the same characters as a Chinese one. */
    this.spoken = new Set(BY_LANGUAGE.flatMap((name) => spoken.flatMap((language) => terms[name][language][at])));
    this.slug = own("slug") || this.names[source].toLowerCase().match(/[a-z0-9]+/g).join("-");
    this.lists = KINDS.map((name) => (BY_LANGUAGE.includes(name) ? inAll(name) : own(name)));
    this.keys = [];
    this.prose = null;
  }
}

export class Library {
  constructor(index) {
    this.index = index;
    this.folder = new Folder(...index.traditional);
    this.readings = new Readings(index.readings, index.rare, index.exceptions);
    this.entries = index.terms.slug.map((_, at) => new Entry(index, at));
    this.keys = [];
    this.vocabulary = [];
    this.words = new Map();
    for (const entry of this.entries) this.addKeys(entry);
    this.byLetters = groupBy(this.keys, (key) => key.letters);
    this.bySingular = groupBy(this.vocabulary, (known) => known.singular);
    this.sortedKeys = new Sorted(this.keys, (key) => key.letters);
    this.sortedWords = new Sorted(this.vocabulary, (known) => known.text);
    this.ambiguous = new Map(index.ambiguous.map(([word, terms]) => [this.letters(word), terms]));
    this.spokenKeys = null;
    this.proseWords = null;
  }

  /** Fold a query and replace words of Taiwan and Hong Kong by those of mainland China. */
  read(text) {
    const folded = this.folder.fold(text);
    return this.index.regional.reduce((changed, [from, to]) => changed.replaceAll(from, to), folded);
  }

  letters(text) {
    return words(this.folder.fold(text)).join("");
  }

  addKeys(entry) {
    const seen = new Set();
    entry.lists.forEach((list, kind) => {
      list.forEach((text, i) => {
        const key = new Key(entry, kind, text, this.folder.fold(text));
        key.spoken = key.han && entry.spoken.has(text);
        const same = `${key.letters} ${key.spoken}`;
        if (!key.letters || seen.has(same)) return;
        seen.add(same);
        key.mine = kind !== Kind.NAME || i === 0;
        entry.keys.push(key);
        this.keys.push(key);
        this.addWords(key);
      });
    });
  }

  /** Add the Latin words of a key to the vocabulary, and each two adjacent ones joined (mini-batch is also minibatch). */
  addWords(key) {
    const latin = key.words.filter((word) => !hasHan(word));
    const joined = latin.slice(1).map((word, i) => latin[i] + word);
    for (const word of new Set([...latin, ...joined])) {
      let known = this.words.get(word);
      if (!known) {
        known = { text: word, singular: singular(word), set: letterSet(word), keys: [] };
        this.words.set(word, known);
        this.vocabulary.push(known);
      }
      known.keys.push(key);
    }
  }

  /** Build the pinyin tables of the Chinese keys, on the first query in Latin letters. */
  speak() {
    if (this.spokenKeys) return;
    this.spokenKeys = this.keys.filter((key) => key.spoken);
    this.fromStart = new Map();
    this.fromWithin = new Map();
    for (const key of this.spokenKeys) {
      key.units = this.readings.units(key.text, this.folder);
      key.pinyin = inFull(key.units);
      key.pinyinSet = letterSet(key.pinyin);
      key.units.forEach((unit, from) => {
        const starts = new Set(unit.readings.map((reading) => reading.slice(0, from ? 2 : 1)));
        if (unit.han && !from) starts.add(unit.han);
        for (const start of starts) put(from ? this.fromWithin : this.fromStart, start, from ? [key, from] : key);
      });
    }
  }

  /** The Chinese keys whose reading may begin with `letters`, and pairs of a key and the unit from which it may match. */
  soundingLike(letters) {
    this.speak();
    const first = String.fromCodePoint(letters.codePointAt(0));
    const within = [letters.slice(0, 1), letters.slice(0, 2)].flatMap((start) => this.fromWithin.get(start) ?? []);
    return { keys: this.fromStart.get(first) ?? [], within };
  }

  /** Build the inverted indexes of definitions: terms by word, words by stem, and terms by Chinese unigrams and bigrams. */
  readProse() {
    if (this.proseWords) return;
    this.proseWords = new Map();
    this.proseStems = new Map();
    this.grams = new Map();
    for (const entry of this.entries) {
      for (const key of entry.keys) if (key.han) this.addGrams(key.words, entry, IN_NAME);
      const all = words(this.folder.fold(entry.text));
      entry.prose = ` ${all.join(" ")} `;
      this.addGrams(all, entry, IN_PROSE);
      for (const word of new Set(all)) if (!hasHan(word) && !isCommon(word)) put(this.proseWords, word, entry);
    }
    for (const word of this.proseWords.keys()) put(this.proseStems, stem(word), word);
    this.sortedProse = new Sorted([...this.proseWords.keys()], (word) => word);
  }

  addGrams(all, entry, worth) {
    for (const word of all) {
      if (!hasHan(word)) continue;
      for (let i = 0; i < word.length; i++) {
        this.addGram(word[i], entry, worth);
        if (i) this.addGram(word[i - 1] + word[i], entry, worth);
      }
    }
  }

  addGram(gram, entry, worth) {
    let found = this.grams.get(gram);
    if (!found) this.grams.set(gram, (found = new Map()));
    if (!(found.get(entry) >= worth)) found.set(entry, worth);
  }
}

/** Weights of a word in a name and in a definition: two words in the definition outweigh one in a name. */
export const IN_NAME = 1.5;
export const IN_PROSE = 1;

/** A sorted list for lookups by prefix. */
class Sorted {
  constructor(things, name) {
    this.things = things.map((thing) => [name(thing), thing]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  /** The things whose names begin with `start`, by binary search. */
  *beginning(start) {
    let low = 0;
    for (let high = this.things.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.things[middle][0] < start) low = middle + 1;
      else high = middle;
    }
    for (; low < this.things.length && this.things[low][0].startsWith(start); low++) yield this.things[low][1];
  }
}

function put(groups, value, thing) {
  const group = groups.get(value);
  if (group) group.push(thing);
  else groups.set(value, [thing]);
}

function groupBy(things, property) {
  const groups = new Map();
  for (const thing of things) put(groups, property(thing), thing);
  return groups;
}
