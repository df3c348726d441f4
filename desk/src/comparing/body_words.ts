/** The words of a body, as its readers see them: with their links, their looks and their blocks. */

import { attributeOf, partsOf, readText, VOID } from "./tags.ts";

/** A word of a text. */
export interface Word {
  /** Without white space. */
  readonly text: string;
  /** The address that it leads to; empty where it is no link. */
  readonly link: string;
  /** The names of the elements that set it apart, such as `b`; empty for a plain word. */
  readonly look: string;
}

/** A paragraph, heading, list item or cell of a body, or a picture that stands in it. */
export interface Paragraph {
  /** Name of the innermost element that is a block, such as `h2`; `img` for a picture. */
  readonly kind: string;
  readonly words: readonly Word[];
  /** Id of the picture; nothing for a text. */
  readonly picture: string | null;
}

const BLOCKS: ReadonlySet<string> = new Set(
  (
    "blockquote br caption dd details div dl dt figcaption figure h2 h3 h4 hr img li ol p pre " +
    "summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);
const LOOKS: ReadonlySet<string> = new Set(
  "b code del em i ins kbd mark q s samp small strong sub sup u".split(" "),
);
const NAMED = new Set(
  "blockquote caption dd dt figcaption h2 h3 h4 li pre summary td th".split(" "),
);
const RULE: Word = { text: "* * *", link: "", look: "" };

/** Return the words of a plain text. */
export function wordsOf(text: string): readonly Word[] {
  return text
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => ({ text: word, link: "", look: "" }));
}

/** Return a body's paragraphs, headings, list items, cells and pictures, in order. */
export function paragraphsOf(html: string): readonly Paragraph[] {
  const reader = new BodyReader();
  for (const part of partsOf(html)) {
    if (part.kind === "text") reader.read(readText(part.written));
    else if (part.kind === "begin") reader.begin(part.name, part.written);
    else reader.end(part.name);
  }
  reader.endParagraph();
  return reader.paragraphs;
}

/** Return the words of a part of a body, whatever paragraphs they stand in. */
export function plainWordsOf(html: string): readonly string[] {
  return paragraphsOf(html).flatMap(({ words }) => words.map((word) => word.text));
}

class BodyReader {
  readonly paragraphs: Paragraph[] = [];
  #words: Word[] = [];
  #goesOn = false;
  readonly #open: { name: string; link: string }[] = [];

  begin(name: string, written: string): void {
    if (BLOCKS.has(name)) this.endParagraph();
    if (name === "hr") this.#words.push(RULE);
    if (name === "img") {
      const picture = attributeOf(written, "src")?.replace(/^image:/, "") ?? "";
      this.paragraphs.push({ kind: "img", words: [], picture });
    } else if (!VOID.has(name)) {
      this.#open.push({ name, link: attributeOf(written, "href") ?? "" });
    }
    if (name === "hr") this.endParagraph();
  }

  end(name: string): void {
    if (BLOCKS.has(name)) this.endParagraph();
    const place = this.#open.findLastIndex((each) => each.name === name);
    if (place >= 0) this.#open.splice(place);
  }

  read(text: string): void {
    const link = this.#open.findLast((each) => each.link)?.link ?? "";
    const looks = new Set(this.#open.map((each) => each.name).filter((name) => LOOKS.has(name)));
    const look = [...looks].sort().join(" ");
    const words = wordsOf(text).map((word) => ({ ...word, link, look }));
    const [first] = words;
    if (first && this.#goesOn && !/^\s/u.test(text)) words[0] = this.#joined(first);
    this.#words.push(...words);
    if (text) this.#goesOn = this.#words.length > 0 && !/\s$/u.test(text);
  }

  endParagraph(): void {
    if (this.#words.length > 0) {
      const kind = this.#open.findLast((each) => NAMED.has(each.name))?.name ?? "p";
      this.paragraphs.push({ kind, words: this.#words, picture: null });
      this.#words = [];
    }
    this.#goesOn = false;
  }

  /** Join a word to the part of it that stands before an element that ends or begins within it. */
  #joined(rest: Word): Word {
    const begun = this.#words.pop();
    if (!begun) return rest;
    const looks = new Set(`${begun.look} ${rest.look}`.split(" ").filter(Boolean));
    return {
      text: begun.text + rest.text,
      link: begun.link || rest.link,
      look: [...looks].sort().join(" "),
    };
  }
}
