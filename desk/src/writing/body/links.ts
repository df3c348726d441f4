/** Links of a text: what an editor writes as an address, and where it comes to stand. */

import type { EditorState, Transaction } from "prosemirror-state";
import { allowedAddress } from "./allowed.ts";
import { markType, schema } from "./schema.ts";

const HOST = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(:\d+)?([/?#]|$)/u;
const MAIL = /^[^\s@/:]+@[^\s@/:]+\.\p{L}{2,}$/u;
const TELEPHONE = /^\+[\d\s()-]{5,}$/;

/** Read an address as an editor writes it, or nothing if it leads nowhere. */
export function readAddress(written: string): string | null {
  const text = written.trim();
  if (MAIL.test(text)) return `mailto:${text}`;
  if (TELEPHONE.test(text)) return `tel:${text.replace(/[\s()-]/g, "")}`;
  if (HOST.test(text) && !/\s/.test(text)) return checked(`https://${text}`);
  const address = allowedAddress(text);
  return address === null ? null : checked(address);
}

function checked(address: string): string | null {
  if (!/^https?:/i.test(address)) return address;
  return URL.canParse(address) && !/\s/.test(address) ? address : null;
}

/** The link at the cursor: where it stands and where it leads. */
export interface FoundLink {
  readonly from: number;
  readonly to: number;
  readonly address: string;
  readonly text: string;
}

/** Find the link at the cursor, or what is selected, to make one of it. */
export function linkAt(state: EditorState): FoundLink {
  const { $from, from, to, empty } = state.selection;
  const text = state.doc.textBetween(from, to, " ");
  const beside = empty ? [$from.nodeBefore, $from.nodeAfter] : [$from.nodeAfter];
  const link = beside.map((node) => markType("a").isInSet(node?.marks ?? [])).find(Boolean);
  if (!link) return { from, to, address: "", text };
  let start = $from.start();
  let found: FoundLink | null = null;
  let begin = start;
  $from.parent.forEach((node) => {
    const end = start + node.nodeSize;
    if (!link.isInSet(node.marks)) begin = end;
    else if (begin <= from && from <= end) {
      const shown = state.doc.textBetween(begin, end, " ");
      found = { from: begin, to: end, address: String(link.attrs.href ?? ""), text: shown };
    }
    start = end;
  });
  return found ?? { from, to, address: String(link.attrs.href ?? ""), text };
}

/** Write a link; without an address, take it away. */
export function withLink(
  state: EditorState,
  found: FoundLink,
  address: string | null,
  text: string,
): Transaction {
  const { tr } = state;
  let { to } = found;
  if (text !== found.text && text !== "") {
    const marks = state.doc.resolve(found.from).marksAcross(state.doc.resolve(found.to)) ?? [];
    tr.replaceWith(found.from, found.to, schema.text(text, [...marks]));
    to = found.from + text.length;
  }
  tr.removeMark(found.from, to, markType("a"));
  if (address !== null) tr.addMark(found.from, to, markType("a").create({ href: address }));
  return tr.removeStoredMark(markType("a")).scrollIntoView();
}
