/** What changed between two texts is marked, so that both can be read off what is marked. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { paragraphsOf } from "../src/comparing/body_words.ts";
import { isMarked, type MarkedParagraph, markedBody, markedText } from "../src/comparing/marked.ts";
import { below, chance, type Draw, oneOf } from "./chance.ts";

/** Write paragraphs shortly: `-` before what was removed, `+` before what was added. */
function told(paragraphs: readonly MarkedParagraph[]): string[] {
  return paragraphs.map(({ change, kind, runs, picture }) => {
    const sign = { added: "+", removed: "-" };
    const words = runs.map((run) => {
      const text = run.words.map((word) => word.text).join(" ");
      return run.change && !change ? `{${sign[run.change]}${text}}` : text;
    });
    return `${change ? sign[change] : ""}${kind} ${picture ?? words.join(" ")}`;
  });
}

function someBody(draw: Draw): string {
  const words = () =>
    Array.from({ length: 1 + below(draw, 6) }, () =>
      oneOf(draw, "ferry rain six hills".split(" ")),
    );
  const blocks = ["p", "h2", "blockquote"];
  return Array.from({ length: below(draw, 6) }, () => {
    const block = oneOf(draw, blocks);
    return `<${block}>${words().join(" ")}</${block}>`;
  }).join("\n");
}

/** Read one of the two bodies off the marked one. */
function side(paragraphs: readonly MarkedParagraph[], left: "added" | "removed"): string[] {
  const kept = paragraphs.filter(({ change }) => change !== left);
  return kept.map(({ kind, formerKind, runs }) => {
    const there = runs.filter((run) => run.change !== left);
    const name = left === "added" ? (formerKind ?? kind) : kind;
    return `${name} ${there.flatMap((run) => run.words.map((word) => word.text)).join(" ")}`;
  });
}

function plain(html: string): string[] {
  return paragraphsOf(html).map(
    ({ kind, words }) => `${kind} ${words.map((word) => word.text).join(" ")}`,
  );
}

test("a body is read as its readers see it", () => {
  const body =
    '<h2 id="at-a">The <em>ferry</em></h2><ul><li>one<ul><li>two</li></ul></li></ul>' +
    '<p>half<b>way</b> &amp; <a href="https://a.example/?a=1&amp;b=2" title="x > y">on</a></p>' +
    '<img src="image:qhgrsx2lsv3hvoqsmapbw25e4e"><hr><table><tr><th>Day</th><td>1<br>2</td></tr></table>';
  assert.deepEqual(plain(body), [
    "h2 The ferry",
    "li one",
    "li two",
    "p halfway & on",
    "img ",
    "p * * *",
    "th Day",
    "td 1",
    "td 2",
  ]);
  const [, , , third, picture] = paragraphsOf(body);
  assert.deepEqual(third?.words.at(-1), {
    text: "on",
    link: "https://a.example/?a=1&b=2",
    look: "",
  });
  assert.equal(third?.words[0]?.look, "b");
  assert.equal(picture?.picture, "qhgrsx2lsv3hvoqsmapbw25e4e");
});

test("words are marked within the paragraph that has them", () => {
  const marked = markedBody(
    "<p>The ferry leaves at six.</p><p>It rains.</p>",
    "<p>The ferry leaves at seven.</p><p>Tickets are sold on board.</p><p>It rains.</p>",
  );
  assert.deepEqual(told(marked), [
    "p The ferry leaves at {-six.} {+seven.}",
    "+p Tickets are sold on board.",
    "p It rains.",
  ]);
});

test("a paragraph that became a heading, and a word that became bold or a link, are told", () => {
  const [heading] = markedBody("<p>The ferry</p>", "<h2>The ferry</h2>");
  assert.deepEqual([heading?.kind, heading?.formerKind], ["h2", "p"]);
  const [bold] = markedBody("<p>The ferry leaves</p>", "<p>The <b>ferry</b> leaves</p>");
  assert.ok(bold && isMarked(bold.runs));
  const [link] = markedBody(
    '<p>The <a href="https://a.example/">ferry</a> leaves</p>',
    '<p>The <a href="https://b.example/">ferry</a> leaves</p>',
  );
  assert.ok(link && isMarked(link.runs));
});

test("texts that have hardly a word in common stand one after the other", () => {
  assert.deepEqual(
    markedText("The ferry leaves", "Rain falls in the hills").map((run) => run.change),
    ["removed", "added"],
  );
  assert.equal(isMarked(markedText("The ferry  leaves", "The ferry leaves")), false);
});

test("both bodies can be read off what is marked", () => {
  const draw = chance(16);
  for (let round = 0; round < 1_000; round += 1) {
    const [before, after] = [someBody(draw), someBody(draw)];
    const marked = markedBody(before, after);
    assert.deepEqual(side(marked, "added"), plain(before));
    assert.deepEqual(side(marked, "removed"), plain(after));
  }
});
