/**
 * The search engine: finds terms by name, abbreviation, part, pinyin, misspelling or definition.
 *
 * The query is compared with every key of every term in several ways, and the best match decides the rank of the term.
 * Names are few and short, so their rank depends on the kind of match, not on word statistics as in full-text search.
 */

import { BEYOND, distance, forgiven, letterSet, mayBeNear } from "./distance.js";
import { hasHan, isCommon, singular, stem, withoutQuestion, words } from "./fold.js";
import { IN_NAME, IN_PROSE, Kind, Library } from "./library.js";
import { inFull, readFull, readInitials, readMixed, shown, spellings } from "./pinyin.js";
import { excerpt, highlight } from "./highlight.js";
import { GUESS, INDIRECT, LENGTH, NAME, PINYIN, PROSE, TYPO, WORDS, WORTH } from "./weights.js";

/** The kinds of matches, best first. Within a kind, matches are ranked by points (weights.js), then by centrality. */
export const Way = {
  AMBIGUOUS: "ambiguous",
  EXACT: "exact",
  ALIAS: "alias",
  COVER: "cover",
  PREFIX: "prefix",
  WORDS: "words",
  NEAR: "near",
  WORD_PREFIX: "word-prefix",
  PINYIN: "pinyin",
  TYPO: "typo",
  PART_OF_PINYIN: "part-of-pinyin",
  TYPOS_IN_WORDS: "typos-in-words",
  PINYIN_TYPO: "pinyin-typo",
  DEFINITION: "definition",
  PARTIAL: "partial",
  GUESS: "guess",
};
const PLACE = new Map(Object.values(Way).map((way, place) => [way, place]));

const LONGEST_QUERY = 120;
const MOST_RESULTS = 20;

export class Engine {
  constructor(index) {
    this.index = index;
    this.library = new Library(index);
  }

  /** Build all tables ahead of the first query. */
  warm() {
    this.library.speak();
    this.library.readProse();
    for (const query of ["gradiemt desc", "tidu", this.library.entries[0]?.names[0] ?? ""]) this.search(query);
  }

  /** The results of a query, best first, at most `most`. */
  search(written, most = MOST_RESULTS) {
    const query = this.read(written);
    if (!query) return [];
    const hits = new Hits();
    this.findNames(query, hits);
    if (!query.han || query.latin) this.findPinyin(query, hits);
    const isNamed = hits.any(Way.WORD_PREFIX);
    this.findWholeTypos(query, hits);
    if (!isNamed) this.findTypos(query, hits);
    this.findProse(query, hits);
    if (hits.isEmpty) this.guess(query, hits);
    this.findAmbiguous(query, hits);
    return hits.sorted(most).map((hit, i) => this.result(hit, query, most - i));
  }

  /** Suggestions for the search box: the last word, completed from a name of the first result. */
  complete(written, results) {
    const name = results[0]?.names.map((pieces) => pieces.join("")).find((n) => n.toLowerCase().startsWith(written.toLowerCase()));
    if (!name || name.length === written.length || !written.trim()) return [];
    const last = written.split(/[\s-]+/).at(-1);
    return last ? [last + name.slice(written.length).split(/[\s-]/)[0]] : [];
  }

  read(written) {
    const text = written.slice(0, LONGEST_QUERY);
    const whole = this.library.read(text);
    const folded = withoutQuestion(whole);
    const all = words(folded);
    if (!all.length) return null;
    const letters = all.join("");
    return {
      text,
      words: all,
      letters,
      wholeLetters: words(whole).join(""),
      one: all.map(singular).join(""),
      set: letterSet(letters),
      han: hasHan(folded),
      latin: all.some((word) => !hasHan(word)),
    };
  }

  // Names

  findNames(query, hits) {
    this.findExact(query.wholeLetters, hits);
    this.findExact(query.letters, hits);
    this.findForms(query, hits);
    this.findPrefix(query, hits);
    this.findWords(query, hits);
    if (query.han) this.findParts(query, hits);
  }

  findExact(letters, hits) {
    for (const key of this.library.byLetters.get(letters) ?? []) hits.add(key, exactly(key), WORTH[key.kind]);
  }

  /** Keys that differ from the query only in plurals or in British and American endings. */
  findForms(query, hits) {
    if (query.han) return;
    for (const known of this.library.bySingular.get(singular(query.words.at(-1))) ?? []) {
      for (const key of known.keys) {
        if (key.one === undefined) key.one = key.words.map(singular).join("");
        if (key.one === query.one && key.letters !== query.letters) hits.add(key, exactly(key), WORTH[key.kind] - NAME.otherForm);
      }
    }
  }

  findPrefix(query, hits) {
    const { letters } = query;
    for (const key of this.library.sortedKeys.beginning(letters)) {
      if (key.letters === letters) continue;
      const isName = key.kind === Kind.NAME || key.kind === Kind.ABBREVIATION;
      const wholeWord = endsWord(key, letters) ? NAME.wholeWord : 0;
      hits.add(key, isName ? Way.PREFIX : Way.WORD_PREFIX, coverage(key, letters.length) + wholeWord);
    }
  }

  /** Keys that contain all words of the query in any order; the last word may be incomplete. */
  findWords(query, hits) {
    for (const terms of wordings(query.words)) {
      const latin = terms.filter((word) => !hasHan(word));
      const han = terms.filter(hasHan);
      if (!latin.length) continue;
      const found = this.inAllWords(latin, (word, isLast) => this.exactWords(word, isLast && !han.length));
      for (const [key, cost] of found) {
        if (han.some((part) => !key.letters.includes(part))) continue;
        const isBegun = cost >= WORDS.begun;
        const lost = (cost % WORDS.begun) + (terms === query.words ? 0 : WORDS.joined);
        hits.add(key, isBegun ? Way.WORD_PREFIX : Way.WORDS, coverage(key, terms.join("").length) - lost);
      }
    }
  }

  /** The words of the vocabulary that match a word of the query, each with its cost (see WORDS). */
  exactWords(word, open) {
    const forms = this.library.bySingular.get(singular(word)) ?? [];
    const found = forms.map((known) => [known, known.text === word ? 0 : WORDS.otherForm]);
    const begun = open ? this.library.sortedWords.beginning(word) : [];
    for (const known of begun) if (known.text !== word) found.push([known, WORDS.begun]);
    return found;
  }

  /** The keys that have a match for each word of `latin`, with the least sum of costs. */
  inAllWords(latin, lookUp) {
    let found = null;
    latin.forEach((word, i) => {
      const here = new Map();
      for (const [known, cost] of lookUp(word, i === latin.length - 1)) {
        for (const key of known.keys) {
          const sum = (found ? found.get(key) : 0) + cost;
          if (sum >= 0 && !(here.get(key) <= sum)) here.set(key, sum);
        }
      }
      found = here;
    });
    return found;
  }

  /** Chinese keys that contain all Chinese runs of the query. */
  findParts(query, hits) {
    if (query.latin) return;
    for (const key of this.library.keys) {
      if (!key.han || !query.words.every((part) => key.letters.includes(part))) continue;
      const atEnd = key.letters.endsWith(query.letters) ? NAME.atEnd : 0;
      hits.add(key, Way.WORDS, coverage(key, query.letters.length) + atEnd);
    }
  }

  // Pinyin

  findPinyin(query, hits) {
    for (const letters of spellings(query.text, this.library.folder)) {
      if (letters.length < 2) continue;
      const { keys, within } = this.library.soundingLike(letters);
      for (const key of keys) this.readStart(key, letters, hits);
      for (const [key, from] of within) this.readWithin(key, from, letters, hits);
    }
  }

  /** Match `letters` with the beginning of a key: full syllables, initials, or beginnings of syllables. */
  readStart(key, letters, hits) {
    const { units } = key;
    const worth = WORTH[key.kind];
    const add = (way, points, end) => hits.add(key, way, points, { units: [0, end] });
    const full = readFull(letters, units, 0);
    if (full) {
      const isWhole = full.end === units.length && !full.cut;
      const points = isWhole ? PINYIN.whole : PINYIN.begun + (PINYIN.begunShare * full.end) / units.length;
      add(Way.PINYIN, points + worth * INDIRECT - PINYIN.rare * full.rare, full.end);
      return;
    }
    const end = readInitials(letters, units);
    const share = end / units.length;
    if (share === 1 && end > 1) add(Way.PINYIN, PINYIN.initials + worth, end);
    else if (end > 2) add(Way.PART_OF_PINYIN, PINYIN.part + PINYIN.someInitialsShare * share + worth, end);
    const mixed = end ? 0 : readMixed(letters, units);
    if (mixed && letters.length > mixed) {
      const way = mixed === units.length ? Way.PINYIN : Way.PART_OF_PINYIN;
      add(way, PINYIN.part + (PINYIN.share * mixed) / units.length + worth * INDIRECT, mixed);
    }
  }

  readWithin(key, from, letters, hits) {
    const { units } = key;
    const inner = readFull(letters, units, from);
    if (!inner || (letters.length < 3 && inner.end < units.length)) return;
    const share = (inner.end - from) / units.length;
    const points = PINYIN.share * share + (inner.cut ? 0 : PINYIN.part) + WORTH[key.kind] * INDIRECT;
    hits.add(key, Way.PART_OF_PINYIN, points, { units: [from, inner.end] });
  }

  // Typing errors

  findTypos(query, hits) {
    this.findWordTypos(query, hits);
    if (query.han) {
      this.findHomophones(query, hits);
      this.findWrongCharacters(query, hits);
    } else this.findPinyinTypos(query, hits);
  }

  findWholeTypos(query, hits) {
    const most = forgiven(query.letters.length);
    if (!most || query.han) return;
    for (const key of this.library.keys) {
      if (key.han || !mayBeNear(query.set, key.set, most)) continue;
      const far = distance(query.letters, key.letters, most);
      if (far < BEYOND && far) hits.add(key, nearness(key, far), similarity(key, far), { typo: true });
    }
  }

  findWordTypos(query, hits) {
    for (const terms of wordings(query.words)) {
      const latin = terms.filter((word) => !hasHan(word));
      const han = terms.filter(hasHan);
      if (!latin.length) continue;
      const found = this.inAllWords(latin, (word, isLast) => this.nearWords(word, isLast));
      for (const [key, cost] of found) {
        if (han.some((part) => !key.letters.includes(part))) continue;
        const points = coverage(key, query.letters.length) * INDIRECT - WORDS.error * cost;
        hits.add(key, Way.TYPOS_IN_WORDS, points, { typo: true });
      }
    }
  }

  nearWords(word, open) {
    const most = forgiven(word.length);
    const set = letterSet(word);
    const one = singular(word);
    const found = [];
    for (const known of this.library.vocabulary) {
      if (known.text === word || known.singular === one) found.push([known, 0]);
      else if (open && known.text.startsWith(word)) found.push([known, WORDS.begunErrors]);
      else if (most) {
        const far = mayBeNear(set, known.set, most) ? distance(word, known.text, most) : BEYOND;
        if (far < BEYOND) found.push([known, far]);
        else if (open && word.length >= LENGTH.begunWithError) {
          const begun = distance(word, known.text, 1, true);
          if (begun < BEYOND) found.push([known, begun + WORDS.begunWrongErrors]);
        }
      }
    }
    return found;
  }

  /** Chinese homophones of keys, typical errors with input methods (剃度 for 梯度). */
  findHomophones(query, hits) {
    const { library } = this;
    library.speak();
    const units = library.readings.units(query.letters, library.folder);
    const sound = inFull(units);
    if (hasHan(sound)) return;
    for (const key of library.spokenKeys) {
      if (key.pinyin === sound) hits.add(key, Way.TYPO, similarity(key, 0) + TYPO.homophone, { typo: true });
    }
  }

  /** Chinese keys at a small edit distance, at most one wrong character in three. */
  findWrongCharacters(query, hits) {
    const { length } = query.letters;
    const most = length >= LENGTH.twoWrongHan ? 2 : length >= LENGTH.wrongHan ? 1 : 0;
    if (!most) return;
    for (const key of this.library.keys) {
      if (!key.han || key.letters.length < LENGTH.wrongHan) continue;
      const far = distance(query.letters, key.letters, most);
      const within = query.letters.includes(key.letters) ? TYPO.contains : 0;
      if (far < BEYOND) hits.add(key, Way.TYPO, similarity(key, far) + within, { typo: true });
      else if (length >= LENGTH.begunWithWrongHan && distance(query.letters, key.letters, most, true) < BEYOND)
        hits.add(key, Way.TYPOS_IN_WORDS, coverage(key, length) * INDIRECT - TYPO.begun, { typo: true });
    }
  }

  findPinyinTypos(query, hits) {
    const letters = spellings(query.text, this.library.folder)[0];
    const most = forgiven(letters.length);
    const set = letterSet(letters);
    if (!most) return;
    for (const key of this.library.spokenKeys) {
      if (!mayBeNear(set, key.pinyinSet, most)) continue;
      const far = distance(letters, key.pinyin, most);
      if (far < BEYOND) hits.add(key, Way.PINYIN_TYPO, similarity(key, far), { units: [0, key.units.length] });
    }
  }

  // Definitions

  /**
   * Terms whose names and definitions contain the words of the query: all of them, or enough by weight
   * (PROSE.leastShare). Words are weighted by inverse document frequency.
   */
  findProse(query, hits) {
    this.library.readProse();
    const wanted = query.words.filter((word) => !isCommon(word)).flatMap(needlesOf);
    const places = wanted.map((needle, i) => this.occurrences(needle, i === wanted.length - 1));
    if (!places.some((found) => found.size)) return;
    const total = this.library.entries.length;
    // A word that occurs nowhere counts as one in PROSE.unknownWord of all terms.
    const weights = places.map((found) => Math.log(1 + total / (found.size || total * PROSE.unknownWord)));
    const sum = weights.reduce((a, b) => a + b, 0);
    // Terms with some of the words only are shown if there is no better match.
    const isFound = hits.any(Way.TYPO);
    const scores = new Map();
    places.forEach((found, i) => {
      for (const [entry, worth] of found) scores.set(entry, (scores.get(entry) ?? 0) + weights[i] * worth);
    });
    const phrase = ` ${query.words.join(" ")}`.slice(query.han ? 1 : 0);
    for (const [entry, score] of scores) {
      const share = score / sum / IN_NAME;
      if (places.every((found) => found.has(entry))) {
        const isPhrase = phrase.length >= LENGTH.phrase && entry.prose.includes(phrase);
        hits.addEntry(entry, Way.DEFINITION, share + (isPhrase ? PROSE.phrase : 0));
      } else if (share > PROSE.leastShare && !isFound) hits.addEntry(entry, Way.PARTIAL, share);
    }
  }

  /** The terms with a word in a name or in the definition, each with its weight (IN_NAME or IN_PROSE). */
  occurrences(needle, isLast) {
    const { library } = this;
    if (needle.han) return library.grams.get(needle.word) ?? new Map();
    const forms = library.proseStems.get(stem(needle.word)) ?? [];
    const begun = isLast && needle.word.length >= LENGTH.begunInProse ? library.sortedProse.beginning(needle.word) : [];
    const found = new Map();
    for (const word of [...forms, ...begun]) for (const entry of library.proseWords.get(word)) found.set(entry, IN_PROSE);
    for (const known of library.bySingular.get(singular(needle.word)) ?? []) {
      for (const key of known.keys) found.set(key.term, IN_NAME);
    }
    return found;
  }

  // Guesses and ambiguous words

  /** The keys nearest to a query without other matches, for "did you mean". */
  guess(query, hits) {
    const { letters } = query;
    if (query.han || letters.length < LENGTH.guess) return;
    const most = Math.min(GUESS.mostErrors, Math.floor(letters.length * GUESS.errors));
    for (const key of this.library.keys) {
      const [text, set] = key.han ? [key.pinyin, key.pinyinSet] : [key.letters, key.set];
      if (text.length < LENGTH.guess || !mayBeNear(query.set, set, most)) continue;
      const far = distance(letters, text, most);
      if (far < BEYOND && shares(letters, text)) hits.add(key, Way.GUESS, GUESS.worth * WORTH[key.kind] - far, { typo: !key.han });
    }
  }

  /** An ambiguous word: all its terms rank first, in the order of `ambiguous.yml`. */
  findAmbiguous(query, hits) {
    const offered = this.library.ambiguous.get(query.letters) ?? this.library.ambiguous.get(query.one) ?? [];
    offered.forEach((at, i) => hits.addEntry(this.library.entries[at], Way.AMBIGUOUS, -i));
  }

  // Results

  result(hit, query, score) {
    const { entry, key, way, units } = hit;
    const { folder } = this.library;
    const spoken = units && key.units ? shown(key.units, key.text) : "";
    const isName = !key || key.kind === Kind.NAME;
    const near = hit.typo ? nearWordsOf(key, query) : [];
    const ranges = units ? [[key.units[units[0]].start, key.units[units[1] - 1].end]] : null;
    const mark = (text) => {
      if (ranges && text === key.text) return highlight(text, folder, [], ranges);
      return highlight(text, folder, text === key?.text ? [...query.words, ...near] : query.words);
    };
    return {
      slug: entry.slug,
      location: this.index.address.replace("{}", entry.slug),
      score,
      way,
      names: entry.names.map(mark),
      matched: isName || way === Way.DEFINITION || way === Way.PARTIAL ? null : mark(key.text),
      wrong: Boolean(key) && key.kind === Kind.WRONG,
      pinyin: spoken,
      excerpt: excerpt(entry.text, folder, query.words),
    };
  }
}

const exactly = (key) => {
  if (key.kind === Kind.NAME || key.kind === Kind.ABBREVIATION) return Way.EXACT;
  return key.kind === Kind.ALIAS || key.kind === Kind.SPELLING ? Way.ALIAS : Way.COVER;
};

/** The kind of match of a key with errors; a name with one error ranks above names that begin with the query. */
const nearness = (key, far) => (far === 1 && key.kind === Kind.NAME && key.letters.length >= LENGTH.near ? Way.NEAR : Way.TYPO);

/** The points of a partial match: the covered share of the key, the kind of key, and the centrality of the term. */
const coverage = (key, length) =>
  (NAME.share * length) / key.letters.length + WORTH[key.kind] + NAME.centrality * Math.log2(1 + key.term.centrality);

/** The points of a match of a whole key with errors. */
const similarity = (key, errors) => WORTH[key.kind] * INDIRECT - TYPO.error * errors;

/** Whether the first words of a key consist of exactly these letters. */
function endsWord(key, letters) {
  let length = 0;
  for (const word of key.words) {
    length += word.length;
    if (length >= letters.length) return length === letters.length;
  }
  return false;
}

/** The words of a query, then the variants with two adjacent Latin words joined (back propagation). */
function wordings(all) {
  const found = [all];
  for (let i = 0; i + 1 < all.length && all.length < 8; i++) {
    if (!hasHan(all[i]) && !hasHan(all[i + 1])) found.push([...all.slice(0, i), all[i] + all[i + 1], ...all.slice(i + 2)]);
  }
  return found;
}

/** The units to look up in definitions: a Latin word, or the bigrams of a Chinese run. */
function needlesOf(word) {
  if (!hasHan(word)) return [{ word, han: false }];
  const characters = [...word];
  if (characters.length < 3) return [{ word, han: true }];
  return characters.slice(1).map((character, i) => ({ word: characters[i] + character, han: true }));
}

/** The words of a key that match words of the query with typing errors, for highlighting. */
function nearWordsOf(key, query) {
  const whole = forgiven(query.letters.length) || 1;
  if (distance(query.letters, key.letters, whole) < BEYOND) return key.words;
  return key.words.filter((known) =>
    query.words.some((word) => distance(word, known, Math.max(1, forgiven(word.length)), word.length >= LENGTH.begunWithError) < BEYOND && word.length > 3),
  );
}

/** Whether two words have a large enough Dice coefficient of their bigrams. */
function shares(a, b) {
  const pairs = new Set();
  for (let i = 0; i + 1 < a.length; i++) pairs.add(a.slice(i, i + 2));
  let common = 0;
  for (let i = 0; i + 1 < b.length; i++) common += pairs.has(b.slice(i, i + 2)) ? 1 : 0;
  return (2 * common) / (a.length + b.length - 2) >= GUESS.alike;
}

/** Compares hits: the better kind of match first, then more points. */
const byRank = (a, b) => PLACE.get(a.way) - PLACE.get(b.way) || b.points - a.points;

/** Collects the best hit of each term. */
class Hits {
  constructor() {
    this.best = new Map();
  }

  get isEmpty() {
    return !this.best.size;
  }

  /** Whether there is a hit of the kind `way` or better. */
  any(way) {
    for (const hit of this.best.values()) if (PLACE.get(hit.way) <= PLACE.get(way)) return true;
    return false;
  }

  add(key, way, points, how = {}) {
    this.put({ entry: key.term, key, way, points, units: null, typo: false, ...how });
  }

  addEntry(entry, way, points) {
    this.put({ entry, key: null, way, points, units: null, typo: false });
  }

  put(hit) {
    const known = this.best.get(hit.entry);
    if (!known || byRank(hit, known) < 0) {
      if (known && !hit.key) hit.key = known.key;
      this.best.set(hit.entry, hit);
    }
  }

  sorted(most) {
    const order = (a, b) => byRank(a, b) || b.entry.centrality - a.entry.centrality || a.entry.at - b.entry.at;
    return [...this.best.values()].sort(order).slice(0, most);
  }
}
