/** Names as they are typed, pictures in their order, kept drafts, files that the paper takes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256Of, typeOf } from "../src/api/pictures.ts";
import type { KeptDraft } from "../src/keeping/kept_drafts.ts";
import { moved, standing, steered } from "../src/writing/picture_order.ts";
import { keptOf } from "../src/writing/piece.ts";
import { matching, withTyped } from "../src/writing/tokens.ts";

test("what is typed is parted at commas, Arabic ones too, and nothing is there twice", () => {
  assert.deepEqual(withTyped(["Sea"], " Port of  Limassol, sea,, Ferries، موانئ"), [
    "Sea",
    "Port of Limassol",
    "Ferries",
    "موانئ",
  ]);
});

test("suggestions begin with what is typed, whatever its case and accents, or a word of them does", () => {
  const all = ["Ελένη Μάρκου", "Anna Pieri", "Maria Anastasiou", "Nikos"];
  assert.deepEqual(matching(all, [], "ana"), ["Maria Anastasiou"]);
  assert.deepEqual(matching(all, [], "ελενη"), ["Ελένη Μάρκου"]);
  assert.deepEqual(matching(all, [], "an"), ["Anna Pieri", "Maria Anastasiou"]);
  assert.deepEqual(matching(all, ["anna pieri"], "an"), ["Maria Anastasiou"]);
  assert.equal(
    matching(
      Array.from({ length: 20 }, (_, at) => `tag ${at}`),
      [],
      "",
    ).length,
    8,
  );
});

test("the first picture leads, one that the text places stands in it, others below", () => {
  const body = '<p>A</p><img src="image:bb">';
  assert.equal(standing(0, "bb", body), "lead");
  assert.equal(standing(1, "bb", body), "text");
  assert.equal(standing(1, "b", body), "gallery");
});

test("a picture moves among the others and never beyond them", () => {
  const pictures = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const order = (at: number, by: number) => moved(pictures, at, by).map(({ id }) => id);
  assert.deepEqual(order(2, -1), ["a", "c", "b"]);
  assert.deepEqual(order(0, -1), ["a", "b", "c"]);
  assert.deepEqual(order(0, 9), ["b", "c", "a"]);
});

test("arrow keys move the point within the picture", () => {
  assert.deepEqual(steered([0.5, 0.5], "ArrowLeft", false), [0.48, 0.5]);
  assert.deepEqual(steered([0.5, 0.95], "ArrowDown", true), [0.5, 1]);
  assert.equal(steered([0.5, 0.5], "Enter", false), null);
});

test("a kept draft is found by its article, or by its key where it has none", () => {
  const kept = [
    { key: "k1", article: "a1" },
    { key: "k2", article: null },
  ] as unknown as KeptDraft[];
  assert.equal(keptOf(kept, "a1", null)?.key, "k1");
  assert.equal(keptOf(kept, null, "k2")?.key, "k2");
  assert.equal(keptOf(kept, null, null), null);
  assert.equal(keptOf(kept, null, "k1")?.key, "k1");
  assert.equal(keptOf(kept, "a2", null), null);
});

test("a file's kind is the browser's word, else its name's", () => {
  assert.equal(typeOf({ type: "image/png", name: "a.jpg" }), "image/png");
  assert.equal(typeOf({ type: "", name: "IMG_1.HEIC" }), "image/heic");
  assert.equal(typeOf({ type: "application/pdf", name: "a.pdf" }), null);
});

test("a picture is named by the SHA-256 of its bytes", async () => {
  const bytes = new TextEncoder().encode("abc").buffer as ArrayBuffer;
  assert.equal(
    await sha256Of(bytes),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
