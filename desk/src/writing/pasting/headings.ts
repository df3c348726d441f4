/** Headings of a paste, which programs write as headings, as classes, or as large paragraphs. */

import { type Look, lookWithin, PLAIN_LOOK } from "./styles.ts";

const MAX_HEADING = 120; // characters of a paragraph that may be a heading for its size
const LARGE = 1.25; // times the usual size
const LARGEST = 1.5;
const LISTED = "li, table, blockquote";

/** Return the level at which a body has a heading; 0 for what is none. */
export function headingLevel(element: Element, usualSize: number): number {
  const named = /^h([1-6])$/.exec(element.localName)?.[1];
  const aria =
    element.getAttribute("role") === "heading" ? element.getAttribute("aria-level") : null;
  const classed = /(?:^|\s)Mso(?:Heading|Titre|Überschrift)\s?([1-6])(?:\s|$)/i.exec(
    element.className,
  )?.[1];
  const level = Number(named ?? aria ?? classed ?? 0);
  if (level > 0) return Math.min(4, Math.max(2, level));
  if (/(?:^|\s)MsoTitle/i.test(element.className)) return 2;
  return element.localName === "p" ? levelBySize(element, usualSize) : 0;
}

function levelBySize(element: Element, usualSize: number): number {
  const length = (element.textContent ?? "").trim().length;
  if (usualSize === 0 || length === 0 || length > MAX_HEADING || element.closest(LISTED)) return 0;
  const looks = looksOf(element).map(([look]) => look);
  const smallest = Math.min(...looks.map(({ size }) => size || usualSize));
  if (smallest >= usualSize * LARGEST) return 2;
  return smallest >= usualSize * LARGE && looks.every(({ strong }) => strong) ? 3 : 0;
}

/** Return the size, in points, that most of a paste has; 0 where nothing says it. */
export function usualSize(body: Element): number {
  const counted = new Map<number, number>();
  for (const [{ size }, length] of looksOf(body)) {
    counted.set(size, (counted.get(size) ?? 0) + length);
  }
  const most = [...counted].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
  return most || (counted.size > 1 ? 12 : 0);
}

/** How each text in an element looks, and how long it is. */
function looksOf(element: Element, around: Look = PLAIN_LOOK): (readonly [Look, number])[] {
  const look = lookWithin(element, around);
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType === 1) return looksOf(node as Element, look);
    const length = node.nodeType === 3 ? (node.nodeValue ?? "").trim().length : 0;
    return length > 0 ? [[look, length] as const] : [];
  });
}
