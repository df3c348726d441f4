/** Blocks of a paste. */

import { BLOCKS, PHRASES, placedPicture, readAttributes } from "../body/allowed.ts";
import { beginTag, element, WITHOUT_CONTENT } from "../body/markup.ts";
import { unwrapped } from "./addresses.ts";
import { headingLevel, usualSize } from "./headings.ts";
import { isPixel, saidOf } from "./images.ts";
import { paragraphsOf, type Run, writtenRuns } from "./runs.ts";
import { isHidden, type Look, lookWithin, PLAIN_LOOK } from "./styles.ts";
import { isLayout, writtenTable } from "./tables.ts";

interface Around {
  readonly look: Look;
  readonly phrases: readonly string[];
  readonly inPre: boolean;
}

const OUTSIDE: Around = { look: PLAIN_LOOK, phrases: [], inPre: false };
/** Phrases that stay as they are; how a text looks is read apart. */
const LOOKS = new Set(["strong", "b", "em", "i", "u", "s", "strike", "sup", "sub", "span", "font"]);
const GROUPS = new Set(
  ["p", "div", "center", "section", "article", "main", "header", "footer"]
    .concat(["aside", "nav", "address", "form", "fieldset", "figure", "figcaption", "details"])
    .concat(["summary", "body", "caption", "tr", "td", "th", "tbody", "thead", "tfoot", "dt", "dd"])
    .concat(["hgroup", "search", "dialog", "legend", "h1", "h2", "h3", "h4", "h5", "h6"]),
);
const LISTS = new Set(["ul", "ol", "menu", "dir"]);
const SPACES = /[\t\n\f\r ]+/g;

/** Writes a paste block by block. */
export class PasteReader {
  readonly #keepsLanguages: boolean;
  readonly #times = new Map<string, number>();
  #usualSize = 0;
  #written: string[] = [];
  #line: Run[] = [];

  constructor(keepsLanguages: boolean) {
    this.#keepsLanguages = keepsLanguages;
  }

  /** How often the text refers to a note. */
  times(note: number): number {
    return this.#times.get(String(note)) ?? 0;
  }

  /** Write all of a paste. */
  written(body: Element): string {
    this.#usualSize = usualSize(body);
    return this.#apart(() => this.#readAll(body.childNodes, OUTSIDE)).join("");
  }

  /** Write a note, which ends with a paragraph. */
  writtenNote(note: Element): string {
    return this.#apart(() => this.#readAll(note.childNodes, OUTSIDE)).join("");
  }

  /** Write what is read meanwhile by itself. */
  #apart(read: () => void): string[] {
    const [written, line] = [this.#written, this.#line];
    this.#written = [];
    this.#line = [];
    read();
    this.#endLine();
    const apart = this.#written;
    this.#written = written;
    this.#line = line;
    return apart;
  }

  #endLine(name = "p"): void {
    for (const runs of paragraphsOf(this.#line)) {
      this.#written.push(element(name, {}, writtenRuns(runs, name.startsWith("h"))));
    }
    this.#line = [];
  }

  #readAll(nodes: Iterable<Node>, around: Around): void {
    for (const node of nodes) {
      if (node.nodeType === 3) this.#readText(node.nodeValue ?? "", around);
      else if (node.nodeType === 1) this.#read(node as Element, around);
    }
  }

  #readText(text: string, { look, phrases, inPre }: Around): void {
    const shown = inPre ? text : text.replace(SPACES, " ");
    if (shown !== "") this.#line.push({ text: shown, kind: "text", phrases, look });
  }

  #read(found: Element, around: Around): void {
    const name = found.localName;
    if (WITHOUT_CONTENT.has(name) || (name !== "img" && isHidden(found))) return;
    if (name === "br") this.#line.push({ ...around, text: "", kind: "break" });
    else if (name === "img") this.#readImage(found, around);
    else if (name === "note-mark") this.#readMark(found, around);
    else if (found.classList.contains("Apple-converted-space")) this.#readText(" ", around);
    else if (this.#readBlock(found, around)) return;
    else if (GROUPS.has(name)) this.#readGroup(found, around);
    else this.#readAll(found.childNodes, this.#within(found, around));
  }

  #readImage(image: Element, around: Around): void {
    const picture = placedPicture(image);
    if (picture !== null) {
      this.#endLine();
      this.#written.push(element("img", { src: `image:${picture}` }));
    } else if (!isPixel(image)) this.#readText(saidOf(image), around);
  }

  #readMark(mark: Element, around: Around): void {
    const number = mark.getAttribute("data-note") ?? "";
    const nth = this.#times.get(number) ?? 0;
    this.#times.set(number, nth + 1);
    const look = { ...around.look, sup: false, sub: false, u: false };
    this.#line.push({ text: `${number}:${nth}`, kind: "note", phrases: [], look });
  }

  /** Write a block that holds others; whether it is one. */
  #readBlock(found: Element, around: Around): boolean {
    const name = found.localName;
    const isTable = name === "table" && !isLayout(found);
    if (LISTS.has(name)) this.#push(this.#writtenList(found));
    else if (name === "blockquote") this.#push(element(name, {}, this.#inner(found).join("")));
    else if (name === "hr") this.#push("<hr>");
    else if (name === "pre" || name === "listing") this.#push(this.#writtenCode(found, around));
    else if (isTable) this.#push(writtenTable(found, (cell) => this.#item(cell)));
    else if (name === "dl") this.#push(this.#writtenTerms(found));
    else return false;
    return true;
  }

  #push(block: string): void {
    this.#endLine();
    if (!/^<(blockquote|ul|ol|dl|pre)><\/\1>$/.test(block)) this.#written.push(block);
  }

  #inner(found: Element): string[] {
    const look = lookWithin(found, PLAIN_LOOK);
    return this.#apart(() => this.#readAll(found.childNodes, { ...OUTSIDE, look }));
  }

  /** Write an item or a cell: its only or first paragraph needs no element of its own. */
  #item(found: Element): string {
    const blocks = this.#inner(found);
    const [first = "", ...others] = blocks;
    const isShort = others.every((block) => /^<[ou]l[ >]/.test(block));
    const bare = isShort ? first.replace(/^<p>([\s\S]*)<\/p>$/, "$1") : first;
    return [bare, ...others].join("");
  }

  #writtenList(list: Element): string {
    const items: string[] = [];
    for (const child of list.children) {
      // Google Docs writes a list within a list beside the item that it belongs to.
      if (!LISTS.has(child.localName)) items.push(this.#item(child));
      else if (items.length > 0) items[items.length - 1] += this.#writtenList(child);
      else items.push(this.#writtenList(child));
    }
    const kept = items.filter((item) => item !== "").map((item) => element("li", {}, item));
    const { start } = readAttributes(list);
    const name = list.localName === "ol" ? "ol" : "ul";
    const attributes = name === "ol" && start && start !== "1" ? { start } : {};
    return element(name, attributes, kept.join(""));
  }

  #writtenTerms(list: Element): string {
    const terms = [...list.querySelectorAll("dt, dd")].filter(
      (term) => term.closest("dl") === list,
    );
    return element(
      "dl",
      {},
      terms.map((term) => element(term.localName, {}, this.#item(term))).join(""),
    );
  }

  #writtenCode(found: Element, around: Around): string {
    const outer = this.#line;
    const runs: Run[] = [];
    this.#line = runs;
    this.#readAll(found.childNodes, { ...around, inPre: true });
    const text = this.#line.map((run) => (run.kind === "break" ? "\n" : run.text)).join("");
    this.#line = outer;
    const run: Run = {
      text: text.replace(/^\n+|\s+$/g, ""),
      kind: "text",
      phrases: [],
      look: PLAIN_LOOK,
    };
    return element("pre", {}, element("code", {}, writtenRuns([run])));
  }

  #readGroup(found: Element, around: Around): void {
    this.#endLine();
    const isFigure = found.localName === "figure" && found.querySelector("img") !== null;
    if (isFigure) this.#readFigure(found);
    else {
      const look = lookWithin(found, around.look);
      const level = headingLevel(found, this.#usualSize);
      this.#readAll(found.childNodes, { ...around, look });
      this.#endLine(level ? `h${level}` : "p");
    }
  }

  #readFigure(figure: Element): void {
    const images = [...figure.querySelectorAll("img")];
    const said = images
      .map(saidOf)
      .map((text) => text.replace(/^\[([\s\S]*)\]$/, "$1"))
      .filter(Boolean);
    const caption =
      figure.querySelector("figcaption")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
    for (const image of images.filter(placedPicture)) this.#readImage(image, OUTSIDE);
    const isOwn = images.some(placedPicture);
    const line = [...new Set([...said, caption])].filter(Boolean).join(" — ");
    if (line !== "") this.#readText(isOwn ? line : `[${line}]`, OUTSIDE);
    this.#endLine();
  }

  #within(found: Element, around: Around): Around {
    const look = lookWithin(found, around.look);
    const name = found.localName === "tt" ? "code" : found.localName;
    if (name === "a") return { ...around, look, phrases: this.#withLink(found, around) };
    const { id: _id, lang, dir, ...others } = readAttributes(found);
    const kept = this.#keepsLanguages ? { ...(lang ? { lang } : {}), ...(dir ? { dir } : {}) } : {};
    const isPhrase = name in PHRASES || ["code", "small"].includes(name);
    const isLook = LOOKS.has(name);
    if (isLook && name === "span" && "lang" in kept) {
      return { ...around, look, phrases: [...around.phrases, beginTag("span", kept)] };
    }
    if (!isPhrase || isLook || name in BLOCKS) return { ...around, look };
    const attributes = name === "code" || name === "small" ? {} : { ...kept, ...others };
    return { ...around, look, phrases: [...around.phrases, beginTag(name, attributes)] };
  }

  #withLink(link: Element, { phrases }: Around): readonly string[] {
    const address = unwrapped(link.getAttribute("href") ?? "");
    const isOutside = address !== null && !address.startsWith("#");
    const isNested = phrases.some((tag) => tag.startsWith("<a "));
    return isOutside && !isNested ? [...phrases, beginTag("a", { href: address })] : phrases;
  }
}
