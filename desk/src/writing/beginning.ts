/** What writing begins with: the article as it stands, and what was kept of it and not sent. */

import { readArticle } from "../api/articles.ts";
import type { Mode } from "../draft.ts";
import { heldDrafts } from "../keeping/holding.ts";
import type { KeptDraft } from "../keeping/kept_drafts.ts";
import type { Desk } from "../shell/desk.ts";
import { newHash } from "../shell/router.ts";
import { t } from "../texts/texts.ts";
import { keptOf, keptPiece, newPiece, type Piece, pieceOf } from "./piece.ts";

/** What writing begins with. */
export interface Beginning {
  /** What one begins with; nothing where there is no text. */
  readonly fresh: Piece | null;
  /** What was kept of it, and not sent. */
  readonly offered: { readonly piece: Piece; readonly keptAt: string } | null;
}

/** Read the article, or the draft of a new one by its key, and what was kept of it. */
export async function begin(
  desk: Desk,
  article: string | null,
  key: string | null,
  mode: Mode,
): Promise<Beginning> {
  const { site } = desk.facts;
  // A browser that keeps nothing has nothing to offer.
  const all = await desk.drafts.of(desk.editor.account).catch((): KeptDraft[] => []);
  const held = await heldDrafts();
  if (article === null) return { fresh: await begunAs(desk, all, held, key), offered: null };
  // What another tab is writing is that tab's to keep and to send.
  const kept = keptOf(
    all.filter((each) => !held.has(each.key)),
    article,
    key,
  );
  const report = (await readArticle(desk.api, article)).document;
  const fresh = pieceOf(report, crypto.randomUUID(), mode);
  if (kept === null) return { fresh, offered: null };
  return { fresh, offered: { piece: keptPiece(kept, report, site), keptAt: kept.keptAt } };
}

/** Who opens a kept draft by its name has chosen it; where another tab has it, it is a copy. */
async function begunAs(
  desk: Desk,
  all: readonly KeptDraft[],
  held: ReadonlySet<string>,
  key: string | null,
): Promise<Piece> {
  const { site } = desk.facts;
  const kept = keptOf(all, null, key);
  const isElsewhere = key !== null && held.has(key);
  if (kept === null) {
    const isFree = key !== null && !isElsewhere && !(await isAnothers(desk, key));
    return newPiece(site, isFree ? key : ownKey());
  }
  if (!isElsewhere) return keptPiece(kept, null, site);
  const copy = { ...kept, key: ownKey(), unanswered: [] };
  await desk.drafts.keep(copy).catch(() => undefined);
  desk.say({
    kind: "note",
    text: t("Another tab is writing this. Here you write a copy: send one of them only."),
  });
  return keptPiece(copy, null, site);
}

/** Whether another editor began that draft on this machine: it stays hers. */
function isAnothers({ drafts, editor }: Desk, key: string): Promise<boolean> {
  return drafts.isAnothers(key, editor.account).catch(() => false);
}

/** Make a key, and put it into the address, so that a reload goes on with what is written. */
function ownKey(): string {
  const key = crypto.randomUUID();
  history.replaceState(null, "", newHash(key));
  return key;
}
