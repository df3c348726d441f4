/** Two bodies that came of one are put together, and no block goes that nobody gave up. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf, keyOfBlock } from "../src/merging/blocks.ts";
import { bothOf, mergeBlocks, type Piece } from "../src/merging/three_way.ts";
import { below, chance, type Draw, oneOf } from "./chance.ts";

const WORDS =
  "the ferry leaves at six from Limassol and nobody knows whether it will come back".split(" ");

function block(draw: Draw): string {
  const words = Array.from({ length: 1 + below(draw, 7) }, () => oneOf(draw, WORDS));
  const name = oneOf(draw, ["p", "p", "p", "h2", "blockquote"]);
  return `<${name}>${words.join(" ")}</${name}>`;
}

function someBlocks(draw: Draw): string[] {
  return Array.from({ length: below(draw, 7) }, () => block(draw));
}

/** Change a row as an editor does: leave, rewrite, take out, add, move. */
function edited(draw: Draw, blocks: readonly string[]): string[] {
  const rows = blocks.flatMap((each) => {
    const chosen = draw();
    if (chosen < 0.55) return [each];
    if (chosen < 0.75)
      return [each.replace(/(\w+)(<\/)/, (_, word, end) => `${word} ${oneOf(draw, WORDS)}${end}`)];
    if (chosen < 0.85) return [];
    return [each, block(draw)];
  });
  if (draw() < 0.2) rows.push(...rows.splice(0, 1));
  return rows;
}

function counts(blocks: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const each of blocks) counted.set(each, (counted.get(each) ?? 0) + 1);
  return counted;
}

/** Take the same choice at every conflict. */
function taken(pieces: readonly Piece[], choice: "mine" | "theirs" | "both"): string[] {
  return pieces.flatMap((piece) => {
    if (piece.kind !== "conflict") return piece.blocks;
    return choice === "both" ? bothOf(piece.mine, piece.theirs) : piece[choice];
  });
}

/** Whether every block that a side wrote is in a result as often as it wrote it. */
function assertKept(base: string[], side: string[], result: string[], told: string): void {
  const [was, has] = [counts(base), counts(result)];
  for (const [each, count] of counts(side)) {
    const written = count - (was.get(each) ?? 0);
    assert.ok((has.get(each) ?? 0) >= written, `${each} of ${told} is lost`);
  }
}

test("no block that either side wrote is lost unless the other's choice was taken", () => {
  const draw = chance(17);
  for (let round = 0; round < 4_000; round += 1) {
    const base = someBlocks(draw);
    const [mine, theirs] = [edited(draw, base), edited(draw, base)];
    const pieces = mergeBlocks(base, mine, theirs);
    assertKept(base, mine, taken(pieces, "mine"), "mine");
    assertKept(base, theirs, taken(pieces, "theirs"), "theirs");
    assertKept(base, mine, taken(pieces, "both"), "mine");
    assertKept(base, theirs, taken(pieces, "both"), "theirs");
  }
});

test("what neither side touched stands, in the order of the base", () => {
  const draw = chance(18);
  for (let round = 0; round < 2_000; round += 1) {
    const base = someBlocks(draw).map((each, at) => each.replace(">", `>${at} `));
    const pieces = mergeBlocks(base, edited(draw, base), edited(draw, base));
    assert.deepEqual(
      pieces.flatMap((piece) => piece.base),
      base,
    );
  }
});

test("all that either side wrote can be read off the pieces, in its order", () => {
  const draw = chance(25);
  for (let round = 0; round < 4_000; round += 1) {
    const base = someBlocks(draw);
    const [mine, theirs] = [edited(draw, base), edited(draw, base)];
    const pieces = mergeBlocks(base, mine, theirs);
    const read = (side: "mine" | "theirs") =>
      pieces.flatMap((piece) => {
        if (piece.kind === "conflict") return piece[side];
        const isOthers = piece.kind === "mine" || piece.kind === "theirs";
        return isOthers && piece.kind !== side ? piece.base : piece.blocks;
      });
    assert.deepEqual(read("mine"), mine);
    assert.deepEqual(read("theirs"), theirs);
  }
});

test("whoever changed nothing gets what the other wrote, and is asked nothing", () => {
  const draw = chance(19);
  for (let round = 0; round < 1_000; round += 1) {
    const base = someBlocks(draw);
    const changed = edited(draw, base);
    for (const pieces of [mergeBlocks(base, changed, base), mergeBlocks(base, base, changed)]) {
      assert.ok(pieces.every((piece) => piece.kind !== "conflict"));
      assert.deepEqual(taken(pieces, "mine"), changed);
    }
  }
});

test("the same edit on both sides is taken silently", () => {
  const draw = chance(20);
  for (let round = 0; round < 1_000; round += 1) {
    const base = someBlocks(draw);
    const changed = edited(draw, base);
    const pieces = mergeBlocks(base, changed, [...changed]);
    assert.ok(pieces.every((piece) => piece.kind === "same" || piece.kind === "alike"));
    assert.deepEqual(taken(pieces, "mine"), changed);
  }
});

test("it does not matter who is asked: both sides are offered the same", () => {
  const draw = chance(21);
  for (let round = 0; round < 1_000; round += 1) {
    const base = someBlocks(draw);
    const [mine, theirs] = [edited(draw, base), edited(draw, base)];
    const one = mergeBlocks(base, mine, theirs);
    const other = mergeBlocks(base, theirs, mine);
    assert.deepEqual(taken(one, "mine").sort(), taken(other, "theirs").sort());
  }
});

test("two editors of two paragraphs that follow one another are asked nothing", () => {
  const base = ["<p>The ferry leaves at six.</p>", "<p>It rains in the hills.</p>"];
  const mine = ["<p>The ferry leaves at seven.</p>", base[1] as string];
  const theirs = [base[0] as string, "<p>It snows in the hills.</p>"];
  const pieces = mergeBlocks(base, mine, theirs);
  assert.deepEqual(
    pieces.map((piece) => piece.kind),
    ["mine", "theirs"],
  );
  assert.deepEqual(taken(pieces, "mine"), [mine[0], theirs[1]]);
});

test("one paragraph that both rewrote is offered, and what one took out that the other rewrote", () => {
  const base = ["<p>The ferry leaves at six.</p>", "<p>It rains in the hills.</p>"];
  const seven = ["<p>The ferry leaves at seven.</p>", base[1] as string];
  const eight = ["<p>The ferry leaves at eight.</p>", base[1] as string];
  assert.deepEqual(mergeBlocks(base, seven, eight)[0], {
    kind: "conflict",
    base: [base[0]],
    mine: [seven[0]],
    theirs: [eight[0]],
  });
  assert.deepEqual(mergeBlocks(base, [base[1] as string], eight)[0], {
    kind: "conflict",
    base: [base[0]],
    mine: [],
    theirs: [eight[0]],
  });
});

test("blocks are what stands below one another, and loose text is one", () => {
  const body =
    "<p>One <b>two</b></p>\n<ul><li>a<ul><li>b</li></ul></li></ul><hr>\nloose <i>text</i><br>more" +
    '<img src="image:qhgrsx2lsv3hvoqsmapbw25e4e"><blockquote title="a > b"><p>c</p></blockquote>';
  assert.deepEqual(blocksOf(body), [
    "<p>One <b>two</b></p>",
    "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "<hr>",
    "loose <i>text</i><br>more",
    '<img src="image:qhgrsx2lsv3hvoqsmapbw25e4e">',
    '<blockquote title="a > b"><p>c</p></blockquote>',
  ]);
});

test("how a block is written makes no change of it, and what readers can tell apart does", () => {
  const same = (one: string, other: string) => keyOfBlock(one) === keyOfBlock(other);
  assert.ok(same("<p>A&nbsp;b\n c</p>", "<p>A\u00a0b c</p>"));
  assert.ok(same('<p><a href="/x" rel="noopener">a</a></p>', '<p><a href="/x">a</a></p>'));
  assert.ok(same('<td colspan="2" align="left">a</td>', '<td align="left" colspan="2">a</td>'));
  assert.ok(same("<ul><li>a</li></ul>", "<ul>\n<li>a</li>\n</ul>"));
  assert.ok(!same("<p>a b</p>", "<p>ab</p>"));
  assert.ok(!same("<p><b>a</b> <i>b</i></p>", "<p><b>a</b><i>b</i></p>"));
  assert.ok(!same("<p>a</p>", "<p><b>a</b></p>"));
  assert.ok(!same('<p><a href="/x">a</a></p>', '<p><a href="/y">a</a></p>'));
  assert.ok(!same("<pre>a\n b</pre>", "<pre>a b</pre>"));
});
