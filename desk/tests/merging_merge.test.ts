/** Two drafts become one: fields, tags and pictures each by themselves, and the body by blocks. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ArticleDocument, Illustration, Report } from "../src/api/documents.ts";
import type { Draft } from "../src/draft.ts";
import { mergePictures, mergeTags, mergeValue } from "../src/merging/fields.ts";
import { type Choice, merge, openKeys, resolve } from "../src/merging/merge.ts";
import { below, chance, type Draw, oneOf, someOf } from "./chance.ts";

const ARTICLE: ArticleDocument = {
  headline: "Ferry to Limassol",
  standfirst: null,
  section: "news",
  label: null,
  prominence: "normal",
  byline: ["Anna Pieri"],
  body: "",
  body_format: "html",
  source: null,
  tags: ["Ferries", "Limassol"],
  language: "en",
  translation_of: null,
  slug: null,
  images: [],
};
const BODY = "<p>The ferry leaves at six.</p>\n<p>It rains in the hills.</p>";

function draft(changed: Partial<Draft> = {}): Draft {
  return {
    ...ARTICLE,
    body: BODY,
    body_format: "html",
    publish_at: null,
    correction: "",
    ...changed,
  };
}

function report(changed: Partial<ArticleDocument> = {}, told: Partial<Report> = {}): Report {
  return {
    id: "ferry",
    revision: "desk-2",
    status: "published",
    url: "https://paper.example/news/ferry",
    received_at: "2026-11-20T08:00:00Z",
    warnings: [],
    publish_at: "2026-11-20T07:00:00Z",
    withdrawal: null,
    corrections: [],
    article: { ...ARTICLE, ...changed },
    body_html: changed.body ?? BODY,
    indexed_revision: "desk-2",
    fault: null,
    contributor: "editor:1",
    contributor_name: "Νίκος Ανδρέου",
    ...told,
  };
}

function picture(letter: string, caption: string | null = null): Illustration {
  return { id: letter.repeat(26), alt: "A harbour", caption };
}

function chosen(keys: readonly string[], choice: Choice): Map<string, Choice> {
  return new Map(keys.map((key) => [key, choice]));
}

test("what each changed alone is there, and nobody is asked", () => {
  const merged = merge(
    draft(),
    report({ headline: "Ferry comes late", tags: ["Ferries", "Weather"] }),
    draft({
      standfirst: "No seats are left.",
      tags: ["Limassol", "Ferries", "Port"],
      body: BODY.replace("six", "seven"),
      correction: "An earlier version named the wrong hour.",
    }),
  );
  assert.deepEqual(openKeys(merged), []);
  const result = resolve(merged, new Map());
  assert.equal(result.headline, "Ferry comes late");
  assert.equal(result.standfirst, "No seats are left.");
  assert.deepEqual(result.tags, ["Ferries", "Port", "Weather"]);
  assert.equal(result.body, BODY.replace("six", "seven"));
  assert.equal(result.correction, "An earlier version named the wrong hour.");
});

test("what both changed is asked for, and given as chosen", () => {
  const base = draft({ images: [picture("a")] });
  const mine = draft({
    headline: "Mine",
    body: BODY.replace("six", "seven"),
    images: [picture("a", "mine")],
  });
  const theirs = report({
    headline: "Theirs",
    body: BODY.replace("six", "eight"),
    images: [picture("a", "theirs")],
  });
  const merged = merge(base, theirs, mine);
  const keys = openKeys(merged);
  assert.deepEqual(keys, ["decide-headline", `decide-picture-${"a".repeat(26)}`, "decide-piece-0"]);
  assert.throws(() => resolve(merged, new Map()), /nothing is chosen/);
  assert.deepEqual(resolve(merged, chosen(keys, "mine")), mine);
  const taken = resolve(merged, chosen(keys, "theirs"));
  assert.deepEqual([taken.headline, taken.body], ["Theirs", BODY.replace("six", "eight")]);
  const own = new Map([
    ...chosen(keys, "mine"),
    ["decide-piece-0", { html: "<p>At nine.</p>" }],
  ] as const);
  assert.match(resolve(merged, own).body, /^<p>At nine\.<\/p>\n<p>It rains/);
  const both = new Map([...chosen(keys, "mine"), ["decide-piece-0", "both"]] as const);
  assert.match(resolve(merged, both).body, /seven.*\n.*eight.*\n.*rains/);
});

test("a moment is asked for only where mine differs from what stands and is not past", () => {
  const at = "2026-12-01T06:00:00Z";
  const held = report({}, { status: "held", publish_at: null });
  assert.deepEqual(openKeys(merge(draft(), held, draft())), []);
  assert.deepEqual(openKeys(merge(draft(), held, draft({ publish_at: "hold" }))), []);
  const merged = merge(draft(), held, draft({ publish_at: at }));
  assert.deepEqual(openKeys(merged), ["decide-moment"]);
  assert.equal(resolve(merged, chosen(["decide-moment"], "mine")).publish_at, at);
  assert.equal(resolve(merged, chosen(["decide-moment"], "theirs")).publish_at, null);
  const scheduled = report({}, { status: "scheduled", publish_at: "2026-12-01T08:00:00+02:00" });
  assert.deepEqual(openKeys(merge(draft(), scheduled, draft({ publish_at: at }))), []);
});

test("a withdrawal that came alone takes nothing of mine", () => {
  const mine = draft({ headline: "Mine", tags: [] });
  const merged = merge(draft(), { ...report(), article: null, body_html: null }, mine);
  assert.deepEqual(resolve(merged, new Map()), mine);
});

test("what only one changed is never asked for, and no value of both is lost", () => {
  const draw = chance(22);
  for (let round = 0; round < 2_000; round += 1) {
    const [base, mine, theirs] = [below(draw, 3), below(draw, 3), below(draw, 3)];
    const outcome = mergeValue({ base, mine, theirs });
    const isOpen = mine !== theirs && mine !== base && theirs !== base;
    assert.equal(outcome.kind === "conflict", isOpen);
    if (outcome.kind !== "conflict") {
      assert.equal(outcome.value, mine === base ? theirs : mine);
    }
  }
});

test("a tag stands if it was added, and does not if it was taken off", () => {
  const draw = chance(23);
  for (let round = 0; round < 2_000; round += 1) {
    const tags = () => [...new Set(someOf(draw, "abcde", 5))];
    const [base, mine, theirs] = [tags(), tags(), tags()];
    const merged = mergeTags({ base, mine, theirs });
    assert.equal(new Set(merged).size, merged.length);
    for (const tag of "abcde") {
      const [was, is, other] = [base, mine, theirs].map((each) => each.includes(tag));
      assert.equal(merged.includes(tag), is === other ? is : is !== was ? is : other, tag);
    }
  }
});

function somePictures(draw: Draw): Illustration[] {
  const ids = [...new Set(someOf(draw, "abcde", 5))];
  return ids.map((id) => picture(id, oneOf(draw, [null, "one", "two"])));
}

test("no picture that either side added or changed is lost, and none stands twice", () => {
  const draw = chance(24);
  for (let round = 0; round < 2_000; round += 1) {
    const [base, mine, theirs] = [somePictures(draw), somePictures(draw), somePictures(draw)];
    const merged = mergePictures({ base, mine, theirs });
    const ids = merged.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const each of [...mine, ...theirs]) {
      const found = merged.find(({ id }) => id === each.id);
      const was = base.find(({ id }) => id === each.id);
      if (JSON.stringify(was) === JSON.stringify(each)) continue;
      const { outcome } = found as (typeof merged)[number];
      const offered =
        outcome.kind === "conflict" ? [outcome.mine, outcome.theirs] : [outcome.value];
      assert.ok(offered.some((some) => JSON.stringify(some) === JSON.stringify(each)));
    }
  }
});

test("pictures stand in the order of whoever moved them", () => {
  const of = (letters: string) => [...letters].map((letter) => picture(letter));
  const order = (base: string, mine: string, theirs: string) =>
    mergePictures({ base: of(base), mine: of(mine), theirs: of(theirs) })
      .filter(({ outcome }) => outcome.kind === "conflict" || outcome.value !== null)
      .map(({ id }) => id[0])
      .join("");
  assert.equal(order("abc", "cab", "abc"), "cab");
  assert.equal(order("abc", "abc", "bca"), "bca");
  assert.equal(order("abc", "abcd", "eabc"), "eabcd");
  assert.equal(order("abc", "ac", "abcd"), "acd");
});
