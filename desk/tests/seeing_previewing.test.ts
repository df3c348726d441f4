/** A preview is made a second after the last key, and only the newest is shown. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { Preview } from "../src/api/documents.ts";
import type { Draft } from "../src/draft.ts";
import { PAUSE, Previewing } from "../src/seeing/previewing.ts";

const draft = (headline: string) => ({ headline }) as Draft;
const PREVIEW: Preview = { page: "<p>", body: "", url: null, faults: [], warnings: [] };

function desk() {
  const asked: { headline: string; signal: AbortSignal; answer: (made: Preview) => void }[] = [];
  const shown: string[] = [];
  const troubles: unknown[] = [];
  const previewing = new Previewing(
    (each, signal) =>
      new Promise((answer) => asked.push({ headline: each.headline, signal, answer })),
    (made) => shown.push(made.draft.headline),
    (problem) => troubles.push(problem),
  );
  return { asked, shown, troubles, previewing };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("nothing is asked before a second has passed without a key", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, previewing } = desk();
  previewing.typed(draft("T"));
  mock.timers.tick(PAUSE - 1);
  previewing.typed(draft("Th"));
  mock.timers.tick(PAUSE - 1);
  assert.equal(asked.length, 0);
  mock.timers.tick(1);
  assert.deepEqual(
    asked.map(({ headline }) => headline),
    ["Th"],
  );
  mock.timers.reset();
});

test("an older answer is dropped, even where it comes last", async () => {
  const { asked, shown, previewing } = desk();
  void previewing.show(draft("old"));
  void previewing.show(draft("new"));
  assert.ok(asked[0]?.signal.aborted);
  asked[1]?.answer(PREVIEW);
  asked[0]?.answer(PREVIEW);
  await settled();
  assert.deepEqual(shown, ["new"]);
});

test("what fails is told, but not of what nobody waits for", async () => {
  const troubles: unknown[] = [];
  const failing = new Previewing(
    () => Promise.reject(new Error("away")),
    () => undefined,
    (problem) => troubles.push(problem),
  );
  void failing.show(draft("a"));
  failing.stop();
  await settled();
  assert.equal(troubles.length, 0);
  await failing.show(draft("b"));
  assert.equal(troubles.length, 1);
});
