/** Habits of Markdown: what is typed becomes what it means. */

import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  wrappingInputRule,
} from "prosemirror-inputrules";
import type { Plugin } from "prosemirror-state";
import { findWrapping } from "prosemirror-transform";
import { withFootnote } from "./notes.ts";
import { markType, nodeType, schema } from "./schema.ts";

/** What is typed around a text: the last character that ends it has not been written yet. */
const AROUND: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[^*\p{L}\p{N}])(\*\*([^\s*](?:[^*]*[^\s*])?)\*\*)$/u, "strong"],
  [/(?:^|[^_\p{L}\p{N}])(__([^\s_](?:[^_]*[^\s_])?)__)$/u, "strong"],
  [/(?:^|[^*\p{L}\p{N}])(\*([^\s*](?:[^*]*[^\s*])?)\*)$/u, "em"],
  [/(?:^|[^_\p{L}\p{N}])(_([^\s_](?:[^_]*[^\s_])?)_)$/u, "em"],
  [/(?:^|[^`])(`([^`]+)`)$/u, "code"],
  [/(?:^|[^~])(~~([^\s~](?:[^~]*[^\s~])?)~~)$/u, "s"],
];

function markRule(pattern: RegExp, name: string): InputRule {
  return new InputRule(pattern, (state, found, start, end) => {
    const [whole = "", marked = "", text = ""] = found;
    const from = start + whole.length - marked.length;
    if (state.doc.rangeHasMark(from, end, markType("code"))) return null;
    const { tr } = state;
    // What stands in it keeps its own marks: only the signs around it go.
    const sign = (marked.length - text.length) / 2;
    const typed = end - from;
    tr.delete(end - Math.max(0, sign - (marked.length - typed)), end);
    tr.delete(from, from + sign);
    tr.addMark(from, from + text.length, markType(name).create());
    return tr.removeStoredMark(markType(name));
  });
}

const RULE = new InputRule(/^(?:---|\*\*\*|___)$/, (state, _found, start, end) => {
  const $start = state.doc.resolve(start);
  if ($start.parent.type.name !== "p" || $start.parent.content.size !== end - start) return null;
  const blocks = [nodeType("hr").create(), nodeType("p").create()];
  return state.tr.replaceWith($start.before(), $start.after(), blocks);
});

const NOTE = new InputRule(/\[\^[^\]\s]*\]$/, (state, _found, start, end) =>
  withFootnote(state.tr.delete(start, end), start),
);

const LINK = new InputRule(
  /\[([^[\]]+)\]\((https?:\/\/[^\s()]+)\)$/,
  (state, found, start, end) => {
    const [, text = "", href = ""] = found;
    const link = schema.text(text, [markType("a").create({ href })]);
    return state.tr.replaceWith(start, end, link).removeStoredMark(markType("a"));
  },
);

function listRule(pattern: RegExp, name: "ul" | "ol"): InputRule {
  return new InputRule(pattern, (state, found, start, end) => {
    const first = Number(found[1] ?? 1);
    const transaction = state.tr.delete(start, end);
    const range = transaction.doc.resolve(start).blockRange();
    if (!range || range.parent.type.name === "li") return null;
    const attrs = { start: name === "ol" && first !== 1 ? String(first) : null };
    const before = range.parent.maybeChild(range.startIndex - 1);
    const wrapping = findWrapping(range, nodeType(name), name === "ul" ? null : attrs);
    if (!wrapping || range.$from.parent.type.name !== "p") return null;
    // An item of one line needs no paragraph of its own.
    transaction.wrap(range, wrapping).setNodeMarkup(range.start + 2, nodeType("bare"));
    const goesOn = name === "ul" || before?.childCount === first - 1;
    if (before?.type.name === name && goesOn) transaction.join(range.start);
    return transaction;
  });
}

/** The rules of all habits. */
export function habits(): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,4})\s$/, nodeType("heading"), (found) => ({
        level: Math.max(2, found[1]?.length ?? 2),
      })),
      textblockTypeInputRule(/^```$/, nodeType("pre")),
      wrappingInputRule(/^\s*>\s$/, nodeType("blockquote")),
      listRule(/^\s*[-+*]\s$/, "ul"),
      listRule(/^(\d{1,6})[.)]\s$/, "ol"),
      RULE,
      NOTE,
      LINK,
      ...AROUND.map(([pattern, name]) => markRule(pattern, name)),
    ],
  });
}
