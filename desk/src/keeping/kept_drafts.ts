/** What is typed is kept on this machine at each pause, and offered again after a crash. */

import type { Draft, Mode } from "../draft.ts";
import type { Decided } from "../merging/decided.ts";

/** A draft as it is kept. */
export interface KeptDraft {
  /** Of this piece of writing, from its beginning until it is saved: made by the page. */
  readonly key: string;
  /** Who writes it. */
  readonly editor: string;
  /** The article that it is to be a revision of; nothing for a new one. */
  readonly article: string | null;
  /** The revision that it goes on from. */
  readonly basedOn: string | null;
  readonly mode: Mode;
  readonly draft: Draft;
  /** What was sent and not answered: any of it may have been saved. */
  readonly unanswered: readonly Draft[];
  /** What was decided so far, where somebody else saved meanwhile. */
  readonly decided: Decided | null;
  /** When it was kept: RFC 3339. */
  readonly keptAt: string;
}

/** Where drafts are kept. */
export interface KeptDrafts {
  /** Keep a draft in place of what was kept by its key. */
  keep(draft: KeptDraft): Promise<void>;
  /** Keep a draft before the page goes, which waits for no database. */
  keepAtOnce(draft: KeptDraft): void;
  /** Return an editor's drafts, the newest first. */
  of(editor: string): Promise<readonly KeptDraft[]>;
  /** Whether another editor than this one has a draft by that key. */
  isAnothers(key: string, editor: string): Promise<boolean>;
  /** Forget a draft: it is saved, or its editor does not want it. */
  drop(key: string): Promise<void>;
}
