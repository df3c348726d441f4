/** HTML as text, written as the API's sanitiser writes it. */

import { attributesOf, readAttributes } from "./allowed.ts";

const VOID = new Set(["br", "hr", "wbr", "img"]);
/** Elements that go with what they hold: none of it is a text for readers. */
export const WITHOUT_CONTENT = new Set(
  ["script", "style", "title", "textarea", "noscript", "noembed", "noframes", "iframe", "xmp"]
    .concat(["svg", "math", "annotation", "annotation-xml", "xml", "datalist", "template"])
    .concat(["object", "applet", "select", "audio", "video", "canvas", "head", "button"]),
);

/** Write a text. */
export function writtenText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\u00a0", "&nbsp;");
}

/** Write the tag that begins an element. */
export function beginTag(name: string, attributes: Readonly<Record<string, unknown>>): string {
  const all =
    name === "a" && "href" in attributes ? { ...attributes, rel: "noopener" } : attributes;
  const written = Object.entries(all).map(
    ([attribute, value]) =>
      ` ${attribute}="${writtenText(String(value)).replaceAll('"', "&quot;")}"`,
  );
  return `<${name}${written.join("")}>`;
}

/** Write an element. */
export function element(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  content = "",
): string {
  const begin = beginTag(name, attributes);
  return VOID.has(name) ? begin : `${begin}${content}</${name}>`;
}

/** Write what a body may have of some nodes, as it stands. */
export function markupOf(nodes: Iterable<Node>): string {
  let written = "";
  for (const node of nodes) {
    if (node.nodeType === 3) written += writtenText(node.nodeValue ?? "");
    if (node.nodeType !== 1) continue;
    const found = node as Element;
    if (WITHOUT_CONTENT.has(found.localName)) continue;
    const content = markupOf(found.childNodes);
    const isKnown = attributesOf(found.localName) !== null;
    written += isKnown ? element(found.localName, readAttributes(found), content) : content;
  }
  return written;
}
