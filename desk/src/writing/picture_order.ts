/** The order of an article's pictures, and where each stands. */

import type { Illustration } from "../api/documents.ts";

/** Where readers find a picture: above the text, in it, or in the gallery below it. */
export type Standing = "lead" | "text" | "gallery";

/** Return where a picture of an article stands. */
export function standing(at: number, picture: string, body: string): Standing {
  if (at === 0) return "lead";
  return new RegExp(`image:${picture}(?![a-z0-9])`).test(body) ? "text" : "gallery";
}

/** Return the pictures with one moved by so many places, as far as there are any. */
export function moved(
  pictures: readonly Illustration[],
  at: number,
  by: number,
): readonly Illustration[] {
  const to = Math.max(0, Math.min(pictures.length - 1, at + by));
  const order = [...pictures];
  order.splice(to, 0, ...order.splice(at, 1));
  return order;
}

/** A point of a picture, from 0 to 1 across and down. */
export type Point = readonly [number, number];

const STEP = 0.02;
const WIDE_STEP = 0.1;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Return where an arrow key moves a point; nothing where the key is no arrow. */
export function steered(from: Point, key: string, isWide: boolean): Point | null {
  const way = ARROWS[key];
  if (way === undefined) return null;
  const step = isWide ? WIDE_STEP : STEP;
  return [within(from[0] + way[0] * step), within(from[1] + way[1] * step)];
}

/** Return a part as it is sent: from 0 to 1, in hundredths. */
export function within(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * 100) / 100;
}
