/** Elements of SVG and MathML as text. */

export const SHAPES = new Set(["path", "line", "rect", "polygon", "polyline", "ellipse"]);

export const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** An element; `content` is markup already. Empty shapes close themselves. */
export function element(name, attributes, content = "") {
  const quoted = (value) => `"${escape(`${value}`).replaceAll('"', "&quot;")}"`;
  const start = name + Object.entries(attributes).map(([key, value]) => ` ${key}=${quoted(value)}`).join("");
  return content || !SHAPES.has(name) ? `<${start}>${content}</${name}>` : `<${start}/>`;
}
