/** Bodies into the editor. What has no counterpart in the schema is kept as it is. */

import type { Node as Content, Mark } from "prosemirror-model";
import { BLOCKS, PHRASES, placedPicture, readAttributes } from "./allowed.ts";
import { inertBody } from "./kept.ts";
import { markupOf, WITHOUT_CONTENT } from "./markup.ts";
import { readMark, readNotes } from "./note_reading.ts";
import { said } from "./same.ts";
import { markType, nodeType, schema } from "./schema.ts";
import { readTable, withoutKept } from "./table_reading.ts";
import { writtenBody } from "./written.ts";

/** How a body is read. */
export interface Reading {
  /** Whether footnotes are read as such. */
  readonly notes: boolean;
  /** Whether each block is compared with what would be written of it. */
  readonly compared: boolean;
  /** Whether white space is read as it stands, and what phrases are open. */
  readonly inPre: boolean;
  readonly marks: readonly Mark[];
  /** What the blocks are read into. */
  readonly parent?: string;
}

const PLAIN: Reading = { notes: false, compared: true, inPre: false, marks: [] };
const SPACES = /[\t\n\f\r ]+/g;
const ITEMS = new Set(["li", "dt", "dd", "figcaption"]);
/** Blocks that stand in certain others only. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  ...{ li: ["ul", "ol"], dt: ["dl"], dd: ["dl"], summary: ["details"], figcaption: ["figure"] },
  img: ["doc", "div"],
};
const LINES = new Set(["p", "h2", "h3", "h4", "summary"]);

/** Read a body. */
export function readBody(html: string): Content {
  const body = inertBody(html);
  const notes = readNotes(body);
  if (notes) {
    const blocks = readFlow(notes.text, { ...PLAIN, notes: true });
    const read = documentOf([...blocks, notes.read((nodes) => readFlow(nodes, PLAIN))]);
    if (isSame(body, inertBody(writtenBody(read)))) return read;
  }
  return documentOf(readFlow(inertBody(html).childNodes, PLAIN));
}

function documentOf(blocks: readonly Content[]): Content {
  const first = blocks[0]?.type.name;
  const hasText = first !== undefined && first !== "notes";
  return nodeType("doc").create(null, hasText ? [...blocks] : [nodeType("p").create(), ...blocks]);
}

function isSame(one: Node, other: Node): boolean {
  return JSON.stringify(said(one)) === JSON.stringify(said(other));
}

/** Read what stands in a block: blocks, and lines without an element of their own. */
export function readFlow(nodes: Iterable<Node>, reading: Reading): Content[] {
  const read: Content[] = [];
  let line: Content[] = [];
  const endLine = () => {
    const trimmed = reading.inPre ? line : withoutOuterSpaces(line);
    if (trimmed.length > 0) read.push(nodeType("bare").create({ kept: true }, trimmed));
    line = [];
  };
  for (const node of nodes) {
    if (!(isElement(node) && holdsBlock(node))) line.push(...readInline(node, reading));
    else {
      endLine();
      if (node.localName in BLOCKS) read.push(...readComparedBlock(node, reading));
      else read.push(...readFlow(node.childNodes, within(node, reading)));
    }
  }
  endLine();
  return read;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function holdsBlock(element: Element): boolean {
  return element.localName in BLOCKS || element.querySelector(Object.keys(BLOCKS).join()) !== null;
}

function readComparedBlock(element: Element, reading: Reading): Content[] {
  const name = element.localName;
  const parents = PARENTS[name];
  if (parents && !parents.includes(reading.parent ?? "doc")) return [keptBlock(element)];
  const block = readBlock(element, { ...reading, compared: false });
  if (!reading.compared) return block ? [block] : [keptBlock(element)];
  if (block && isWritten(element, block, reading)) return [block];
  // Something in it has no counterpart: so little as possible of it is kept as it is.
  const parted = ["div", "blockquote", "ul", "ol", "li", "dd"].includes(name);
  const again = parted ? readBlock(element, reading) : null;
  return [again && isWritten(element, again, reading) ? again : keptBlock(element)];
}

function isWritten(element: Element, block: Content, reading: Reading): boolean {
  if (reading.notes && element.querySelector("sup > a[id]")) return true; // the whole is compared
  try {
    block.check();
  } catch {
    return false;
  }
  // The phrases that the block stands in are those of its text.
  let original: Node = element.cloneNode(true);
  for (const mark of reading.marks) {
    const phrase = element.ownerDocument.createElement(mark.type.name);
    for (const [name, value] of Object.entries(mark.attrs)) {
      if (value !== null) phrase.setAttribute(name, String(value));
    }
    phrase.append(original);
    original = phrase;
  }
  const whole = element.ownerDocument.createElement("section");
  whole.append(original);
  const written = writtenBody(nodeType("doc").create(null, [block]));
  return isSame(whole, inertBody(written));
}

function keptBlock(element: Element): Content {
  return nodeType("kept").create({ html: markupOf([element]) });
}

/** Read a block; nothing if the schema has none such. */
function readBlock(element: Element, reading: Reading): Content | null {
  const name = element.localName;
  const attrs = readAttributes(element);
  if (LINES.has(name)) {
    const heading = name.startsWith("h");
    const type = nodeType(heading ? "heading" : name);
    const all = heading ? { ...attrs, level: Number(name.slice(1)) } : attrs;
    return type.create(all, withoutOuterSpaces(readInlines(element, reading)));
  }
  if (name === "pre") return readPre(element, reading);
  if (name === "hr") return nodeType("hr").create(attrs);
  if (name === "img") {
    const picture = placedPicture(element);
    return picture === null ? null : nodeType("picture").create({ picture });
  }
  if (name === "table") {
    return readTable(element, (nodes) => readFlow(nodes, { ...reading, parent: name }));
  }
  const type = schema.nodes[name];
  if (!type) return null;
  const read = readFlow(element.childNodes, { ...reading, parent: name });
  const content = ITEMS.has(name) ? withoutKept(read) : read;
  return content.length > 0 ? type.create(attrs, content) : type.createAndFill(attrs);
}

function readPre(element: Element, reading: Reading): Content {
  const only = element.childNodes.length === 1 ? element.firstElementChild : null;
  const code = only?.localName === "code";
  const from = code && only ? only : element;
  const attrs = { ...readAttributes(element), code };
  return nodeType("pre").create(attrs, readInlines(from, { ...reading, inPre: true }));
}

function readInlines(element: Element, reading: Reading): Content[] {
  return [...element.childNodes].flatMap((node) => readInline(node, reading));
}

function readInline(node: Node, reading: Reading): Content[] {
  if (node.nodeType === 3) {
    const text = node.nodeValue ?? "";
    const shown = reading.inPre ? text : text.replace(SPACES, " ");
    return shown === "" ? [] : [schema.text(shown, [...reading.marks])];
  }
  if (!isElement(node) || WITHOUT_CONTENT.has(node.localName)) return [];
  const name = node.localName;
  if (name === "br" || name === "wbr") {
    return [nodeType(name).create(readAttributes(node), null, [...reading.marks])];
  }
  const note = reading.notes ? readMark(node, reading.marks) : null;
  return note ? [note] : readInlines(node, within(node, reading));
}

function within(element: Element, reading: Reading): Reading {
  const name = element.localName;
  const isPhrase = name in PHRASES || name in schema.marks;
  if (!isPhrase) return reading;
  const mark = markType(name).create(readAttributes(element));
  return { ...reading, marks: mark.addToSet(reading.marks) };
}

/** Take away the spaces around a line and those that follow another. */
function withoutOuterSpaces(line: readonly Content[]): Content[] {
  const trimmed: Content[] = [];
  let afterSpace = true;
  for (const node of line) {
    let text = node.text ?? null;
    if (text !== null && afterSpace) text = text.replace(/^ /, "");
    if (node.type.name === "br") trimEnd(trimmed);
    afterSpace =
      text === null ? node.type.name === "br" : text === "" ? afterSpace : / $/.test(text);
    if (text !== "") trimmed.push(text === null ? node : schema.text(text, node.marks));
  }
  trimEnd(trimmed);
  return trimmed;
}

function trimEnd(line: Content[]): void {
  for (let last = line.at(-1); last?.text?.endsWith(" "); last = line.at(-1)) {
    line.pop();
    const text = last.text.replace(/ $/, "");
    if (text === "") continue;
    line.push(schema.text(text, last.marks));
    return;
  }
}
