/** Serialization of SVG and MathML elements. */

export const SHAPES = new Set(["path", "line", "rect", "polygon", "polyline", "ellipse"]);

export const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Serialize an element; `content` is markup. Empty shapes are self-closing. */
export function element(name, attributes, content = "") {
  const quoted = (value) => `"${escape(`${value}`).replaceAll('"', "&quot;")}"`;
  const start = name + Object.entries(attributes).map(([key, value]) => ` ${key}=${quoted(value)}`).join("");
  return content || !SHAPES.has(name) ? `<${start}>${content}</${name}>` : `<${start}/>`;
}
