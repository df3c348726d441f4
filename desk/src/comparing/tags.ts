/**
 * The tags and texts of a cleaned body.
 *
 * What the API keeps has every element closed and every attribute in double quotes, so that it can
 * be read without a document: on Node too, and without making anything live.
 */

/** A tag, or the text between two, as it is written. */
export type Part =
  | { readonly kind: "text"; readonly written: string }
  | {
      readonly kind: "begin" | "end";
      readonly name: string;
      readonly written: string;
    };

/** Elements that have no end. */
export const VOID: ReadonlySet<string> = new Set(["br", "hr", "img", "wbr"]);

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/gi;
const REFERENCES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/** Return the tags and texts of a body, in order; together they are what it is. */
export function partsOf(html: string): readonly Part[] {
  const parts: Part[] = [];
  let read = 0;
  for (const found of html.matchAll(TAG)) {
    if (found.index > read) parts.push({ kind: "text", written: html.slice(read, found.index) });
    const kind = found[1] ? "end" : "begin";
    parts.push({ kind, name: (found[2] ?? "").toLowerCase(), written: found[0] });
    read = found.index + found[0].length;
  }
  if (read < html.length) parts.push({ kind: "text", written: html.slice(read) });
  return parts;
}

/** Return the value of an attribute of a tag, or nothing where it has none. */
export function attributeOf(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`, "i").exec(tag);
  return found ? readText(found[1] ?? "") : null;
}

/** Read the character references of a text. */
export function readText(written: string): string {
  return written.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return REFERENCES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
