/**
 * The weights that order the results of a query.
 *
 * The way in which a term was found always decides first (engine.js, Way). Within a way its points decide, which are
 * sums of the weights below: only their differences within one way matter. They were set by the queries of
 * tests/search/queries.tsv; tests/search/first_five.txt shows what a change of one does.
 */

import { Kind } from "./library.js";

/** Points for a hit on a key of each kind, beside the same hit on a name. */
export const WORTH = {
  /** What all others are measured by: readers mostly type the name that pages show. */
  [Kind.NAME]: 0,
  /** Short, so it fits more often by chance; a little less than a name that is hit as well. */
  [Kind.ABBREVIATION]: -4,
  /** As good a name as any for its term, but less so than the name of another. More would hide terms behind their aliases. */
  [Kind.ALIAS]: -8,
  /** Just after aliases: another spelling of a name adds nothing new, so it must not lift its term above others. */
  [Kind.SPELLING]: -10,
  /** The term only covers this name: terms of their own with these words go first, unless it is covered far better. */
  [Kind.COVER]: -22,
  /** A rendering to avoid still finds its term, after everything that is right. */
  [Kind.WRONG]: -26,
  /** After covered names, for `∇` spelt out is the name "nabla" too: the gradient before what has it in a formula. */
  [Kind.SYMBOL]: -26,
};

/** Share of `WORTH` (and of coverage) that counts where letters do not match as typed: pinyin and errors say less. */
export const INDIRECT = 0.5;

/** Names that are hit as typed. */
export const NAME = {
  /** Lost where all words match but one by its plural or spelling: more than all of WORTH, for letters outweigh kinds. */
  otherForm: 30,
  /** For covering the whole key: short names before long ones. More would put short, rare terms before central ones. */
  share: 40,
  /** For each doubling of the terms that refer to it: central terms before special ones of about the same length. */
  centrality: 3,
  /** A prefix that ends with a word ("neural|") before one that ends in it ("neural|s"): that word is typed in full. */
  wholeWord: 20,
  /** A Chinese part at the end is the head of the name (学习 in 机器学习), but shorter names still go first. */
  atEnd: 6,
};

/** Words of names, each on its own. The first three are costs, the last two are numbers of errors. */
export const WORDS = {
  /** A word in another form: breaks ties only. */
  otherForm: 1,
  /** Two words of the query read as one (back propagation): the query as typed goes first in a near tie. */
  joined: 3,
  /** The last word is still being typed: more than all other forms together, for it is another way. */
  begun: 100,
  /** An error, against half the coverage: one costs as much as 60 % of a name's length. */
  error: 12,
  /** A word that goes on, but correctly, is less than an error. */
  begunErrors: 0.5,
  /** A word that goes on after an error: more than the error alone, less than two. */
  begunWrongErrors: 0.75,
};

/** Chinese names by their reading. */
export const PINYIN = {
  /** A name read in full, before all that is read in part. */
  whole: 99,
  /** All initials: after the whole name, for few letters fit many names; before the first syllables of a long one. */
  initials: 80,
  /** The first syllables, the last one cut short: at most (30 + 50) as much as all initials. */
  begun: 30,
  begunShare: 50,
  /** Initials or beginnings of syllables, or syllables within a name that are complete. */
  part: 20,
  /** For covering the whole name by beginnings of syllables, or by syllables within it. */
  share: 40,
  /** For covering it by initials: half, for initials say less than syllables. */
  someInitialsShare: 20,
  /** Lost for each rare reading of a character: breaks near ties. */
  rare: 3,
};

/** Whole keys with errors. */
export const TYPO = {
  /** Lost for each error: more than half of any WORTH, so that the nearer name goes first whatever its kind. */
  error: 25,
  /** Characters that sound right come from an input method: before the name itself with another character. */
  homophone: 10,
  /** A Chinese key that is in the query as a whole (类|神经网络): before one of the same distance that is not. */
  contains: 10,
  /** The beginning of a Chinese name, with an error: after words with errors that cover as much. */
  begun: 10,
};

/** Definitions. Scores are shares of the best possible, 0 to 1. */
export const PROSE = {
  /** A word that is nowhere weighs as one that this share of all terms has: it may be a word of the reader's own. */
  unknownWord: 1 / 3,
  /** For words that stand together as typed: half of what a term gets that has all of them in its names. */
  phrase: 0.5,
  /** The share of the words, by weight, that a term needs at least. Less shows noise, more hides near misses. */
  leastShare: 0.32,
};

/** "Did you mean", where nothing else is found. Points are errors. */
export const GUESS = {
  /** What a point of WORTH is in errors: all of it is a third of an error, so that the kind breaks ties only. */
  worth: 0.0125,
  /** How many errors, as a share of the letters and at most: beyond that nobody recognizes their word. */
  errors: 0.4,
  mostErrors: 4,
  /** The least share of neighbouring letters in common: else short words of the same letters are guessed. */
  alike: 0.45,
};

/** From how many letters or characters on something is tried: shorter ones would fit too much. */
export const LENGTH = {
  /** A name with one error, taken to be meant rather than what begins with the query. */
  near: 6,
  /** A word that is begun and has an error. */
  begunWithError: 6,
  /** A Chinese name with a wrong character, with two, and with one where it is only begun. */
  wrongHan: 3,
  twoWrongHan: 6,
  begunWithWrongHan: 4,
  /** Words that stand together in a definition, the space before them included. */
  phrase: 5,
  /** A guess. */
  guess: 5,
  /** The last word as the beginning of a word of a definition. */
  begunInProse: 3,
};
