/** Footnotes into the editor, as the API writes those of Markdown. */

import type { Node as Content, Mark } from "prosemirror-model";
import { nodeType } from "./schema.ts";

const TARGET = /^at-fn(\d+)$/;
const MARK = /^at-fnref\d+(?::\d+)?$/;

/** The footnotes of a body, and the text that they belong to. */
export interface ReadNotes {
  readonly text: readonly Node[];
  read(readFlow: (nodes: Iterable<Node>) => Content[]): Content;
}

/** Find the footnotes at the end of a body; nothing if it has none. */
export function readNotes(body: HTMLElement): ReadNotes | null {
  const list = body.lastElementChild;
  const rule = list?.previousElementSibling;
  if (list?.localName !== "ol" || rule?.localName !== "hr") return null;
  const items = [...list.children];
  if (!items.some((item) => TARGET.test(item.id))) return null;
  const text = [...body.childNodes];
  const end = text.indexOf(rule);
  return {
    text: text.slice(0, end),
    read: (readFlow) =>
      nodeType("notes").create(
        null,
        items.map((item, index) => readNote(item, index, readFlow)),
      ),
  };
}

function readNote(
  item: Element,
  index: number,
  readFlow: (nodes: Iterable<Node>) => Content[],
): Content {
  const number = Number(TARGET.exec(item.id)?.[1] ?? index + 1);
  const key = TARGET.test(item.id) ? `fn${number}` : `lost${index}`;
  const content = readFlow(withoutLinksBack(item).childNodes);
  const blocks = content.length > 0 ? content : [nodeType("p").create()];
  return nodeType("note").create({ key, number }, blocks);
}

function withoutLinksBack(item: Element): Element {
  const copy = item.cloneNode(true) as Element;
  for (const link of copy.querySelectorAll("a")) {
    if (MARK.test((link.getAttribute("href") ?? "").slice(1))) link.remove();
  }
  return copy;
}

/** Read where a text refers to a note; nothing of anything else. */
export function readMark(element: Element, marks: readonly Mark[]): Content | null {
  const link = element.localName === "sup" ? element.firstElementChild : null;
  if (!link || element.childNodes.length !== 1 || !MARK.test(link.id)) return null;
  const found = TARGET.exec((link.getAttribute("href") ?? "").slice(1));
  if (!found?.[1]) return null;
  const nth = Number(link.id.split(":")[1] ?? 0);
  const attrs = { key: `fn${found[1]}`, number: Number(found[1]), nth };
  return nodeType("note_mark").create(attrs, null, [...marks]);
}
