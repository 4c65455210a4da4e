/**
 * The weights of the ranking.
 *
 * Results are ordered by the kind of match (`Way` in engine.js), then by points, which are sums of the weights below.
 * So only differences within one kind of match matter. The weights were tuned on tests/search/queries.tsv;
 * tests/search/first_five.txt shows the effect of a change.
 */

import { Kind } from "./library.js";

/** Points of a match with a key of each kind, relative to the same match with a name. */
export const WORTH = {
  /** The reference: readers mostly type the name that pages show. */
  [Kind.NAME]: 0,
  /** Abbreviations are short and match by chance more often, so they rank slightly below names. */
  [Kind.ABBREVIATION]: -4,
  /** An alias ranks below the name of another term; with a smaller difference, aliases would hide other terms. */
  [Kind.ALIAS]: -8,
  /** Slightly below aliases: a variant spelling must not raise its term above others. */
  [Kind.SPELLING]: -10,
  /** The term only covers this concept: terms named with these words rank first, unless they match far less. */
  [Kind.COVER]: -22,
  /** A name to avoid still finds its term, after all correct names. */
  [Kind.WRONG]: -26,
  /** Below covered names: `∇` reads "nabla", a covered name of the gradient, which ranks above terms with `∇` in a formula. */
  [Kind.SYMBOL]: -26,
};

/** Factor of `WORTH` and of coverage for indirect matches (pinyin, typing errors), which are less certain. */
export const INDIRECT = 0.5;

/** Matches of names as typed. */
export const NAME = {
  /** Cost of a match by plural or spelling variant: more than any WORTH, because letters outweigh kinds of keys. */
  otherForm: 30,
  /** Points for covering the whole key: short names rank first. More would put short, rare terms before central ones. */
  share: 40,
  /** Points per doubling of the number of referring terms: central terms before special ones of similar length. */
  centrality: 3,
  /** Points for a prefix that ends at a word boundary ("neural|") rather than inside a word ("neural|s"). */
  wholeWord: 20,
  /** Points for a Chinese part at the end, the head of the name (学习 in 机器学习); shorter names still rank first. */
  atEnd: 6,
};

/** Matches of single words of names. `otherForm`, `joined`, `begun` and `error` are costs; the rest are numbers of errors. */
export const WORDS = {
  /** Cost of a word in another form: breaks ties only. */
  otherForm: 1,
  /** Cost of joining two words of the query (back propagation): the query as typed wins a near tie. */
  joined: 3,
  /** Cost of an incomplete last word: more than all other forms together, because it is another kind of match. */
  begun: 100,
  /** Cost of a typing error, against half the coverage: as much as 60 % of a name's length. */
  error: 12,
  /** An incomplete word without errors counts less than an error. */
  begunErrors: 0.5,
  /** An incomplete word with an error counts more than one error and less than two. */
  begunWrongErrors: 0.75,
};

/** Matches of Chinese names by pinyin. */
export const PINYIN = {
  /** The full reading of a whole name, above all partial readings. */
  whole: 99,
  /** All initials: below the full reading, because few letters match many names; above the first syllables of long names. */
  initials: 80,
  /** The first syllables, the last one possibly incomplete: at most (30 + 50) as much as all initials. */
  begun: 30,
  begunShare: 50,
  /** Initials or beginnings of syllables, or complete syllables within a name. */
  part: 20,
  /** Points for covering the whole name by beginnings of syllables, or by syllables within it. */
  share: 40,
  /** Points for covering the whole name by initials: half, because initials are less specific than syllables. */
  someInitialsShare: 20,
  /** Cost of each rare reading of a character: breaks near ties. */
  rare: 3,
};

/** Matches of whole keys with typing errors. */
export const TYPO = {
  /** Cost of each error: more than half of any WORTH, so that the nearer key ranks first whatever its kind. */
  error: 25,
  /** Points for homophones, which are typical errors with input methods: they rank above other wrong characters. */
  homophone: 10,
  /** Points for a Chinese key that the query contains (类|神经网络), above keys at the same distance. */
  contains: 10,
  /** Cost of matching only the beginning of a Chinese name with an error: it ranks below words with errors. */
  begun: 10,
};

/** Matches in definitions. Scores are shares of the best possible score, 0 to 1. */
export const PROSE = {
  /** A word that occurs nowhere weighs as much as one in this share of all terms; it may be the reader's own wording. */
  unknownWord: 1 / 3,
  /** Points for the words as a phrase: half the points of a term with all words in its names. */
  phrase: 0.5,
  /** Minimum share of the words, by weight, in a term. A lower value shows noise, a higher one hides near misses. */
  leastShare: 0.32,
};

/** "Did you mean", if nothing else is found. Points are numbers of errors. */
export const GUESS = {
  /** Errors per point of WORTH: the maximum is a third of an error, so that the kind of key only breaks ties. */
  worth: 0.0125,
  /** Maximum number of errors, as a share of the letters and absolute: readers do not recognize words with more. */
  errors: 0.4,
  mostErrors: 4,
  /** Minimum Dice coefficient of the bigrams of letters, against guesses of short words with the same letters. */
  alike: 0.45,
};

/** Minimum lengths, in letters or characters; shorter queries would match too much. */
export const LENGTH = {
  /** For preferring a name with one error to names that begin with the query. */
  near: 6,
  /** For an incomplete word with an error. */
  begunWithError: 6,
  /** For a Chinese name with one wrong character, with two, and for the beginning of one with a wrong character. */
  wrongHan: 3,
  twoWrongHan: 6,
  begunWithWrongHan: 4,
  /** For a phrase in a definition, including the space before it. */
  phrase: 5,
  /** For a guess. */
  guess: 5,
  /** For an incomplete last word in a definition. */
  begunInProse: 3,
};
