/** Every hash is a page, and what is none is told as missing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { articleHash, listHash, routeOf } from "../src/shell/router.ts";

test("each page has its hash", () => {
  assert.deepEqual(routeOf(""), { page: "list", status: "published" });
  assert.deepEqual(routeOf(listHash("held")), { page: "list", status: "held" });
  assert.deepEqual(routeOf("#/new"), { page: "new", kept: null });
  assert.deepEqual(routeOf("#/new/k1"), { page: "new", kept: "k1" });
  assert.deepEqual(routeOf(articleHash("bridge")), { page: "article", article: "bridge" });
  assert.deepEqual(routeOf(articleHash("bridge", "correct")), {
    page: "correct",
    article: "bridge",
  });
  assert.deepEqual(routeOf("#/pictures"), { page: "pictures" });
});

test("what is no page is missing", () => {
  for (const hash of [
    "#/lists",
    "#/list/erased",
    "#/articles",
    "#/articles/a/b",
    "#/a/b/c/d",
    "#/%",
  ]) {
    assert.deepEqual(routeOf(hash), { page: "missing" });
  }
});
