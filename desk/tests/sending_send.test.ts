/** A piece of writing arrives once, whatever becomes of the answers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Answer,
  type ApiClient,
  type Call,
  ProblemAnswer,
  SessionEnded,
  Unreachable,
} from "../src/api/client.ts";
import type { Draft } from "../src/draft.ts";
import { Sending, type Target } from "../src/sending/send.ts";

const NEW: Target = { key: "k", article: null, basedOn: null };
const NEXT: Target = { key: "k", article: "a1", basedOn: "desk-1" };

const draft = (headline: string, more: Partial<Draft> = {}): Draft => ({
  headline,
  standfirst: null,
  section: "news",
  label: null,
  prominence: "normal",
  byline: [],
  body: "<p>It opens.</p>",
  body_format: "html",
  source: null,
  tags: [],
  language: "en",
  translation_of: null,
  slug: null,
  images: [],
  publish_at: null,
  correction: "",
  ...more,
});

/** The API's own rules: a key is one document's, the same bytes are one revision, others are stale. */
class Paper implements ApiClient {
  readonly revisions: { document: string; basedOn: string | null }[] = [];
  readonly troubles: (Error | "lost" | null)[] = [];
  readonly calls: Call[] = [];

  async call<Document>(call: Call): Promise<Answer<Document>> {
    this.calls.push(call);
    const trouble = this.troubles.shift() ?? null;
    if (trouble instanceof Error) throw trouble;
    const receipt = this.#carryOut(call);
    if (trouble === "lost") throw new Unreachable("lost on its way");
    return { status: 201, document: receipt as Document, etag: null, location: null };
  }

  #carryOut(call: Call): object {
    const document = JSON.stringify(call.document);
    const basedOn = call.ifMatch ?? null;
    const same = this.revisions.findIndex(
      (each) => each.document === document && each.basedOn === basedOn,
    );
    if (same >= 0) return { id: "a1", revision: `desk-${same + 1}` };
    if (call.method === "POST" && this.revisions.length > 0) throw problem(409);
    if (call.method === "PUT" && basedOn !== `desk-${this.revisions.length}`) throw problem(412);
    this.revisions.push({ document, basedOn });
    return { id: "a1", revision: `desk-${this.revisions.length}` };
  }
}

function problem(status: number, faults: { pointer: string; detail: string }[] = []) {
  return new ProblemAnswer(status, "Problem", "What is wrong.", faults, null);
}

function begun(): Paper {
  const paper = new Paper();
  paper.revisions.push({ document: "the first", basedOn: null });
  return paper;
}

test("what is sent is saved, with its key", async () => {
  const paper = new Paper();
  const outcome = await new Sending(paper).send(NEW, draft("One"));
  assert.equal(outcome.kind, "saved");
  assert.equal(paper.calls[0]?.idempotencyKey, "k");
});

for (const [what, target, paper] of [
  ["a new article", NEW, new Paper()],
  ["a revision", NEXT, begun()],
] as const) {
  test(`${what} whose answer was lost is saved once when it is sent again`, async () => {
    const before = paper.revisions.length;
    paper.troubles.push("lost");
    const sending = new Sending(paper);
    assert.equal((await sending.send(target, draft("One"))).kind, "away");
    assert.equal((await sending.send(target, draft("One"))).kind, "saved");
    assert.equal(paper.revisions.length, before + 1);
  });
}

test("what was typed after an answer was lost becomes the next revision, and no second article", async () => {
  for (const [target, paper] of [[NEW, new Paper()] as const, [NEXT, begun()] as const]) {
    const before = paper.revisions.length;
    paper.troubles.push("lost");
    const sending = new Sending(paper);
    await sending.send(target, draft("One"));
    const outcome = await sending.send(target, draft("Two"));
    assert.equal(outcome.kind, "saved");
    assert.equal(paper.revisions.length, before + 2);
    assert.match(paper.revisions.at(-1)?.document ?? "", /"Two"/);
    assert.equal(paper.revisions.at(-1)?.basedOn, `desk-${before + 1}`);
  }
});

test("a moment that has arrived is not said again with what follows", async () => {
  const paper = new Paper();
  paper.troubles.push("lost");
  const sending = new Sending(paper);
  await sending.send(NEW, draft("One", { publish_at: "now" }));
  await sending.send(NEW, draft("Two", { publish_at: "now" }));
  assert.doesNotMatch(paper.revisions.at(-1)?.document ?? "", /publish_at/);
});

test("somebody else's revision is told, and not written over", async () => {
  const paper = begun();
  paper.revisions.push({ document: "theirs", basedOn: "desk-1" });
  assert.equal((await new Sending(paper).send(NEXT, draft("Mine"))).kind, "stale");
  assert.equal(paper.revisions.length, 2);
});

test("somebody else's revision is told after an answer that never came, too", async () => {
  const paper = begun();
  paper.troubles.push(new Unreachable("gone"));
  const sending = new Sending(paper);
  await sending.send(NEXT, draft("Mine"));
  paper.revisions.push({ document: "theirs", basedOn: "desk-1" });
  assert.equal((await sending.send(NEXT, draft("Mine, later"))).kind, "stale");
  assert.equal(paper.revisions.length, 2);
});

for (const [trouble, kind] of [
  [new Unreachable("gone"), "away"],
  [problem(503), "away"],
  [problem(429), "away"],
  [new SessionEnded(), "signed out"],
  [problem(422, [{ pointer: "/headline", detail: "is empty" }]), "faults"],
  [problem(403), "refused"],
] as const) {
  test(`${trouble.constructor.name} ${"status" in trouble ? trouble.status : ""} is told as ${kind}`, async () => {
    const paper = new Paper();
    paper.troubles.push(trouble);
    assert.equal((await new Sending(paper).send(NEW, draft("One"))).kind, kind);
  });
}
