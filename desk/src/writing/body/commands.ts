/** What an editor can do to a text: each is a command of ProseMirror. */

import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import type { NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, TextSelection } from "prosemirror-state";
import { addRow, CellSelection, isInTable, selectedRect, TableMap } from "prosemirror-tables";
import { markType, nodeType } from "./schema.ts";

/** Give a text emphasis, or take it away; both elements that say the same go. */
export function emphasis(name: string, alike: readonly string[] = []): Command {
  return (state, dispatch, view) => {
    const other = alike.find((element) => isMarked(state, element));
    return toggleMark(markType(other ?? name))(state, dispatch, view);
  };
}

/** Whether a text has a mark where the cursor is. */
export function isMarked(state: EditorState, name: string): boolean {
  const { from, to, empty, $from } = state.selection;
  const type = markType(name);
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

/** The nearest block of a kind that the cursor stands in, with its depth. */
export function depthOf(state: EditorState, ...names: readonly string[]): number {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (names.includes($from.node(depth).type.name)) return depth;
  }
  return 0;
}

/** Make a heading of a line, or a paragraph again. */
export function heading(level: number): Command {
  return (state, dispatch) => {
    const is = isHeading(state, level);
    const command = is ? setBlockType(nodeType("p")) : setBlockType(nodeType("heading"), { level });
    return command(state, dispatch);
  };
}

/** Whether the cursor stands in a heading of a level. */
export function isHeading(state: EditorState, level: number): boolean {
  const { parent } = state.selection.$from;
  return parent.type.name === "heading" && parent.attrs.level === level;
}

export const paragraph: Command = setBlockType(nodeType("p"));

/** Make code of a block, or a paragraph again. */
export const code: Command = (state, dispatch) =>
  setBlockType(nodeType(depthOf(state, "pre") ? "p" : "pre"))(state, dispatch);

/** Make a quotation of blocks, or take them out of one. */
export const quotation: Command = (state, dispatch, view) =>
  depthOf(state, "blockquote")
    ? lift(state, dispatch)
    : wrapIn(nodeType("blockquote"))(state, dispatch, view);

/** Make a list of blocks, change the kind of the list they are in, or end it. */
export function list(name: "ul" | "ol"): Command {
  return (state, dispatch) => {
    const depth = depthOf(state, "ul", "ol");
    if (depth === 0) return begunList(nodeType(name), state, dispatch);
    const { $from } = state.selection;
    if ($from.node(depth).type.name === name) return liftListItem(nodeType("li"))(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), nodeType(name), { start: null }));
    return true;
  };
}

function begunList(type: NodeType, state: EditorState, dispatch: Parameters<Command>[1]): boolean {
  return wrapInList(type)(state, (transaction) => {
    // An item of one line needs no paragraph of its own, which would part the items.
    const { $from, $to } = transaction.selection;
    transaction.doc.nodesBetween($from.pos, $to.pos, (node, position, parent) => {
      const isOnly = node.type.name === "p" && parent?.type.name === "li";
      if (isOnly && !node.attrs.lang && !node.attrs.dir && !node.attrs.id) {
        transaction.setNodeMarkup(position, nodeType("bare"));
      }
    });
    dispatch?.(transaction);
  });
}

export const indent: Command = sinkListItem(nodeType("li"));
export const outdent: Command = liftListItem(nodeType("li"));

/** Put a rule after the block of the cursor. */
export const rule: Command = (state, dispatch) => {
  const { tr } = state;
  dispatch?.(tr.replaceSelectionWith(nodeType("hr").create()).scrollIntoView());
  return true;
};

/** Break a line within its block; in code, by a line feed. */
export const lineBreak: Command = (state, dispatch) => {
  if (depthOf(state, "pre")) dispatch?.(state.tr.insertText("\n").scrollIntoView());
  else dispatch?.(state.tr.replaceSelectionWith(nodeType("br").create()).scrollIntoView());
  return true;
};

/** Put a table of three columns under a row of headers. */
export const table: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const cells = (name: string) => [0, 1, 2].map(() => emptyCell(name));
  const rows = [
    nodeType("tr").create({ section: "thead" }, cells("th")),
    ...[0, 1].map(() => nodeType("tr").create(null, cells("td"))),
  ];
  const transaction = state.tr.replaceSelectionWith(nodeType("table").create(null, rows));
  const inside = transaction.doc.resolve(transaction.mapping.map(state.selection.from, -1) + 1);
  dispatch?.(transaction.setSelection(TextSelection.near(inside)).scrollIntoView());
  return true;
};

function emptyCell(name: string) {
  const attrs = name === "th" ? { scope: "col" } : null;
  return nodeType(name).create(attrs, nodeType("bare").create());
}

/** Add a row below, after which Tab goes on. */
export const rowAtEnd: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  if (rect.bottom !== rect.map.height || rect.right !== rect.map.width) return false;
  const transaction = addRow(state.tr, rect, rect.bottom);
  const grown = transaction.doc.nodeAt(rect.tableStart - 1);
  if (!grown) return false;
  const cell = TableMap.get(grown).positionAt(rect.bottom, 0, grown);
  const inside = transaction.doc.resolve(rect.tableStart + cell + 1);
  dispatch?.(transaction.setSelection(TextSelection.near(inside)).scrollIntoView());
  return true;
};

/** Give the table a caption, or take an empty one away. */
export const caption: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = depthOf(state, "table");
  if (depth === 0 || depthOf(state, "captioned")) return false;
  const line = nodeType("bare").create();
  const captioned = nodeType("captioned").create(null, [
    nodeType("caption").create(null, line),
    $from.node(depth),
  ]);
  const at = $from.before(depth);
  const transaction = state.tr.replaceWith(at, $from.after(depth), captioned);
  const inside = TextSelection.near(transaction.doc.resolve(at + 2));
  dispatch?.(transaction.setSelection(inside).scrollIntoView());
  return true;
};

/** Whether several cells are selected, which may become one. */
export function isOnCells(state: EditorState): boolean {
  return state.selection instanceof CellSelection;
}
