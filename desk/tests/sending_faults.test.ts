/** Faults come to the fields that they are of, stay there until these change, and are told in time. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Draft } from "../src/draft.ts";
import { distinct, placed, without } from "../src/sending/faults.ts";
import { choicesFor, deedOf, whenOf } from "../src/sending/when.ts";
import { marksOf } from "../src/writing/marking.ts";

const DRAFT = {
  headline: "",
  tags: ["a", "harbour"],
  byline: ["Anna"],
  images: [{ id: "aa" }, { id: "bb", alt: "x" }],
  source: null,
  publish_at: null,
  correction: "",
} as unknown as Draft;

test("a pointer leads to its field", () => {
  for (const [pointer, anchor] of [
    ["/headline", "headline"],
    ["/tags", "tags"],
    ["/tags/1", "tags"],
    ["/byline/0", "byline"],
    ["/source", "source-name"],
    ["/source/name", "source-name"],
    ["/source/url", "source-url"],
    ["/images", "images"],
    ["/images/1", "images-bb"],
    ["/images/1/id", "images-bb"],
    ["/images/1/alt", "images-bb-alt"],
    ["/images/0/focus/1", "images-aa-focus"],
    ["/images/7/alt", "images"],
    ["/body_format", "form"],
    ["?reason", "form"],
    ["", "form"],
  ] as const) {
    assert.equal(placed([{ pointer, detail: "is wrong" }], DRAFT)[0]?.anchor, anchor, pointer);
  }
});

test("a fault of one of many names it", () => {
  const [fault] = placed([{ pointer: "/tags/1", detail: "is too long" }], DRAFT);
  assert.equal(fault?.detail, "“harbour” is too long");
});

test("what has no field is told with its pointer", () => {
  const [fault] = placed([{ pointer: "/zebra", detail: "is unknown" }], DRAFT);
  assert.equal(fault?.detail, "/zebra is unknown");
});

test("a picture's fault goes with the picture when the order changes, and ends when it is mended", () => {
  const faults = placed([{ pointer: "/images/0/alt", detail: "is needed" }], DRAFT);
  const turned = { ...DRAFT, images: [...DRAFT.images].reverse() };
  assert.equal(without(faults, DRAFT, turned).length, 1);
  const mended = {
    ...DRAFT,
    images: [
      { id: "aa", alt: "A boat" },
      { id: "bb", alt: "x" },
    ],
  };
  assert.equal(without(faults, DRAFT, mended).length, 0);
});

test("the same fault is told once", () => {
  const fault = { anchor: "tags", detail: "is too long" };
  assert.equal(distinct([fault, fault, { ...fault, detail: "is empty" }]).length, 2);
});

const preview = (faults: { pointer: string; detail: string }[]) => ({
  page: null,
  body: null,
  url: null,
  faults,
  warnings: [{ pointer: "/body", detail: "lost a script" }],
});

test("a preview says nothing of fields that nobody has touched, until something was refused", () => {
  const typed = { ...DRAFT, headline: "x" };
  const found = preview([
    { pointer: "/headline", detail: "is odd" },
    { pointer: "/images/0/alt", detail: "is needed" },
  ]);
  const known = { draft: typed, begun: DRAFT, previewed: { draft: typed, preview: found } };
  const gentle = marksOf({ ...known, sent: null });
  assert.deepEqual(
    gentle.hints.map(({ anchor }) => anchor),
    ["headline"],
  );
  assert.equal(gentle.warnings.length, 1);
  const all = marksOf({ ...known, sent: { draft: typed, faults: [] } });
  assert.equal(all.hints.length, 2);
});

test("what an older preview found of a field is not told of what it holds now", () => {
  const found = preview([{ pointer: "/headline", detail: "is odd" }]);
  const previewed = { draft: { ...DRAFT, headline: "x" }, preview: found };
  const now = { ...DRAFT, headline: "better" };
  assert.deepEqual(marksOf({ draft: now, begun: DRAFT, previewed, sent: null }).hints, []);
});

test("a field that was refused is marked until it changes", () => {
  const sent = { draft: DRAFT, faults: [{ anchor: "headline", detail: "is empty" }] };
  const known = { begun: DRAFT, previewed: null, sent };
  assert.equal(marksOf({ ...known, draft: DRAFT }).faults.length, 1);
  assert.equal(marksOf({ ...known, draft: { ...DRAFT, headline: "x" } }).faults.length, 0);
});

test("a published article keeps its moment, and others may have another", () => {
  const report = (status: string) => ({ status }) as Parameters<typeof choicesFor>[0];
  assert.deepEqual(choicesFor(null), ["now", "at", "hold"]);
  assert.deepEqual(choicesFor(report("published")), ["as it is"]);
  assert.deepEqual(choicesFor(report("held")), ["as it is", "now", "at", "hold"]);
  assert.equal(whenOf("", null), "at");
  assert.equal(whenOf(null, null), "now");
  assert.equal(deedOf({ ...DRAFT, publish_at: "hold" }, null), "hold");
  assert.equal(deedOf({ ...DRAFT, correction: "A name" }, report("published")), "correct");
  assert.equal(deedOf(DRAFT, report("published")), "save");
});
