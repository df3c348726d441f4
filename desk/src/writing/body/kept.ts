/** HTML that is kept as it is: written again from what a body may have, so that it does no harm. */

import { attributesOf, placedPicture, readAttributes } from "./allowed.ts";
import { WITHOUT_CONTENT } from "./markup.ts";

/** Read HTML without a page: nothing in it runs and nothing is fetched. */
export function inertBody(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html").body;
}

/** Build anew what a body may have of some nodes, for a page to show. */
export function rebuilt(nodes: Iterable<Node>): DocumentFragment {
  const built = document.createDocumentFragment();
  for (const node of nodes) {
    if (node.nodeType === 3) built.append(node.nodeValue ?? "");
    if (!(node instanceof Element) || WITHOUT_CONTENT.has(node.localName)) continue;
    const content = rebuilt(node.childNodes);
    if (attributesOf(node.localName) === null) built.append(content);
    else if (node.localName === "img") built.append(placeOf(node));
    else built.append(withAttributes(node, content));
  }
  return built;
}

function withAttributes(node: Element, content: DocumentFragment): Element {
  const copy = document.createElement(node.localName);
  for (const [name, value] of Object.entries(readAttributes(node))) copy.setAttribute(name, value);
  copy.append(content);
  return copy;
}

function placeOf(image: Element): string {
  return placedPicture(image) === null ? "" : "▣";
}

/** Return what is kept, for the editor to show. */
export function keptContent(html: string): DocumentFragment {
  return rebuilt(inertBody(html).childNodes);
}
