/** What an article says beside its body, of two editors put together field by field. */

import type { ArticleDocument, Illustration } from "../api/documents.ts";

/** The fields that have one value, whatever it is made of. */
export const SINGLE_FIELDS = [
  "headline",
  "standfirst",
  "section",
  "label",
  "prominence",
  "byline",
  "source",
  "language",
  "translation_of",
  "slug",
] as const satisfies readonly (keyof ArticleDocument)[];
export type SingleField = (typeof SINGLE_FIELDS)[number];

/** Three states of one thing; nothing where it is not there. */
export interface Three<Value> {
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

/** What becomes of a thing of which there are three states. */
export type Outcome<Value> =
  | { readonly kind: "same" | "mine" | "theirs"; readonly value: Value }
  | ({ readonly kind: "conflict" } & Three<Value>);

/** Put one value of three together: what one side changed is taken, what both did is left open. */
export function mergeValue<Value>({ base, mine, theirs }: Three<Value>): Outcome<Value> {
  const [was, is, other] = [base, mine, theirs].map((value) => JSON.stringify(value));
  if (is === other) return { kind: "same", value: mine };
  if (was === is) return { kind: "theirs", value: theirs };
  if (was === other) return { kind: "mine", value: mine };
  return { kind: "conflict", base, mine, theirs };
}

/** Put tags together: each that one side added is added, each that one took off is off. */
export function mergeTags({ base, mine, theirs }: Three<readonly string[]>): readonly string[] {
  const kept = mine.filter((tag) => theirs.includes(tag) || !base.includes(tag));
  return [...kept, ...theirs.filter((tag) => !mine.includes(tag) && !base.includes(tag))];
}

/** A picture of an article, with what becomes of what is said of it. */
export interface MergedPicture {
  readonly id: string;
  /** Nothing stands for that the article does not show it. */
  readonly outcome: Outcome<Illustration | null>;
}

/**
 * Put pictures together, each by itself.
 *
 * They stand in my order where I changed it, else in theirs; what only the other side has follows
 * what it follows there.
 */
export function mergePictures(three: Three<readonly Illustration[]>): readonly MergedPicture[] {
  const of = (images: readonly Illustration[], id: string) =>
    images.find((image) => image.id === id) ?? null;
  return mergedOrder(three).map((id) => ({
    id,
    outcome: mergeValue({
      base: of(three.base, id),
      mine: of(three.mine, id),
      theirs: of(three.theirs, id),
    }),
  }));
}

function mergedOrder({ base, mine, theirs }: Three<readonly Illustration[]>): readonly string[] {
  const ids = (images: readonly Illustration[]) => images.map((image) => image.id);
  const [was, is, other] = [ids(base), ids(mine), ids(theirs)];
  const hasMoved = JSON.stringify(common(is, was)) !== JSON.stringify(common(was, is));
  const [order, further] = hasMoved ? [is, other] : [other, is];
  const merged = [...order];
  for (const [at, id] of further.entries()) {
    if (merged.includes(id)) continue;
    const after = further.slice(0, at).findLast((each) => merged.includes(each));
    merged.splice(after === undefined ? 0 : merged.indexOf(after) + 1, 0, id);
  }
  return merged;
}

function common(ids: readonly string[], others: readonly string[]): readonly string[] {
  return ids.filter((id) => others.includes(id));
}
