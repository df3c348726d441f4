/** Rows are laid side by side: nothing is lost, and as much as can be stands opposite its like. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { align } from "../src/comparing/alignment.ts";
import { pairAlike } from "../src/comparing/pairing.ts";
import { chance, someOf } from "./chance.ts";

/** Length of a longest common row, by the plain table. */
function longestShared(one: readonly string[], other: readonly string[]): number {
  const table = [new Array<number>(other.length + 1).fill(0)];
  for (const [x, each] of one.entries()) {
    const row = [0];
    for (const [y, opposite] of other.entries()) {
      const last = table[x] as number[];
      const longer = Math.max(last[y + 1] ?? 0, row[y] ?? 0);
      row.push(each === opposite ? (last[y] ?? 0) + 1 : longer);
    }
    table.push(row);
  }
  return table.at(-1)?.at(-1) ?? 0;
}

test("both rows are there whole, and no longer row is alike", () => {
  const draw = chance(14);
  for (let round = 0; round < 2_000; round += 1) {
    const [before, after] = [someOf(draw, "abcd", 12), someOf(draw, "abcd", 12)];
    const stretches = align(before, after);
    assert.deepEqual(
      stretches.flatMap((each) => before.slice(...each.before)),
      before,
    );
    assert.deepEqual(
      stretches.flatMap((each) => after.slice(...each.after)),
      after,
    );
    const same = stretches.filter((each) => each.same);
    for (const each of same) {
      assert.deepEqual(before.slice(...each.before), after.slice(...each.after));
    }
    const length = same.reduce((sum, each) => sum + each.before[1] - each.before[0], 0);
    assert.equal(length, longestShared(before, after), `${before} | ${after}`);
  }
});

test("rows that share nothing and are very long are taken as written anew", () => {
  const row = (name: string) => Array.from({ length: 3_000 }, (_, at) => `${name}${at}`);
  assert.deepEqual(align(row("a"), row("b")), [
    { same: false, before: [0, 3_000], after: [0, 3_000] },
  ]);
});

test("every passage is in the pairs once, in its order", () => {
  const draw = chance(15);
  for (let round = 0; round < 500; round += 1) {
    const rows = () => someOf(draw, "abcdef", 5).map(() => someOf(draw, "uvwxyz", 5));
    const [before, after] = [rows(), rows()];
    const pairs = pairAlike(before, after);
    const places = (side: 0 | 1) => pairs.map((pair) => pair[side]).filter((at) => at !== null);
    assert.deepEqual(places(0), [...before.keys()]);
    assert.deepEqual(places(1), [...after.keys()]);
  }
});

test("a passage is paired with the one that it became, not with the one at its place", () => {
  const words = (text: string) => text.split(" ");
  const before = [words("the ferry leaves at six"), words("rain is expected in the hills")];
  const after = [words("an entirely new beginning"), words("the ferry leaves at seven")];
  assert.deepEqual(pairAlike(before, after), [
    [null, 0],
    [0, 1],
    [1, null],
  ]);
});
