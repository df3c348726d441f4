/** Lines without an element of their own: a paragraph where they come to stand among blocks. */

import { Plugin } from "prosemirror-state";
import { nodeType } from "./schema.ts";

const AMONG_BLOCKS = new Set(["doc", "div", "blockquote", "details", "figure"]);

/** Make a paragraph of an item's line that is an item no more. */
export function linesPlugin(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _before, state) => {
      if (!transactions.some((transaction) => transaction.docChanged)) return null;
      const { tr } = state;
      state.doc.descendants((node, position, parent) => {
        if (node.type.name !== "bare") return !node.isTextblock;
        if (!node.attrs.kept && AMONG_BLOCKS.has(parent?.type.name ?? "")) {
          tr.setNodeMarkup(position, nodeType("p"));
        }
        return false;
      });
      return tr.docChanged ? tr : null;
    },
  });
}
