/**
 * Folding of characters and words: equivalent spellings become equal.
 *
 * Texts are folded character by character, so that positions in folded texts can be mapped back to the original.
 */

const GREEK = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", ι: "iota", κ: "kappa",
  λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", ο: "omicron", π: "pi", ρ: "rho", σ: "sigma", ς: "sigma", τ: "tau",
  υ: "upsilon", φ: "phi", χ: "chi", ψ: "psi", ω: "omega",
};
const SIGNS = { "∇": "nabla", "∂": "partial", "∑": "sum", "∏": "product", "∫": "integral", "√": "sqrt", "∞": "infinity" };
const LETTERS = { "×": "x", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "’": "", "'": "" };

const WORD = /\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}])+/gu;
const HAN = /\p{sc=Han}/u;

/** Whether a text contains a Chinese character. */
export const hasHan = (text) => HAN.test(text);

/** The words of a folded text: runs of letters and digits, and runs of Chinese characters. */
export const words = (folded) => folded.match(WORD) ?? [];

/** Folds case, width, accents and traditional characters, and replaces Greek letters and signs by names (σ by sigma). */
export class Folder {
  /** `traditional` and `simplified` are strings of equal length: variant characters and their simplified forms. */
  constructor(traditional = "", simplified = "") {
    this.known = new Map();
    const to = [...simplified];
    this.simplified = new Map([...traditional].map((character, i) => [character, to[i]]));
    for (const [character, name] of Object.entries({ ...GREEK, ...SIGNS })) this.known.set(character, ` ${name} `);
    for (const [character, letters] of Object.entries(LETTERS)) this.known.set(character, letters);
    this.bare = new Map();
  }

  character(character) {
    let folded = this.known.get(character);
    if (folded === undefined) {
      folded = this.foldCharacter(character);
      this.known.set(character, folded);
    }
    return folded;
  }

  foldCharacter(character) {
    const plain = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return [...plain].map((c) => this.known.get(c) ?? this.simplified.get(c) ?? c).join("");
  }

  fold(text) {
    let folded = "";
    for (const character of text) folded += this.character(character);
    return folded;
  }

  /** The letters and digits of a folded character. */
  lettersOf(character) {
    let letters = this.bare.get(character);
    if (letters === undefined) this.bare.set(character, (letters = words(this.character(character)).join("")));
    return letters;
  }

  /**
   * The folded letters and digits of a text as one string, and for each of its UTF-16 units the range [start, end) of the
   * original character.
   */
  letters(text) {
    let letters = "";
    const places = [];
    let at = 0;
    for (const character of text) {
      for (const letter of this.lettersOf(character)) {
        letters += letter;
        // A letter outside the Basic Multilingual Plane has two UTF-16 units.
        for (let i = 0; i < letter.length; i++) places.push([at, at + character.length]);
      }
      at += character.length;
    }
    return { letters, places };
  }
}

const ENDINGS = [
  [/(?:ss|us|is)$/, (word) => word],
  [/ies$/, (word) => (word.length > 4 ? `${word.slice(0, -3)}y` : word)],
  [/(?:ch|sh|x|z|ss)es$/, (word) => word.slice(0, -2)],
  [/s$/, (word) => (word.length > 2 ? word.slice(0, -1) : word)],
];

/** An English word without its regular plural ending, in American spelling. */
export function singular(word) {
  const [, cut] = ENDINGS.find(([ending]) => ending.test(word)) ?? [, (same) => same];
  return american(cut(word));
}

const american = (word) =>
  word.length < 6 ? word : word.replace(/is(ation|e|ed|er|ing)$/, "iz$1").replace(/our$/, "or").replace(/ll(ing|ed|er)$/, "l$1");

/** An approximate stem of an English word, for prose. */
export function stem(word) {
  const one = singular(word);
  const cut = one.replace(/(?:ing|ed|ion|ions|ally|ly|e)$/, "");
  return cut.length >= 4 ? cut : one;
}

const COMMON = new Set(
  ("a an the of in on at to for from by with without and or is are was be as it its that this these those which what who how " +
    "why when where do does did can i you we my your about into than then vs versus between difference").split(" "),
);
/** Whether a word is a stop word, which the search in definitions ignores. */
export const isCommon = (word) => COMMON.has(word);

const ASKING =
  /^(?:(?:whats?|how|why|when|where|who|which|is|are|does|do|to|the|a|an|define|definition of|explain|meaning of) )+(?=.)/;
const ASKED = / (?:mean|means|meaning|work|works|definition|defined|explained|explanation|tutorial|example)$/;
const ASKING_HAN = /^(?:请问|什么叫|什么是|何谓|何为|怎么理解|如何理解|解释一下|解释|介绍一下)/;
const ASKED_HAN = /(?:是什么意思|是啥意思|什么意思|是什么|是啥|的意思|的定义|的含义|的概念|的原理|怎么理解|如何理解|怎么算|介绍)$/;

/** A folded query without the words of a question ("what is a …", "…是什么"). */
export function withoutQuestion(folded) {
  const plain = words(folded).join(" ");
  const bare = plain.replace(ASKING_HAN, "").replace(ASKED_HAN, "").replace(ASKING, "").replace(ASKED, "").trim();
  return bare && !COMMON.has(bare) ? bare : plain;
}
