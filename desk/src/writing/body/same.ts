/** Whether two bodies say the same: the same blocks, and every text in the same phrases. */

import { BLOCKS, readAttributes } from "./allowed.ts";
import { beginTag } from "./markup.ts";

const SPACES = /[\t\n\f\r ]+/g;
const ALONE = new Set(["br", "hr", "wbr", "img"]);

/**
 * Return what a body says: its blocks, and its texts with the phrases that each stands in.
 *
 * How phrases stand within each other says nothing, nor does white space beside a block.
 */
export function said(body: Node): string[] {
  const saying = new Saying();
  saying.readAll(body.childNodes, [], false);
  saying.endLine();
  return saying.parts;
}

class Saying {
  readonly parts: string[] = [];
  #text = "";
  #phrases = "";
  #quotes = 0;

  readAll(nodes: Iterable<Node>, phrases: readonly string[], inPre: boolean): void {
    for (const node of nodes) {
      if (node.nodeType === 3) this.#add(node.nodeValue ?? "", phrases, inPre);
      else if (node.nodeType === 1) this.#read(node as Element, phrases, inPre);
    }
  }

  #read(element: Element, phrases: readonly string[], inPre: boolean): void {
    const name = element.localName;
    const tag = beginTag(name, readAttributes(element));
    if (name === "br" || name === "wbr") {
      if (name === "br" && !inPre) this.#text = this.#text.replace(/ $/, "");
      this.#flush();
      this.parts.push(tag);
    } else if (name in BLOCKS) {
      this.endLine();
      this.parts.push(tag);
      if (ALONE.has(name)) return;
      this.readAll(element.childNodes, phrases, inPre || name === "pre");
      this.endLine();
      this.parts.push(`</${name}>`);
    } else {
      // Quotations beside each other are two, so each is told apart.
      this.#quotes += name === "q" ? 1 : 0;
      const phrase = name === "q" ? `${tag}${this.#quotes}` : tag;
      this.readAll(element.childNodes, [...new Set([...phrases, phrase])].sort(), inPre);
    }
  }

  #add(text: string, phrases: readonly string[], inPre: boolean): void {
    let added = inPre ? text : text.replace(SPACES, " ");
    if (!inPre && added.startsWith(" ") && this.#isAfterSpace()) added = added.slice(1);
    if (added === "") return;
    const written = phrases.join("");
    if (written !== this.#phrases) this.#flush();
    this.#phrases = written;
    this.#text += added;
  }

  #isAfterSpace(): boolean {
    const last = this.parts.at(-1) ?? "";
    if (this.#text !== "") return this.#text.endsWith(" ");
    return !last.startsWith("|") || last.endsWith(" ");
  }

  #flush(): void {
    if (this.#text !== "") this.parts.push(`|${this.#phrases}|${this.#text}`);
    this.#text = "";
  }

  /** Take away the spaces and breaks at the end of a line, after which nothing stands. */
  endLine(): void {
    this.#flush();
    for (let last = this.parts.at(-1); last; last = this.parts.at(-1)) {
      if (last.startsWith("<br")) {
        this.parts.pop();
        continue;
      }
      if (!last.startsWith("|")) return;
      const trimmed = last.replace(/ +$/, "");
      if (trimmed === last) return;
      this.parts.pop();
      if (!/^\|[^|]*\|$/.test(trimmed)) {
        this.parts.push(trimmed);
        return;
      }
    }
  }
}
