/** When readers are to see a draft, as it is chosen in the form. */

import type { Report } from "../api/documents.ts";
import type { Draft, PublishAt } from "../draft.ts";

/** What is chosen: the moment as it is, now, a time, or not yet. */
export type When = "as it is" | "now" | "at" | "hold";

/** A time is wanted and none is chosen: nothing with it is sent. */
export const NO_TIME = "";

/** Return what can be chosen for a new article, or for the next revision of one. */
export function choicesFor(report: Report | null): readonly When[] {
  if (report === null) return ["now", "at", "hold"];
  if (report.status === "published") return ["as it is"];
  return ["as it is", "now", "at", "hold"];
}

/** Return what a draft has chosen. */
export function whenOf(publishAt: PublishAt, report: Report | null): When {
  if (publishAt === null) return report === null ? "now" : "as it is";
  if (publishAt === "now" || publishAt === "hold") return publishAt;
  return "at";
}

/** What pressing the button will do. */
export type Deed = "publish" | "schedule" | "hold" | "correct" | "save";

/** Return what sending a draft does. */
export function deedOf(draft: Draft, report: Report | null): Deed {
  switch (whenOf(draft.publish_at, report)) {
    case "now":
      return "publish";
    case "at":
      return "schedule";
    case "hold":
      return "hold";
    case "as it is":
      return draft.correction ? "correct" : "save";
  }
}
