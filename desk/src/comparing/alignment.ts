/** Two rows of things laid side by side: what stayed, and what took the place of what. */

/** A part of two rows: alike on both sides, or not. */
export interface Stretch {
  readonly same: boolean;
  /** Where it begins and ends in the older row. */
  readonly before: readonly [number, number];
  /** Where it begins and ends in the newer row. */
  readonly after: readonly [number, number];
}

/** Steps of editing beyond which what lies between is taken as written anew: it would take seconds. */
const MOST_STEPS = 2_000;

/** Two rows without what they begin and end with alike. */
interface Middle {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Lay two rows side by side so that as much as can be stands opposite its like.
 *
 * The stretches follow one another and cover both rows; a like one never follows a like one.
 */
export function align(before: readonly string[], after: readonly string[]): readonly Stretch[] {
  const start = sharedStart(before, after);
  const end = sharedStart(before.slice(start).reverse(), after.slice(start).reverse());
  const middle = {
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
  };
  const pairs = [
    ...counted(start, 0, 0),
    ...matches(middle).map(([x, y]) => [x + start, y + start] as const),
    ...counted(end, before.length - end, after.length - end),
  ];
  return stretches(pairs, before.length, after.length);
}

function sharedStart(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

function counted(length: number, before: number, after: number): (readonly [number, number])[] {
  return Array.from({ length }, (_, step) => [before + step, after + step] as const);
}

/** Find the pairs of a longest common row: E. W. Myers, An O(ND) Difference Algorithm, 1986. */
function matches(rows: Middle): readonly (readonly [number, number])[] {
  const most = Math.min(rows.before.length + rows.after.length, MOST_STEPS);
  const trace: Reached[] = [];
  let reached: Reached = new Map([[1, 0]]);
  for (let steps = 0; steps <= most; steps += 1) {
    const further = new Map<number, number>();
    trace.push(reached);
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const x = slide(rows, diagonal, step(reached, diagonal, steps).x);
      further.set(diagonal, x);
      if (x >= rows.before.length && x - diagonal >= rows.after.length)
        return walkBack(trace, rows);
    }
    reached = further;
  }
  return [];
}

/** How far in the older row each diagonal (place there less place in the newer) is come. */
type Reached = ReadonlyMap<number, number>;

/** Where a diagonal is come to with one step more: one that adds, or one that removes. */
function step(reached: Reached, diagonal: number, steps: number) {
  const above = reached.get(diagonal + 1) ?? -1;
  const below = reached.get(diagonal - 1) ?? -1;
  const adds = diagonal === -steps || (diagonal !== steps && below < above);
  return { adds, x: adds ? above : below + 1 };
}

function slide(rows: Middle, diagonal: number, begin: number): number {
  let x = begin;
  while (
    x < rows.before.length &&
    x - diagonal < rows.after.length &&
    rows.before[x] === rows.after[x - diagonal]
  ) {
    x += 1;
  }
  return x;
}

function walkBack(trace: readonly Reached[], rows: Middle): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [rows.before.length, rows.after.length];
  for (const [steps, reached] of [...trace.entries()].reverse()) {
    const came = step(reached, x - y, steps);
    while (x > came.x) pairs.push([--x, --y]);
    if (came.adds) y -= 1;
    else x -= 1;
  }
  return pairs.reverse();
}

function stretches(
  pairs: readonly (readonly [number, number])[],
  before: number,
  after: number,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let [x, y] = [0, 0];
  for (const [at, opposite] of [...pairs, [before, after] as const]) {
    if (at > x || opposite > y) add(found, false, [x, at], [y, opposite]);
    if (at < before || opposite < after) add(found, true, [at, at + 1], [opposite, opposite + 1]);
    [x, y] = [at + 1, opposite + 1];
  }
  return found;
}

function add(
  found: Stretch[],
  same: boolean,
  before: readonly [number, number],
  after: readonly [number, number],
): void {
  const last = found.at(-1);
  if (last?.same && same) {
    found[found.length - 1] = {
      same,
      before: [last.before[0], before[1]],
      after: [last.after[0], after[1]],
    };
  } else found.push({ same, before, after });
}
