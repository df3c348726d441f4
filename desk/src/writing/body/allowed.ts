/** What a body may have: the elements and attributes of `broadsheet.formats.elements`. */

const COMMON = ["id", "lang", "dir"];

/** Elements that stand in a line of text, without attributes (`FORMATTING` there). */
export const FORMATTING: readonly string[] = ["strong", "b", "em", "i", "u", "s", "small", "code"];
/** Elements that stand in a line of text and say more than how it looks, with their attributes. */
export const PHRASES: Readonly<Record<string, readonly string[]>> = {
  a: [...COMMON, "href", "title"],
  abbr: [...COMMON, "title"],
  time: [...COMMON, "datetime"],
  ...Object.fromEntries(
    ["q", "cite", "ins", "del", "mark", "span", "bdi", "bdo", "sub", "sup", "kbd", "samp", "var"]
      .concat(["ruby", "rt", "rp", "br", "wbr"])
      .map((name) => [name, COMMON]),
  ),
};
const CELL = [...COMMON, "align", "colspan", "rowspan"];
/** Elements that part a text, with their attributes. */
export const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ["p", "div", "h2", "h3", "h4", "blockquote", "pre", "hr", "details", "summary", "ul", "li"]
      .concat(["dl", "dt", "dd", "figure", "figcaption", "table", "caption"])
      .concat(["thead", "tbody", "tfoot", "tr"])
      .map((name) => [name, COMMON]),
  ),
  ol: [...COMMON, "start"],
  td: CELL,
  th: [...CELL, "scope"],
  img: ["src"],
};

/** The id of a picture of the paper, with what it begins with in a body. */
const PICTURE = /^image:([a-z2-7]{26})$/;
const ID = /^at-[\p{L}\p{M}\p{N}_.:-]{1,60}$/u;
const VALUES: Readonly<Record<string, RegExp>> = {
  id: ID,
  lang: /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}$/,
  dir: /^(ltr|rtl|auto)$/,
  align: /^(left|center|right)$/i,
  start: /^-?\d{1,6}$/,
  colspan: /^[1-9]\d?$/,
  rowspan: /^[1-9]\d{0,2}$/,
  scope: /^(row|col)(group)?$/,
  datetime: /^[0-9A-Z:.+ -]{1,40}$/,
  src: PICTURE,
};
const AROUND_ADDRESS = /^[\0-\x20]+|[\0-\x20]+$/g;
const LINK = /^(https?:\/\/|mailto:|tel:(?=[+\d*#(])|\/(?![/\\]))/i;
const MAX_VALUE = 8_000;

/** Return an address as a link of a body may have it, or nothing if it may not. */
export function allowedAddress(written: string): string | null {
  const address = written.replace(AROUND_ADDRESS, "").replace(/[\t\n\r]+/g, "");
  if (address.length > MAX_VALUE) return null;
  if (/^\/\/[^/\\?#]/.test(address)) return `https:${address}`;
  if (LINK.test(address)) return address;
  return address.startsWith("#") && ID.test(address.slice(1)) ? address : null;
}

/** Return the value of an attribute as an element may have it, or nothing if it may not. */
export function allowedValue(attribute: string, value: string): string | null {
  if (attribute === "href") return allowedAddress(value);
  const pattern = VALUES[attribute];
  return value.length <= MAX_VALUE && (!pattern || pattern.test(value)) ? value : null;
}

/** The names of the attributes that an element may have, or nothing if no body has the element. */
export function attributesOf(name: string): readonly string[] | null {
  if (FORMATTING.includes(name)) return [];
  return PHRASES[name] ?? BLOCKS[name] ?? null;
}

/** Read those attributes of an element that it may have. */
export function readAttributes(element: Element): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of attributesOf(element.localName) ?? []) {
    const value = element.getAttribute(name);
    const allowed = value === null ? null : allowedValue(name, value);
    if (allowed !== null && allowed !== "") found[name] = allowed;
  }
  return found;
}

/** Return the id of the picture that an image places, or nothing. */
export function placedPicture(element: Element): string | null {
  return PICTURE.exec(element.getAttribute("src") ?? "")?.[1] ?? null;
}
