/** Two drafts that came of one revision, and the one that becomes of them. */

import type { Illustration, Report } from "../api/documents.ts";
import { type Draft, draftOf } from "../draft.ts";
import { blocksOf, bodyOf } from "./blocks.ts";
import {
  type MergedPicture,
  mergePictures,
  mergeTags,
  mergeValue,
  type Outcome,
  SINGLE_FIELDS,
  type SingleField,
} from "./fields.ts";
import { bothOf, mergeBlocks, type Piece } from "./three_way.ts";

/** What an editor chose where both changed something; a text of their own is a body's HTML. */
export type Choice = "mine" | "theirs" | "both" | { readonly html: string };

/** Choices by the key of what they decide. */
export type Choices = ReadonlyMap<string, Choice>;

/** Two drafts laid upon one another. */
export interface Merged {
  readonly mine: Draft;
  readonly fields: Readonly<Record<SingleField, Outcome<unknown>>>;
  readonly tags: readonly string[];
  readonly pictures: readonly MergedPicture[];
  readonly pieces: readonly Piece[];
  /** When each wants readers to see it, where both say so and differ. */
  readonly moment: Outcome<Draft["publish_at"]>;
}

/** Lay my draft upon what the other editor saved, both having begun with one revision. */
export function merge(base: Draft, report: Report, mine: Draft): Merged {
  const theirs = draftOf(report) ?? base;
  const fields = Object.fromEntries(
    SINGLE_FIELDS.map((name) => [
      name,
      mergeValue<unknown>({ base: base[name], mine: mine[name], theirs: theirs[name] }),
    ]),
  ) as Record<SingleField, Outcome<unknown>>;
  return {
    mine,
    fields,
    tags: mergeTags({ base: base.tags, mine: mine.tags, theirs: theirs.tags }),
    pictures: mergePictures({ base: base.images, mine: mine.images, theirs: theirs.images }),
    pieces: mergeBlocks(blocksOf(base.body), blocksOf(mine.body), blocksOf(theirs.body)),
    moment: mergeMoment(report, mine),
  };
}

/** Without a word of mine the moment stays as it stands, whoever set it meanwhile. */
function mergeMoment(report: Report, mine: Draft): Outcome<Draft["publish_at"]> {
  const stands = report.publish_at ?? "hold";
  const wanted = mine.publish_at;
  const isSame = wanted === null || sameMoment(wanted, stands);
  if (isSame || report.status === "published") return { kind: "same", value: wanted };
  return { kind: "conflict", base: null, mine: wanted, theirs: null };
}

function sameMoment(one: string, other: string): boolean {
  return one === other || Date.parse(one) === Date.parse(other);
}

/** Key of the choice between two values of a field. */
export const keyOfField = (name: SingleField): string => `decide-${name}`;
/** Key of the choice between what two say of a picture. */
export const keyOfPicture = (id: string): string => `decide-picture-${id}`;
/** Key of the choice between two texts at a place of the body. */
export const keyOfPiece = (at: number): string => `decide-piece-${at}`;
/** Key of the choice between two moments. */
export const KEY_OF_MOMENT = "decide-moment";

/** Return the keys of all that an editor has to decide. */
export function openKeys(merged: Merged): readonly string[] {
  const isOpen = ({ kind }: { readonly kind: string }) => kind === "conflict";
  return [
    ...(isOpen(merged.moment) ? [KEY_OF_MOMENT] : []),
    ...SINGLE_FIELDS.filter((name) => isOpen(merged.fields[name])).map(keyOfField),
    ...merged.pictures.filter(({ outcome }) => isOpen(outcome)).map(({ id }) => keyOfPicture(id)),
    ...[...merged.pieces.entries()]
      .filter(([, piece]) => isOpen(piece))
      .map(([at]) => keyOfPiece(at)),
  ];
}

/**
 * Make the draft that becomes of both.
 *
 * @throws Error if something is not decided.
 */
export function resolve(merged: Merged, choices: Choices): Draft {
  const single = Object.fromEntries(
    SINGLE_FIELDS.map((name) => [name, settled(merged.fields[name], choices, keyOfField(name))]),
  ) as Pick<Draft, SingleField>;
  const images = merged.pictures
    .map(({ id, outcome }) => settled(outcome, choices, keyOfPicture(id)))
    .filter((image): image is Illustration => image !== null);
  const blocks = [...merged.pieces.entries()].flatMap(([at, piece]) =>
    blocksOfPiece(piece, choices.get(keyOfPiece(at))),
  );
  return {
    ...merged.mine,
    ...single,
    tags: merged.tags,
    images,
    body: bodyOf(blocks),
    publish_at: settled(merged.moment, choices, KEY_OF_MOMENT),
  };
}

function settled<Value>(outcome: Outcome<Value>, choices: Choices, key: string): Value {
  if (outcome.kind !== "conflict") return outcome.value;
  const choice = choices.get(key);
  if (choice !== "mine" && choice !== "theirs") throw new Error(`nothing is chosen for ${key}`);
  return outcome[choice];
}

/** Return what stands in the body for a piece of it, once it is decided. */
export function blocksOfPiece(piece: Piece, choice: Choice | undefined): readonly string[] {
  if (piece.kind !== "conflict") return piece.blocks;
  if (choice === undefined) throw new Error("nothing is chosen for a part of the body");
  if (choice === "both") return bothOf(piece.mine, piece.theirs);
  return typeof choice === "string" ? piece[choice] : blocksOf(choice.html);
}
