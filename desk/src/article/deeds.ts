/** What can be done with an article as it stands, and what a revision of it was. */

import type { Report, Revision } from "../api/documents.ts";
import type { Editor } from "../shell/desk.ts";

/** Something that an editor does with an article. */
export type Deed =
  | "correct"
  | "change"
  | "publish"
  | "schedule"
  | "hold"
  | "withdraw"
  | "bring back";

/** Return what may be offered, the likeliest first; what is allowed is the API's to say. */
export function deedsFor(
  report: Pick<Report, "status" | "article">,
  kind: Editor["kind"],
): readonly Deed[] {
  if (kind !== "desk") return [];
  switch (report.status) {
    case "held":
      return ["change", "publish", "schedule", "withdraw"];
    case "scheduled":
      return ["change", "publish", "schedule", "hold", "withdraw"];
    case "published":
      return ["correct", "change", "withdraw"];
    case "withdrawn":
      return report.article === null ? [] : ["bring back", "withdraw"];
    default:
      return [];
  }
}

/** What a revision was. */
export type KindOfRevision =
  | "first"
  | "corrected"
  | "changed"
  | "held"
  | "dated"
  | "gone"
  | "vanished"
  | "brought back";

/** Say what a revision was, by the one received before it. */
export function kindOf(revision: Revision, before: Revision | undefined): KindOfRevision {
  if (revision.withdrawal) return revision.withdrawal.as === "gone" ? "gone" : "vanished";
  if (before === undefined) return "first";
  if (before.withdrawal) return "brought back";
  if (revision.correction) return "corrected";
  if (revision.publish_at === null) return "changed";
  return revision.publish_at === "hold" ? "held" : "dated";
}

/** Return the name by which the desk knows who sent a revision. */
export function nameOf(sent: Pick<Revision, "contributor" | "contributor_name">): string {
  return sent.contributor_name ?? sent.contributor.replace(/^.*[:/]/, "");
}

/** Two revisions that are compared. */
export interface Compared {
  readonly older: string;
  readonly newer: string;
}

/** Choose the two revisions that are compared first: the one that stands, and the one before it. */
export function firstCompared(revisions: readonly Revision[]): Compared | null {
  const texts = revisions.filter((each) => each.withdrawal === null);
  const stands = texts.findLastIndex((each) => each.stands);
  const newer = stands < 0 ? texts.length - 1 : stands;
  const [one, other] = [texts[newer - 1], texts[newer]];
  return one && other ? { older: one.revision, newer: other.revision } : null;
}
