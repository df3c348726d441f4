/** Tables into the editor: rows that know their section, and a caption beside them. */

import type { Node as Content } from "prosemirror-model";
import { readAttributes } from "./allowed.ts";
import { nodeType } from "./schema.ts";

type ReadFlow = (nodes: Iterable<Node>) => Content[];

/** Read a table; nothing if it has another form than the editor's tables. */
export function readTable(table: Element, readFlow: ReadFlow): Content | null {
  const rows: Content[] = [];
  let caption: Content | null = null;
  for (const child of table.children) {
    if (child.localName === "caption") caption = filled("caption", child, readFlow);
    else rows.push(...readSection(child, readFlow));
  }
  if (rows.length === 0) return null;
  const read = nodeType("table").create(readAttributes(table), rows);
  return caption ? nodeType("captioned").create(null, [caption, read]) : read;
}

function readSection(section: Element, readFlow: ReadFlow): Content[] {
  return [...section.children].map((row) =>
    nodeType("tr").create(
      { ...readAttributes(row), section: section.localName },
      [...row.children].map((cell) => filled(cell.localName, cell, readFlow)),
    ),
  );
}

/** Lines without an element of their own are what a cell or an item has. */
export function withoutKept(content: readonly Content[]): Content[] {
  return content.map((node) =>
    node.type.name === "bare" ? node.type.create(null, node.content) : node,
  );
}

function filled(name: string, element: Element, readFlow: ReadFlow): Content {
  const { colspan = 1, rowspan = 1, ...others } = readAttributes(element);
  const spans = name === "caption" ? {} : { colspan: Number(colspan), rowspan: Number(rowspan) };
  const content = withoutKept(readFlow(element.childNodes));
  const attrs = { ...others, ...spans };
  const type = nodeType(name);
  return content.length > 0
    ? type.create(attrs, content)
    : type.create(attrs, [nodeType("bare").create()]);
}
