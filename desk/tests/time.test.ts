/** The paper's own time: clocks that are put forward and back, and moments in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { SiteFacts } from "../src/facts.ts";
import { choose } from "../src/texts/texts.ts";
import { distance, inWords, momentOfWall, wallTime } from "../src/time.ts";

const ZONE = "Asia/Nicosia";
const SITE = { time_zone: ZONE, city: "Nicosia" } as SiteFacts;
const storage = { setItem: () => undefined } as unknown as Storage;

test("a clock on the wall is a moment, in winter and in summer", () => {
  for (const [wall, instant] of [
    ["2026-01-15T06:00", "2026-01-15T04:00:00.000Z"],
    ["2026-07-15T06:00", "2026-07-15T03:00:00.000Z"],
    ["2026-12-31T23:59", "2026-12-31T21:59:00.000Z"],
  ] as const) {
    assert.equal(momentOfWall(wall, ZONE)?.instant.toISOString(), instant);
    assert.equal(momentOfWall(wall, ZONE)?.oddity, null);
    assert.equal(wallTime(new Date(instant), ZONE), wall);
  }
});

test("what no clock shows is as much later, and told", () => {
  const found = momentOfWall("2026-03-29T03:30", ZONE);
  assert.equal(found?.oddity, "skipped");
  assert.equal(wallTime(found?.instant ?? new Date(0), ZONE), "2026-03-29T04:30");
});

test("what clocks show twice is the first, and told", () => {
  const found = momentOfWall("2026-10-25T03:30", ZONE);
  assert.equal(found?.oddity, "twice");
  assert.equal(found?.instant.toISOString(), "2026-10-25T00:30:00.000Z");
});

test("a zone behind Greenwich, one of half an hour, and one that is put forward by half", () => {
  assert.equal(
    momentOfWall("2026-05-01T12:00", "America/St_Johns")?.instant.toISOString(),
    "2026-05-01T14:30:00.000Z",
  );
  assert.equal(
    momentOfWall("2026-05-01T12:00", "Asia/Kolkata")?.instant.toISOString(),
    "2026-05-01T06:30:00.000Z",
  );
  assert.equal(momentOfWall("2026-10-04T02:15", "Australia/Lord_Howe")?.oddity, "skipped");
});

test("what is no date is no moment", () => {
  for (const wall of ["", "tomorrow", "2026-13-01T00:00", "2026-01-01"]) {
    assert.equal(momentOfWall(wall, ZONE), null);
  }
});

test("a moment is said as an editor would", () => {
  const now = new Date("2026-11-26T14:00:00Z");
  assert.equal(
    inWords(new Date("2026-11-27T04:00:00Z"), now, SITE),
    "tomorrow, Friday, 06:00 in Nicosia, in 14 hours",
  );
  assert.match(
    inWords(new Date("2026-12-24T16:00:00Z"), now, SITE),
    /December 24, 2026.*in 28 days/,
  );
  for (const language of ["el", "tr", "ar"] as const) {
    choose(language, storage);
    assert.ok(inWords(new Date("2026-11-27T04:00:00Z"), now, SITE).length > 20);
  }
  choose("en", storage);
});

test("a distance is in the unit that fits", () => {
  const now = new Date("2026-11-26T14:00:00Z");
  assert.equal(distance(new Date("2026-11-26T14:03:00Z"), now), "in 3 minutes");
  assert.equal(distance(new Date("2026-11-26T11:00:00Z"), now), "3 hours ago");
});
