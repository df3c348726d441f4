/** A draft: an article as an editor writes it, before and between its revisions. */

import type { ArticleDocument, Report } from "./api/documents.ts";
import type { SiteFacts } from "./facts.ts";

/** When readers are to see it; nothing leaves the moment as it is, or means now for a new one. */
export type PublishAt = string | "now" | "hold" | null;

/** What a revision is for: a new article, one with a note to readers, one without. */
export type Mode = "new" | "correct" | "change";

/** An article as an editor writes it; its body is always HTML. */
export interface Draft extends ArticleDocument {
  readonly body_format: "html";
  readonly publish_at: PublishAt;
  /** The note to readers of what this revision corrects; empty where it corrects nothing. */
  readonly correction: string;
}

/** Begin an article. */
export function newDraft(site: SiteFacts): Draft {
  return {
    headline: "",
    standfirst: null,
    section: site.sections[0]?.slug ?? "",
    label: null,
    prominence: "normal",
    byline: [],
    body: "",
    body_format: "html",
    source: null,
    tags: [],
    language: site.language,
    translation_of: null,
    slug: null,
    images: [],
    publish_at: null,
    correction: "",
  };
}

/** Go on with an article as a report has it; nothing where a withdrawal came alone. */
export function draftOf(report: Report): Draft | null {
  if (report.article === null) return null;
  return {
    ...report.article,
    body: report.body_html ?? "",
    body_format: "html",
    publish_at: null,
    correction: "",
  };
}

/** Write a draft as the API reads it: what is empty is left out. */
export function documentOf(draft: Draft): Record<string, unknown> {
  const members = Object.entries(draft).filter(
    ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
  );
  return { ...Object.fromEntries(members), headline: draft.headline, body: draft.body };
}

/** Whether two drafts are the same document. */
export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(documentOf(one)) === JSON.stringify(documentOf(other));
}
