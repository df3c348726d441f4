/** Footnotes while they are written: one mark in the text, one note at its end, numbered in order. */

import type { Node, ResolvedPos } from "prosemirror-model";
import { type Command, Plugin, TextSelection, type Transaction } from "prosemirror-state";
import { nodeType } from "./schema.ts";

/** Put a mark where the cursor is, and a note for it, and go there. */
export const footnote: Command = (state, dispatch) => {
  const transaction = withFootnote(state.tr, state.selection.to);
  if (!transaction) return false;
  dispatch?.(transaction);
  return true;
};

/** Put a mark at a place, and a note for it, and go there; nothing where no note can be. */
export function withFootnote(transaction: Transaction, at: number): Transaction | null {
  const $at = transaction.doc.resolve(at);
  if (!$at.parent.inlineContent || $at.parent.type.name === "pre" || isInNotes($at)) return null;
  const key = newKey(transaction.doc);
  transaction.insert(at, nodeType("note_mark").create({ key }));
  settle(transaction);
  transaction.doc.descendants((node, position) => {
    if (node.type.name !== "note" || node.attrs.key !== key) return;
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(position + 1)));
  });
  return transaction.scrollIntoView();
}

/** Go from a note to its mark in the text. */
export const backFromNote: Command = (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const note = $from.node(depth);
    if (note.type.name !== "note") continue;
    const position = marksOf(state.doc).find(({ key }) => key === note.attrs.key)?.position;
    if (position === undefined) return false;
    const after = TextSelection.create(state.doc, position + 1);
    dispatch?.(state.tr.setSelection(after).scrollIntoView());
    return true;
  }
  return false;
};

function isInNotes($from: ResolvedPos): boolean {
  return $from.depth > 0 && $from.node(1).type.name === "notes";
}

function newKey(body: Node): string {
  const taken = new Set<string>();
  body.descendants((node) => {
    if (node.attrs.key) taken.add(String(node.attrs.key));
  });
  let number = taken.size + 1;
  while (taken.has(`new${number}`)) number += 1;
  return `new${number}`;
}

interface FoundMark {
  readonly key: string;
  readonly position: number;
  readonly node: Node;
}

function marksOf(body: Node): FoundMark[] {
  const found: FoundMark[] = [];
  body.descendants((node, position) => {
    if (node.type.name === "note_mark") {
      found.push({ key: String(node.attrs.key), position, node });
    }
    return node.type.name !== "notes";
  });
  return found;
}

/** Number the marks in their order, and have the notes follow them; a note of no mark comes last. */
export function settle(transaction: Transaction): boolean {
  const keys: string[] = [];
  const times = new Map<string, number>();
  let isChanged = false;
  for (const { key, position, node } of marksOf(transaction.doc)) {
    if (!keys.includes(key)) keys.push(key);
    const nth = times.get(key) ?? 0;
    times.set(key, nth + 1);
    const number = keys.indexOf(key) + 1;
    if (node.attrs.number === number && node.attrs.nth === nth) continue;
    transaction.setNodeMarkup(position, null, { ...node.attrs, number, nth });
    isChanged = true;
  }
  return settleNotes(transaction, keys) || isChanged;
}

function settleNotes(transaction: Transaction, keys: readonly string[]): boolean {
  const { doc } = transaction;
  const last = doc.lastChild?.type.name === "notes" ? doc.lastChild : null;
  const begin = doc.content.size - (last?.nodeSize ?? 0);
  const there: Node[] = [...(last?.children ?? [])];
  const wanted = keys.map(
    (key) => there.find((note) => note.attrs.key === key) ?? newNote(key, there, keys),
  );
  const adopted = new Set(wanted.map((note) => note.content));
  const orphans = there.filter(
    (note) => !adopted.has(note.content) && note.textContent.trim() !== "",
  );
  const notes = [...wanted, ...orphans].map((note, index) =>
    note.attrs.number === index + 1 ? note : numbered(note, index + 1),
  );
  const isSame = notes.length === there.length && notes.every((note, i) => note === there[i]);
  if (isSame) return false;
  if (notes.length > there.length && there.every((note, i) => note === notes[i])) {
    // What is there stays, and the cursor in it.
    const added = notes.slice(there.length);
    if (last) transaction.insert(doc.content.size - 1, added);
    else transaction.insert(doc.content.size, nodeType("notes").create(null, added));
    return true;
  }
  const written = notes.length > 0 ? [nodeType("notes").create(null, notes)] : [];
  transaction.replaceWith(begin, doc.content.size, written);
  return true;
}

/** Notes that a paste brought, by the keys that their marks have. */
const offered = new Map<string, Node>();
let pastes = 0;

/** Take the notes of a paste; return the keys that their marks are to have, by those they had. */
export function offerNotes(notes: Node): ReadonlyMap<string, string> {
  pastes += 1;
  offered.clear();
  const renamed = new Map<string, string>();
  notes.forEach((note) => {
    const key = `paste${pastes}-${note.attrs.key}`;
    offered.set(key, note.type.create({ key }, note.content));
    renamed.set(String(note.attrs.key), key);
  });
  return renamed;
}

function newNote(key: string, there: readonly Node[], keys: readonly string[]): Node {
  const pasted = offered.get(key);
  if (!pasted) return nodeType("note").create({ key }, nodeType("p").create());
  // What was cut and is pasted takes the note that was left behind.
  const left = there.find(
    (note) =>
      !keys.includes(note.attrs.key) && note.textContent.trim() === pasted.textContent.trim(),
  );
  return left ? left.type.create({ ...left.attrs, key }, left.content) : pasted;
}

function numbered(note: Node, number: number): Node {
  return note.type.create({ ...note.attrs, number }, note.content);
}

/** Keep marks and notes together after each change. */
export function notesPlugin(): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _before, state) => {
      if (!transactions.some((transaction) => transaction.docChanged)) return null;
      const { tr } = state;
      return settle(tr) ? tr : null;
    },
  });
}
