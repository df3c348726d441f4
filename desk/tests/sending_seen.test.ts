/** Since when readers see it is found out by asking, and nothing else is claimed. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { whenSeen } from "../src/sending/seen.ts";

/** A clock that moves when somebody waits. */
function clock() {
  let now = 0;
  return {
    now: () => now,
    pause: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** Answers in order, the last for ever; an error is thrown. */
function answers(...all: (boolean | Error)[]) {
  return async () => {
    const next = all.length > 1 ? all.shift() : all[0];
    if (next instanceof Error) throw next;
    return next ?? false;
  };
}

test("a page that answers is seen, and the index alone is not", async () => {
  const seen = await whenSeen(
    { indexed: answers(false, true), answers: answers(false, true) },
    clock(),
  );
  assert.deepEqual(seen, { by: "page", after: 300 });
});

test("where no page is asked for, the index says it", async () => {
  const seen = await whenSeen({ indexed: answers(true), answers: null }, clock());
  assert.deepEqual(seen, { by: "index", after: 0 });
});

test("a question that fails is asked again", async () => {
  const seen = await whenSeen({ indexed: answers(new Error("503"), true), answers: null }, clock());
  assert.deepEqual(seen, { by: "index", after: 100 });
});

test("after a minute it is said that nothing is seen", async () => {
  const seen = await whenSeen({ indexed: answers(false), answers: answers(true) }, clock());
  assert.equal(seen.by, "nothing");
  assert.ok(seen.after >= 60_000 && seen.after < 64_000);
});
