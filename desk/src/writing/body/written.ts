/** Bodies out of the editor: HTML as the API keeps it. */

import type { Fragment, Mark, Node } from "prosemirror-model";
import { element, writtenText } from "./markup.ts";
import { MARKS, shownAttributes } from "./schema.ts";

const RANK = new Map<string, number>(MARKS.map((name, rank) => [name, rank]));
/** Blocks that go where they hold nothing, as the API takes them away. */
const MAY_GO = new Set(["p", "heading", "div", "blockquote", "figure", "figcaption"]);
const NOTHING = /^(?:[\t\n\f\r ]|&nbsp;|<br>)*$/;
const BACK = "↩\ufe0e";

/** Write a body. */
export function writtenBody(body: Node): string {
  const marks = new Map<string, number>();
  body.descendants((node) => {
    const key = String(node.attrs.key);
    if (node.type.name === "note_mark") marks.set(key, (marks.get(key) ?? 0) + 1);
  });
  return writtenBlocks(body.content, marks);
}

function writtenBlocks(content: Fragment, marks: ReadonlyMap<string, number>): string {
  const written: string[] = [];
  content.forEach((node, _offset, index) => {
    const isBare = node.type.name === "bare";
    // Two lines without an element would run together.
    const isBesideBare = isBare && content.maybeChild(index - 1)?.type.name === "bare";
    const line = writtenBlock(node, marks);
    written.push(isBesideBare && line !== "" ? element("p", {}, line) : line);
  });
  return written.filter((block) => block !== "").join("");
}

function writtenBlock(node: Node, marks: ReadonlyMap<string, number>): string {
  const name = node.type.name;
  const attributes = shownAttributes(node.attrs);
  switch (name) {
    case "kept":
      return String(node.attrs.html);
    case "picture":
      return element("img", { src: `image:${node.attrs.picture}` });
    case "captioned":
      return writtenTable(node.child(1), marks, writtenBlock(node.child(0), marks));
    case "table":
      return writtenTable(node, marks, "");
    case "notes":
      return `<hr><ol>${writtenNotes(node, marks)}</ol>`;
  }
  const content = node.isTextblock
    ? writtenLine(node.content, name === "pre")
    : writtenBlocks(node.content, marks);
  if (name === "bare") return content;
  if (MAY_GO.has(name) && NOTHING.test(content) && !node.attrs.id) return "";
  if (name === "heading") return element(`h${node.attrs.level}`, attributes, content);
  if (name === "pre") return element("pre", attributes, writtenCode(node, content));
  return element(name, withoutOnes(attributes), content);
}

function writtenCode(node: Node, content: string): string {
  return node.attrs.code ? element("code", {}, content) : content;
}

/** Spans of one are what every cell has. */
function withoutOnes(attributes: Record<string, string>): Record<string, string> {
  const { colspan, rowspan, ...others } = attributes;
  if (colspan !== undefined && colspan !== "1") others.colspan = colspan;
  if (rowspan !== undefined && rowspan !== "1") others.rowspan = rowspan;
  return others;
}

function writtenTable(table: Node, marks: ReadonlyMap<string, number>, caption: string): string {
  let sections = "";
  let rows = "";
  table.forEach((row, _offset, index) => {
    rows += writtenBlock(row.type.create({ ...row.attrs, section: null }, row.content), marks);
    const section = String(row.attrs.section);
    if (table.maybeChild(index + 1)?.attrs.section === section) return;
    sections += element(section, {}, rows);
    rows = "";
  });
  return element("table", shownAttributes(table.attrs), caption + sections);
}

function writtenNotes(notes: Node, marks: ReadonlyMap<string, number>): string {
  let written = "";
  notes.forEach((note) => {
    const links = Array.from({ length: marks.get(String(note.attrs.key)) ?? 0 }, (_, nth) =>
      element("a", { href: `#at-${markName(note.attrs.number, nth)}` }, BACK),
    ).join(" ");
    const content = writtenBlocks(note.content, marks);
    const id = links === "" ? {} : { id: `at-fn${note.attrs.number}` };
    written += element("li", id, withLinks(content, links));
  });
  return written;
}

function withLinks(content: string, links: string): string {
  if (links === "") return content;
  if (content.endsWith("</p>")) return `${content.slice(0, -"</p>".length)} ${links}</p>`;
  return content === "" ? links : `${content} ${links}`;
}

function markName(number: number, nth: number): string {
  return nth === 0 ? `fnref${number}` : `fnref${number}:${nth}`;
}

function writtenLine(content: Fragment, inPre: boolean): string {
  let written = "";
  const open: Mark[] = [];
  const end = (from: number) => {
    for (const mark of open.splice(from).reverse()) written += `</${mark.type.name}>`;
  };
  content.forEach((node) => {
    const marks = [...node.marks].sort((a, b) => rankOf(a) - rankOf(b));
    let shared = 0;
    while (shared < open.length && marks[shared] && open[shared]?.eq(marks[shared] as Mark)) {
      shared += 1;
    }
    end(shared);
    for (const mark of marks.slice(shared)) {
      written += element(mark.type.name, shownAttributes(mark.attrs)).replace(/<\/\w+>$/, "");
      open.push(mark);
    }
    written += writtenInline(node);
  });
  end(0);
  return inPre ? written : written.replace(/(?:[\t\n\r ]|<br>)+$/, "");
}

function writtenInline(node: Node): string {
  if (node.isText) return writtenText(node.text ?? "");
  if (node.type.name !== "note_mark") return element(node.type.name, shownAttributes(node.attrs));
  const { number, nth } = node.attrs;
  const link = { id: `at-${markName(number, nth)}`, href: `#at-fn${number}` };
  return element("sup", {}, element("a", link, `[${number}]`));
}

function rankOf(mark: Mark): number {
  return RANK.get(mark.type.name) ?? MARKS.length;
}
