/** Results as documents for Material's list. Material inserts their texts as HTML, so they are escaped here. */

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escape = (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);

/** The HTML of a highlighted text. */
const marked = (pieces) =>
  pieces.map((piece, i) => (i % 2 ? `<mark data-md-highlight>${escape(piece)}</mark>` : escape(piece))).join("");

/** Convert a result to a document of Material's. */
export function toDocument(result, index, isFirstGuess) {
  const [own, ...others] = result.names;
  const same = own.join("");
  const also = others
    .map((name, i) => [name, index.tags[i + 1]])
    .filter(([name]) => name.join("") !== same)
    .map(([name, tag]) => ` <span class="search-other" lang="${escape(tag)}">${marked(name)}</span>`);
  return {
    location: result.location,
    score: result.score,
    terms: {},
    title: marked(own) + also.join(""),
    text: guessed(index, isFirstGuess) + found(result) + `<p>${marked(result.excerpt)}</p>`,
  };
}

const guessed = (index, isFirst) => (isFirst ? `<p class="search-guess">${escape(index.labels.guess)}</p>` : "");

/** The name or the reading that matched, if it is not among the names shown. */
function found({ matched, wrong, pinyin }) {
  const name = matched ? (wrong ? `<s>${marked(matched)}</s>` : marked(matched)) : "";
  const reading = pinyin ? `<span class="search-pinyin" lang="zh-Latn"><mark data-md-highlight>${escape(pinyin)}</mark></span>` : "";
  const parts = [name, reading].filter(Boolean).join(" · ");
  return parts && `<p class="search-matched">${parts}</p>`;
}
