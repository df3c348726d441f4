/** Lines of a paste: runs of text with the phrases they stand in. */

import { beginTag, element, writtenText } from "../body/markup.ts";
import type { Look } from "./styles.ts";

/** A run of text; or a line break; or where a note is referred to. */
export interface Run {
  readonly text: string;
  readonly kind: "text" | "break" | "note";
  /** Tags of the phrases around it, from the outermost. */
  readonly phrases: readonly string[];
  readonly look: Look;
}

const LOOKS = ["strong", "em", "u", "s", "sup", "sub"] as const;

/** Return the tags of all phrases around a run; in headings everything is bold. */
function tagsOf(run: Run, inHeading: boolean): string[] {
  const inLink = run.phrases.some((tag) => tag.startsWith("<a "));
  const looks = LOOKS.filter((name) => run.look[name]).filter(
    (name) => !(name === "u" && inLink) && !(name === "strong" && inHeading),
  );
  return [...run.phrases, ...looks.map((name) => beginTag(name, {}))];
}

/** Take away the spaces around lines and those that follow another. */
export function trimmed(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  let afterSpace = true;
  for (const run of runs) {
    const text: string = run.kind === "text" && afterSpace ? run.text.replace(/^ +/, "") : run.text;
    if (run.kind === "break") trimEnd(kept);
    if (run.kind === "text" && text === "") continue;
    afterSpace = run.kind === "break" || (run.kind === "text" && text.endsWith(" "));
    kept.push({ ...run, text });
  }
  trimEnd(kept);
  return kept;
}

function trimEnd(runs: Run[]): void {
  for (let last = runs.at(-1); last?.kind === "text"; last = runs.at(-1)) {
    const text = last.text.replace(/[ \u00a0]+$/, "");
    if (text === last.text) return;
    runs.pop();
    if (text === "") continue;
    runs.push({ ...last, text });
    return;
  }
}

/** Part runs where two line breaks follow each other: programs write paragraphs so. */
export function paragraphsOf(runs: readonly Run[]): Run[][] {
  const paragraphs: Run[][] = [[]];
  const kept = trimmed(runs);
  for (const [index, run] of kept.entries()) {
    const isBreak = run.kind === "break";
    const doubled =
      isBreak && (kept[index - 1]?.kind === "break" || kept[index + 1]?.kind === "break");
    if (!doubled) paragraphs.at(-1)?.push(run);
    else if (paragraphs.at(-1)?.length) paragraphs.push([]);
  }
  return paragraphs.map(withoutOuterBreaks).filter(hasWords);
}

function withoutOuterBreaks(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  while (kept[0]?.kind === "break") kept.shift();
  while (kept.at(-1)?.kind === "break") kept.pop();
  return trimmed(kept);
}

function hasWords(runs: readonly Run[]): boolean {
  return runs.some(({ kind, text }) => kind === "note" || /[^\s\u00a0]/.test(text));
}

/** Write runs as a line of HTML. */
export function writtenRuns(runs: readonly Run[], inHeading = false): string {
  let written = "";
  const open: string[] = [];
  const close = (from: number) => {
    for (const tag of open.splice(from).reverse()) written += `</${nameOf(tag)}>`;
  };
  for (const run of runs) {
    const blank = run.kind === "text" && /^ +$/.test(run.text);
    const tags = tagsOf(run, inHeading);
    let shared = 0;
    while (shared < open.length && open[shared] === tags[shared]) shared += 1;
    close(shared);
    // A space alone needs no emphasis.
    for (const tag of blank ? [] : tags.slice(shared)) {
      written += tag;
      open.push(tag);
    }
    written += writtenRun(run);
  }
  close(0);
  return written;
}

function nameOf(tag: string): string {
  return /^<(\w+)/.exec(tag)?.[1] ?? "";
}

function writtenRun(run: Run): string {
  if (run.kind === "break") return "<br>";
  if (run.kind === "text") return writtenText(run.text);
  const [number = "1", nth = "0"] = run.text.split(":");
  const id = nth === "0" ? `at-fnref${number}` : `at-fnref${number}:${nth}`;
  return element("sup", {}, element("a", { id, href: `#at-fn${number}` }, `[${number}]`));
}
