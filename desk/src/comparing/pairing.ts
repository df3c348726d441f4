/** Passages that are the same one, written otherwise: told by the words that they share. */

/** Words that two passages share, of all that they have, from which on they are one passage. */
const LEAST_ALIKE = 0.4;
/** Passages on one side times those on the other; beyond it nothing is paired. */
const MOST_PAIRS = 10_000;

/** Places of a passage in two rows; nothing where it is on one side only. */
export type Pair = readonly [before: number | null, after: number | null];

/** Return how much of two passages is alike, from 0 to 1; what has no words is like nothing. */
export function likeness(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of other) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared += 1;
    left.set(word, count - 1);
  }
  return one.length + other.length === 0 ? 0 : (2 * shared) / (one.length + other.length);
}

/**
 * Pair the passages of two rows that are alike, in the order in which both have them.
 *
 * Every passage of both is in the answer once. Those that are in no pair stand where they stood,
 * the older before the newer.
 */
export function pairAlike(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): readonly Pair[] {
  const alike = before.length * after.length > MOST_PAIRS ? [] : bestPairs(before, after);
  const pairs: Pair[] = [];
  let [x, y] = [0, 0];
  for (const [at, opposite] of [...alike, [before.length, after.length] as const]) {
    for (; x < at; x += 1) pairs.push([x, null]);
    for (; y < opposite; y += 1) pairs.push([null, y]);
    if (at < before.length) pairs.push([at, opposite]);
    [x, y] = [at + 1, opposite + 1];
  }
  return pairs;
}

/** Choose the pairs that are most alike in all, by what the rest of both rows comes to. */
function bestPairs(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): readonly (readonly [number, number])[] {
  const worth = before.map((one) => after.map((other) => worthOf(likeness(one, other))));
  const rest = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const of = (x: number, y: number) => rest[x]?.[y] ?? 0;
  const paired = (x: number, y: number) => (worth[x]?.[y] ?? 0) + of(x + 1, y + 1);
  for (let x = before.length - 1; x >= 0; x -= 1) {
    for (let y = after.length - 1; y >= 0; y -= 1) {
      (rest[x] as number[])[y] = Math.max(of(x + 1, y), of(x, y + 1), paired(x, y));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [x, y] = [0, 0]; x < before.length && y < after.length; ) {
    if ((worth[x]?.[y] ?? 0) > 0 && of(x, y) === paired(x, y)) pairs.push([x++, y++] as const);
    else if (of(x, y) === of(x + 1, y)) x += 1;
    else y += 1;
  }
  return pairs;
}

function worthOf(alike: number): number {
  return alike >= LEAST_ALIKE ? alike : 0;
}
