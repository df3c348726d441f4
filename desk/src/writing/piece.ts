/** A piece of writing: one draft, from its beginning until it is saved. */

import type { Report } from "../api/documents.ts";
import { type Draft, draftOf, type Mode, newDraft } from "../draft.ts";
import type { SiteFacts } from "../facts.ts";
import type { KeptDraft } from "../keeping/kept_drafts.ts";
import type { Decided } from "../merging/decided.ts";

/** A piece of writing as it begins. */
export interface Piece {
  /** Made by the page; the API knows the submission by it. */
  readonly key: string;
  readonly article: string | null;
  /** The revision that it goes on from. */
  readonly basedOn: string | null;
  readonly mode: Mode;
  /** What the form shows at first. */
  readonly draft: Draft;
  /** What is saved; of a new article, what it begins with. */
  readonly saved: Draft;
  /** What was sent of it and not answered. */
  readonly unanswered: readonly Draft[];
  /** What was decided so far, where somebody else saved meanwhile. */
  readonly decided: Decided | null;
  /** How the article stands. */
  readonly report: Report | null;
}

/** Of what was not sent yet, and has met nobody else's text. */
export const NOTHING_SENT = { unanswered: [], decided: null } as const;

/** Begin a new article. */
export function newPiece(site: SiteFacts, key: string): Piece {
  const draft = newDraft(site);
  const begun = { key, article: null, basedOn: null, mode: "new", draft, saved: draft } as const;
  return { ...begun, ...NOTHING_SENT, report: null };
}

/** Go on from an article as it stands; nothing where there is no text to go on from. */
export function pieceOf(report: Report, key: string, mode: Mode): Piece | null {
  const draft = draftOf(report);
  if (draft === null) return null;
  const { id: article, revision: basedOn } = report;
  const begun = { key, article, basedOn, mode, draft, saved: draft };
  return { ...begun, ...NOTHING_SENT, report };
}

/**
 * Go on with what was kept.
 *
 * It goes on from the revision that it was begun with: had somebody saved another meanwhile, the
 * API says so when it is sent, and both are merged.
 */
export function keptPiece(kept: KeptDraft, report: Report | null, site: SiteFacts): Piece {
  const { key, article, basedOn, mode, draft, unanswered, decided } = kept;
  const saved = (report && draftOf(report)) ?? newDraft(site);
  return { key, article, basedOn, mode, draft, saved, unanswered, decided, report };
}

/** Return what an editor kept of an article, or of a new one by its key, the newest first. */
export function keptOf(
  kept: readonly KeptDraft[],
  article: string | null,
  key: string | null,
): KeptDraft | null {
  const fits = (each: KeptDraft) =>
    article === null ? key !== null && each.key === key : each.article === article;
  return kept.find(fits) ?? null;
}
