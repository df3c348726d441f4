/** The schema of a body: what the API keeps of HTML, and nothing else. */

import { type Attrs, type MarkSpec, type NodeSpec, Schema } from "prosemirror-model";
import { FORMATTING, PHRASES } from "./allowed.ts";
import { keptContent } from "./kept.ts";

/** Elements that are marks, from the outermost to the innermost. */
export const MARKS = [
  ...["a", "q", "cite", "ins", "del", "mark", "span", "bdi", "bdo", "abbr", "time"],
  ...["strong", "b", "em", "i", "u", "s", "small", "sub", "sup", "kbd", "samp", "var", "code"],
  ...["ruby", "rt", "rp"],
] as const;

const COMMON = { id: { default: null }, lang: { default: null }, dir: { default: null } };
/** What a cell, an item or a term holds: a line of text as it is, or blocks. */
const LINE_OR_BLOCKS = "(bare | block)+";
const BLOCKS_OR_LINE = "(block | bare)+";

/** Those attributes of a node or mark that are there, as an element has them. */
export function shownAttributes(attrs: Attrs): Record<string, string> {
  const shown = Object.entries(attrs).filter(([name, value]) => value !== null && !(name in OWN));
  return Object.fromEntries(shown.map(([name, value]) => [name, String(value)]));
}

/** Attributes that are the editor's own, and no element's. */
const OWN = { level: 0, section: 0, colwidth: 0, code: 0, kept: 0, key: 0, number: 0, nth: 0 };

function block(element: string, content: string, more: Partial<NodeSpec> = {}): NodeSpec {
  return {
    content,
    group: "block",
    ...more,
    attrs: { ...COMMON, ...more.attrs },
    toDOM: (node) => [element, shownAttributes(node.attrs), 0],
  };
}

function cell(element: string, role: string, attrs: NodeSpec["attrs"]): NodeSpec {
  const spans = { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } };
  return block(element, LINE_OR_BLOCKS, {
    group: "",
    tableRole: role,
    isolating: true,
    attrs: { align: { default: null }, ...spans, ...attrs },
  });
}

const TEXTS: Record<string, NodeSpec> = {
  p: block("p", "inline*"),
  // A line that has no element of its own, as in <li>text</li>.
  bare: {
    content: "inline*",
    attrs: { kept: { default: false } },
    toDOM: () => ["div", { class: "bare" }, 0],
  },
  heading: {
    ...block("h2", "inline*", { defining: true, attrs: { level: { default: 2 } } }),
    toDOM: (node) => [`h${node.attrs.level}`, shownAttributes(node.attrs), 0],
  },
  pre: block("pre", "(text | br)*", {
    code: true,
    defining: true,
    attrs: { code: { default: true } },
  }),
  text: { group: "inline" },
  br: {
    group: "inline",
    inline: true,
    selectable: false,
    attrs: COMMON,
    linebreakReplacement: true,
    toDOM: () => ["br"],
  },
  wbr: { group: "inline", inline: true, attrs: COMMON, toDOM: () => ["wbr"] },
};

const GROUPS: Record<string, NodeSpec> = {
  blockquote: block("blockquote", BLOCKS_OR_LINE, { defining: true }),
  ul: block("ul", "li+"),
  ol: block("ol", "li+", { attrs: { start: { default: null } } }),
  li: block("li", LINE_OR_BLOCKS, { group: "", defining: true }),
  dl: block("dl", "(dt | dd)+"),
  dt: block("dt", LINE_OR_BLOCKS, { group: "", defining: true }),
  dd: block("dd", LINE_OR_BLOCKS, { group: "", defining: true }),
  details: {
    ...block("details", "summary (block | bare)*", { isolating: true }),
    toDOM: (node) => ["details", { ...shownAttributes(node.attrs), open: "" }, 0],
  },
  summary: block("summary", "inline*", { group: "" }),
  figure: block("figure", "(block | bare | figcaption)+", { isolating: true }),
  figcaption: block("figcaption", LINE_OR_BLOCKS, { group: "" }),
  div: block("div", "(block | bare | picture)+"),
};

const TABLES: Record<string, NodeSpec> = {
  // A caption stands beside its table here, since the commands of tables know rows only.
  captioned: {
    content: "caption table",
    group: "block",
    isolating: true,
    toDOM: () => ["div", { class: "captioned" }, 0],
  },
  caption: {
    ...block("caption", LINE_OR_BLOCKS, { group: "", isolating: true }),
    toDOM: (node) => ["div", { ...shownAttributes(node.attrs), class: "caption" }, 0],
  },
  table: {
    ...block("table", "tr+", { tableRole: "table", isolating: true }),
    toDOM: (node) => ["table", shownAttributes(node.attrs), ["tbody", 0]],
  },
  tr: block("tr", "(td | th)*", {
    group: "",
    tableRole: "row",
    attrs: { section: { default: "tbody" } },
  }),
  td: cell("td", "cell", {}),
  th: cell("th", "header_cell", { scope: { default: null } }),
};

const ATOMS: Record<string, NodeSpec> = {
  hr: { group: "block", attrs: COMMON, toDOM: (node) => ["hr", shownAttributes(node.attrs)] },
  picture: { attrs: { picture: {} }, draggable: true, toDOM: () => ["div", { class: "picture" }] },
  // What no command here can write: it stays as it is.
  kept: {
    group: "block",
    attrs: { html: {} },
    toDOM: (node) => {
      const place = document.createElement("div");
      place.className = "kept";
      place.append(keptContent(String(node.attrs.html)));
      return place;
    },
  },
  // Where a text refers to a note. Both have one key; the number follows from the order.
  note_mark: {
    group: "inline",
    inline: true,
    attrs: { key: {}, number: { default: 0 }, nth: { default: 0 } },
    toDOM: (node) => ["sup", { class: "note-mark" }, `[${node.attrs.number || "?"}]`],
  },
};

const NOTES: Record<string, NodeSpec> = {
  notes: { content: "note+", isolating: true, toDOM: () => ["ol", { class: "notes" }, 0] },
  note: {
    content: "(p | bare | block)+",
    attrs: { key: { default: "" }, number: { default: 0 } },
    defining: true,
    isolating: true,
    toDOM: () => ["li", 0],
  },
};

function mark(element: string): MarkSpec {
  const names = FORMATTING.includes(element) ? [] : (PHRASES[element] ?? []);
  return {
    attrs: Object.fromEntries(names.map((name) => [name, { default: null }])),
    // Languages may stand within each other.
    ...(element === "span" ? { excludes: "" } : {}),
    ...(["a", "rt", "rp", "abbr", "time"].includes(element) ? { inclusive: false } : {}),
    toDOM: ({ attrs }) => [element, shownAttributes(attrs), 0],
  };
}

export const schema = new Schema({
  nodes: {
    doc: { content: "(block | bare | picture)+ notes?" },
    ...TEXTS,
    ...GROUPS,
    ...TABLES,
    ...ATOMS,
    ...NOTES,
  },
  marks: Object.fromEntries(MARKS.map((name) => [name, mark(name)])),
});

/** Return the type of a node by its name. */
export function nodeType(name: string) {
  const found = schema.nodes[name];
  if (!found) throw new Error(`no body has a ${name}`);
  return found;
}

/** Return the type of a mark by its element. */
export function markType(name: string) {
  const found = schema.marks[name];
  if (!found) throw new Error(`no text has a ${name}`);
  return found;
}
