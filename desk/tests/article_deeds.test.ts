/** What is offered for an article as it stands, and what each of its revisions is called. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ArticleDocument, Revision } from "../src/api/documents.ts";
import { deedsFor, firstCompared, kindOf, nameOf } from "../src/article/deeds.ts";

const ARTICLE = { headline: "Ferry" } as ArticleDocument;

function revision(name: string, told: Partial<Revision> = {}): Revision {
  return {
    revision: name,
    stands: false,
    received_at: "2026-11-20T08:00:00Z",
    contributor: "editor:1",
    contributor_name: null,
    based_on: [],
    publish_at: null,
    correction: null,
    withdrawal: null,
    message: "0".repeat(64),
    ...told,
  };
}

const gone = { as: "gone", reason: null, keeps_pictures: false } as const;

test("whoever only reads is offered nothing", () => {
  for (const status of ["held", "scheduled", "published", "withdrawn"] as const) {
    assert.deepEqual(deedsFor({ status, article: ARTICLE }, "reader"), []);
    assert.notDeepEqual(deedsFor({ status, article: ARTICLE }, "desk"), []);
  }
});

test("what readers saw is corrected and not taken back to be held", () => {
  assert.deepEqual(deedsFor({ status: "published", article: ARTICLE }, "desk"), [
    "correct",
    "change",
    "withdraw",
  ]);
});

test("a withdrawal that came alone has nothing to bring back", () => {
  assert.deepEqual(deedsFor({ status: "withdrawn", article: null }, "desk"), []);
});

test("each revision is called what it was", () => {
  const first = revision("desk-1");
  const withdrawn = revision("desk-2", { withdrawal: gone });
  assert.equal(kindOf(first, undefined), "first");
  assert.equal(kindOf(withdrawn, first), "gone");
  assert.equal(
    kindOf(revision("desk-2", { withdrawal: { ...gone, as: "vanish" } }), first),
    "vanished",
  );
  assert.equal(kindOf(revision("desk-3", { correction: "The hour." }), withdrawn), "brought back");
  assert.equal(kindOf(revision("desk-2", { correction: "The hour." }), first), "corrected");
  assert.equal(kindOf(revision("desk-2"), first), "changed");
  assert.equal(kindOf(revision("desk-2", { publish_at: "hold" }), first), "held");
  assert.equal(kindOf(revision("desk-2", { publish_at: "2026-12-01T06:00:00Z" }), first), "dated");
});

test("the revision that stands is compared with the text before it", () => {
  const texts = [revision("desk-1"), revision("desk-2"), revision("desk-4", { stands: true })];
  const withdrawn = revision("desk-3", { withdrawal: gone });
  assert.deepEqual(firstCompared([...texts.slice(0, 2), withdrawn, ...texts.slice(2)]), {
    older: "desk-2",
    newer: "desk-4",
  });
  assert.equal(firstCompared([revision("desk-1", { stands: true }), withdrawn]), null);
  assert.deepEqual(firstCompared([...texts.slice(0, 2), { ...withdrawn, stands: true }]), {
    older: "desk-1",
    newer: "desk-2",
  });
});

test("whoever has no name is called by the end of what they signed as", () => {
  const of = (contributor: string) => nameOf({ contributor, contributor_name: null });
  assert.equal(of("arn:aws:iam::1:user/wire@eu-west-1"), "wire@eu-west-1");
  assert.equal(of("editor:abc"), "abc");
  assert.equal(nameOf({ contributor: "editor:abc", contributor_name: "Anna Pieri" }), "Anna Pieri");
});
