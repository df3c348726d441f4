/**
 * Two bodies that came of one, put together by their blocks.
 *
 * What only one side changed is taken, and what both changed alike. What both changed otherwise is
 * left to the editor: no block that either wrote goes without that the other's was chosen.
 */

import { align } from "../comparing/alignment.ts";
import { plainWordsOf } from "../comparing/body_words.ts";
import { pairAlike } from "../comparing/pairing.ts";
import { keyOfBlock } from "./blocks.ts";

/** A part of the merged body. */
export type Piece =
  | {
      readonly kind: "same" | "mine" | "theirs" | "alike";
      /** As they stand in the merged body; none where they were taken out. */
      readonly blocks: readonly string[];
      /** What stood there before. */
      readonly base: readonly string[];
    }
  | {
      readonly kind: "conflict";
      readonly base: readonly string[];
      readonly mine: readonly string[];
      readonly theirs: readonly string[];
    };

type Side = "mine" | "theirs";

/** What one side has in place of some blocks of the base; of none, where it only adds. */
interface Hunk {
  readonly side: Side;
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly string[];
}

/** Put two rows of blocks together that came of one. */
export function mergeBlocks(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly Piece[] {
  const changes = [...hunksOf("mine", base, mine), ...hunksOf("theirs", base, theirs)].sort(
    (one, other) => one.from - other.from || one.to - other.to,
  );
  const pieces: Piece[] = [];
  let at = 0;
  for (const group of together(changes)) {
    const from = Math.min(...group.map((hunk) => hunk.from));
    const to = Math.max(...group.map((hunk) => hunk.to));
    if (from > at) pieces.push(untouched(base.slice(at, from)));
    pieces.push(pieceOf(group, base, from, to));
    at = to;
  }
  if (at < base.length) pieces.push(untouched(base.slice(at)));
  return pieces;
}

function untouched(blocks: readonly string[]): Piece {
  return { kind: "same", blocks, base: blocks };
}

/** Find what a side changed: the smallest parts that can be told from one another. */
function hunksOf(side: Side, base: readonly string[], changed: readonly string[]): Hunk[] {
  return align(base.map(keyOfBlock), changed.map(keyOfBlock))
    .filter((stretch) => !stretch.same)
    .flatMap(({ before, after }) =>
      refined(side, before[0], base.slice(...before), changed.slice(...after)),
    );
}

/** Part a stretch where a block was rewritten, so that its neighbours are no part of that. */
function refined(
  side: Side,
  from: number,
  base: readonly string[],
  changed: readonly string[],
): Hunk[] {
  const hunks: Hunk[] = [];
  let open: Hunk = { side, from, to: from, blocks: [] };
  const close = (at: number) => {
    if (open.to > open.from || open.blocks.length > 0) hunks.push(open);
    open = { side, from: at, to: at, blocks: [] };
  };
  for (const [before, after] of pairAlike(base.map(plainWordsOf), changed.map(plainWordsOf))) {
    const block = after === null ? [] : [changed[after] as string];
    if (before !== null && after !== null) {
      close(from + before);
      if (keyOfBlock(base[before] as string) !== keyOfBlock(block[0] as string)) {
        hunks.push({ side, from: from + before, to: from + before + 1, blocks: block });
      }
      open = { side, from: from + before + 1, to: from + before + 1, blocks: [] };
    } else {
      const to = before === null ? open.to : from + before + 1;
      open = { ...open, to, blocks: [...open.blocks, ...block] };
    }
  }
  close(from + base.length);
  return hunks;
}

/** Put together the changes of both sides that are of the same blocks, or add at the same place. */
function together(changes: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  let [from, to] = [-1, -1];
  for (const hunk of changes) {
    const addsAtTheSamePlace = hunk.from === hunk.to && from === to && hunk.from === from;
    const last = groups.at(-1);
    if (last && (hunk.from < to || addsAtTheSamePlace)) {
      last.push(hunk);
      to = Math.max(to, hunk.to);
    } else {
      groups.push([hunk]);
      [from, to] = [hunk.from, hunk.to];
    }
  }
  return groups;
}

function pieceOf(group: readonly Hunk[], base: readonly string[], from: number, to: number): Piece {
  const before = base.slice(from, to);
  const mine = textOf("mine", group, base, from, to);
  const theirs = textOf("theirs", group, base, from, to);
  const sides = new Set(group.map((hunk) => hunk.side));
  if (sides.size === 1) {
    const [side] = sides as Set<Side>;
    return { kind: side as Side, blocks: side === "mine" ? mine : theirs, base: before };
  }
  if (isAlike(mine, theirs)) return { kind: "alike", blocks: theirs, base: before };
  return { kind: "conflict", base: before, mine, theirs };
}

/** Return what a side has from one place of the base to another. */
function textOf(
  side: Side,
  group: readonly Hunk[],
  base: readonly string[],
  from: number,
  to: number,
): readonly string[] {
  const text: string[] = [];
  let at = from;
  for (const hunk of group.filter((each) => each.side === side)) {
    text.push(...base.slice(at, hunk.from), ...hunk.blocks);
    at = hunk.to;
  }
  return [...text, ...base.slice(at, to)];
}

function isAlike(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((block, at) => keyOfBlock(block) === keyOfBlock(other[at] as string))
  );
}

/** Return both sides of a conflict one after the other: theirs without what mine has already. */
export function bothOf(mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const left = mine.map(keyOfBlock);
  const further = theirs.filter((block) => {
    const place = left.indexOf(keyOfBlock(block));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
  return [...mine, ...further];
}
