/** Texts with what was added and what was removed marked, word by word. */

import { align } from "./alignment.ts";
import type { Paragraph, Word } from "./body_words.ts";
import { paragraphsOf, wordsOf } from "./body_words.ts";
import { likeness, pairAlike } from "./pairing.ts";

/** How a run of words came to be: it was there before, or it was added or removed. */
export type Change = "added" | "removed" | null;

/** Words that follow one another and have the same change. */
export interface Run {
  readonly change: Change;
  readonly words: readonly Word[];
}

/** A paragraph with its changes. */
export interface MarkedParagraph {
  /** Of the whole: `null` where the words say what changed. */
  readonly change: Change;
  /** As in `Paragraph`, of the newer one. */
  readonly kind: string;
  /** What kind it was before; nothing where that did not change. */
  readonly formerKind: string | null;
  readonly runs: readonly Run[];
  readonly picture: string | null;
}

/** Texts that share less are easier to read one after the other than word by word. */
const LEAST_ALIKE = 0.25;

/** Mark what changed between two texts of one paragraph. */
export function markedText(before: string, after: string): readonly Run[] {
  return markedWords(wordsOf(before), wordsOf(after));
}

/** Whether anything in runs is marked. */
export function isMarked(runs: readonly Run[]): boolean {
  return runs.some((run) => run.change !== null);
}

/** Mark what changed between two bodies of cleaned HTML. */
export function markedBody(before: string, after: string): readonly MarkedParagraph[] {
  const older = paragraphsOf(before);
  const newer = paragraphsOf(after);
  return align(older.map(keyOf), newer.map(keyOf)).flatMap((stretch) => {
    const was = older.slice(...stretch.before);
    const is = newer.slice(...stretch.after);
    return stretch.same ? is.map(unchanged) : changedParagraphs(was, is);
  });
}

function changedParagraphs(
  was: readonly Paragraph[],
  is: readonly Paragraph[],
): readonly MarkedParagraph[] {
  const texts = (paragraphs: readonly Paragraph[]) =>
    paragraphs.map(({ words }) => words.map((word) => word.text));
  return pairAlike(texts(was), texts(is)).map(([before, after]) => {
    const older = before === null ? undefined : was[before];
    const newer = after === null ? undefined : is[after];
    if (older && newer) return rewritten(older, newer);
    return newer ? whole(newer, "added") : whole(older as Paragraph, "removed");
  });
}

function rewritten(older: Paragraph, newer: Paragraph): MarkedParagraph {
  return {
    change: null,
    kind: newer.kind,
    formerKind: older.kind === newer.kind ? null : older.kind,
    runs: markedWords(older.words, newer.words),
    picture: newer.picture,
  };
}

function whole(paragraph: Paragraph, change: Change): MarkedParagraph {
  const { kind, words, picture } = paragraph;
  return { change, kind, formerKind: null, runs: [{ change, words }], picture };
}

function unchanged(paragraph: Paragraph): MarkedParagraph {
  return whole(paragraph, null);
}

function markedWords(before: readonly Word[], after: readonly Word[]): readonly Run[] {
  const texts = (words: readonly Word[]) => words.map((word) => word.text);
  if (likeness(texts(before), texts(after)) < LEAST_ALIKE) return writtenAnew(before, after);
  return align(before.map(wordKey), after.map(wordKey)).flatMap((stretch) => {
    const words = after.slice(...stretch.after);
    if (stretch.same) return [{ change: null, words }];
    return writtenAnew(before.slice(...stretch.before), words);
  });
}

function writtenAnew(before: readonly Word[], after: readonly Word[]): readonly Run[] {
  const runs: Run[] = [
    { change: "removed", words: before },
    { change: "added", words: after },
  ];
  return runs.filter((run) => run.words.length > 0);
}

function keyOf({ kind, words, picture }: Paragraph): string {
  return JSON.stringify([kind, picture, words.map(wordKey)]);
}

function wordKey(word: Word): string {
  return JSON.stringify([word.text, word.link, word.look]);
}
