/** The blocks of a body: what stands in it one below the other. */

import { type Part, partsOf, readText, VOID } from "../comparing/tags.ts";

/** Elements that stand in a line of text; where they stand by themselves, they are one block. */
const INLINE: ReadonlySet<string> = new Set(
  (
    "a abbr b bdi bdo br cite code del em i ins kbd mark q rp rt ruby s samp small span strong " +
    "sub sup time u var wbr"
  ).split(" "),
);

/**
 * Return the blocks of a body, each as it is written.
 *
 * A text that stands in no block of its own is one, with the elements within it.
 */
export function blocksOf(html: string): readonly string[] {
  const blocks: string[] = [];
  let written = "";
  let depth = 0;
  let isLoose = false;
  const close = () => {
    if (written.trim()) blocks.push(written.trim());
    written = "";
    isLoose = false;
  };
  for (const part of partsOf(html)) {
    const beginsBlock = depth === 0 && !isInline(part);
    if (beginsBlock && isLoose) close();
    if (depth === 0 && isInline(part)) isLoose = true;
    written += part.written;
    if (part.kind === "begin" && !VOID.has(part.name)) depth += 1;
    else if (part.kind === "end") depth = Math.max(0, depth - 1);
    if (depth === 0 && !isLoose) close();
  }
  close();
  return blocks;
}

function isInline(part: Part): boolean {
  return part.kind === "text" ? part.written.trim() !== "" : INLINE.has(part.name);
}

/** Put blocks together to a body again. */
export function bodyOf(blocks: readonly string[]): string {
  return blocks.join("\n");
}

/** Return what two blocks have in common that readers could not tell apart, however written. */
export function keyOfBlock(block: string): string {
  const isAsWritten = /^<pre\b/i.test(block);
  const parts = partsOf(block);
  const told = parts.map((part, at) => {
    if (part.kind === "end") return `</${part.name}>`;
    if (part.kind === "begin") return `<${part.name} ${attributesOf(part.written)}>`;
    const text = readText(part.written);
    if (isAsWritten) return JSON.stringify(text);
    const standsBetweenBlocks = isBlockTag(parts[at - 1]) || isBlockTag(parts[at + 1]);
    return standsBetweenBlocks && text.trim() === "" ? "" : JSON.stringify(folded(text));
  });
  return told.join("");
}

function isBlockTag(part: Part | undefined): boolean {
  return part === undefined || (part.kind !== "text" && !INLINE.has(part.name));
}

function folded(text: string): string {
  return text.replace(/[ \t\n\f\r]+/g, " ");
}

/** Read the attributes of a tag in an order that does not depend on how they are written. */
function attributesOf(tag: string): string {
  const found = [...tag.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/gi)];
  const told = found
    .map(([, name, value]) => [(name ?? "").toLowerCase(), readText(value ?? "")] as const)
    // The API writes it on every link, whoever wrote the link.
    .filter(([name]) => name !== "rel");
  return JSON.stringify(told.sort(([one], [other]) => (one < other ? -1 : 1)));
}
