/** Chance for tests, the same at each run: a seed, and what is drawn from it. */

/** Numbers from 0 to 1 (the second excluded). */
export type Draw = () => number;

/** Begin to draw: mulberry32, by Tommy Ettinger. */
export function chance(seed: number): Draw {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Draw a whole number from 0 to one below a bound. */
export function below(draw: Draw, bound: number): number {
  return Math.floor(draw() * bound);
}

/** Draw one of some things. */
export function oneOf<Thing>(draw: Draw, things: readonly Thing[]): Thing {
  return things[below(draw, things.length)] as Thing;
}

/** Draw a row of at most so many characters of a text. */
export function someOf(draw: Draw, characters: string, most: number): string[] {
  return Array.from({ length: below(draw, most + 1) }, () => oneOf(draw, [...characters]));
}
