/** The API's calls that are about articles. */

import { type Draft, documentOf } from "../draft.ts";
import type { Answer, ApiClient } from "./client.ts";
import type {
  ArticleDocument,
  ArticleList,
  Preview,
  Receipt,
  Report,
  Revision,
  Suggestions,
} from "./documents.ts";

/** How an article is withdrawn. */
export interface WithdrawalAsked {
  readonly as: "gone" | "vanish";
  /** For the readers of one that is gone; empty where none is given. */
  readonly reason: string;
  readonly keepsPictures: boolean;
}

/** The revisions of an article, and those of which only the name is left. */
export interface Revisions {
  readonly id: string;
  readonly revisions: readonly Revision[];
  readonly unreadable: readonly { readonly revision: string; readonly reason: string }[];
}

/** Send a new article; with the same key it may be sent any number of times. */
export function submitArticle(
  api: ApiClient,
  draft: Draft,
  idempotencyKey: string,
): Promise<Answer<Receipt>> {
  const document = documentOf(draft);
  return api.call({ method: "POST", path: "/articles", document, idempotencyKey });
}

/** Send the next revision of an article. */
export function reviseArticle(
  api: ApiClient,
  id: string,
  draft: Draft,
  basedOn: string,
): Promise<Answer<Receipt>> {
  return api.call({
    method: "PUT",
    path: pathOf(id),
    document: documentOf(draft),
    ifMatch: basedOn,
  });
}

/**
 * Send an article again as a report has it, in the format of its own body: nothing of it changes but
 * what is named.
 */
export function sendAgain(
  api: ApiClient,
  id: string,
  article: ArticleDocument,
  basedOn: string,
  named: { readonly publish_at?: string } = {},
): Promise<Answer<Receipt>> {
  const document = { ...article, ...named };
  return api.call({ method: "PUT", path: pathOf(id), document, ifMatch: basedOn });
}

/** Withdraw an article. */
export function withdrawArticle(
  api: ApiClient,
  id: string,
  basedOn: string,
  asked: WithdrawalAsked,
): Promise<Answer<Receipt>> {
  const query = {
    as: asked.as,
    ...(asked.reason ? { reason: asked.reason } : {}),
    ...(asked.keepsPictures ? { pictures: "keep" } : {}),
  };
  return api.call({ method: "DELETE", path: pathOf(id), query, ifMatch: basedOn });
}

/** Read an article as it stands, or one of its revisions, with its body as safe HTML. */
export function readArticle(
  api: ApiClient,
  id: string,
  revision?: string,
): Promise<Answer<Report>> {
  const query = { body: "html", ...(revision ? { revision } : {}) };
  return api.call({ method: "GET", path: pathOf(id), query });
}

/** List the articles of one status, the newest first. */
export function listArticles(
  api: ApiClient,
  status: string,
  cursor?: string,
): Promise<Answer<ArticleList>> {
  const query = { status, ...(cursor ? { cursor } : {}) };
  return api.call({ method: "GET", path: "/articles", query });
}

/** List the revisions of an article, the oldest first. */
export function listRevisions(api: ApiClient, id: string): Promise<Answer<Revisions>> {
  return api.call({ method: "GET", path: `${pathOf(id)}/revisions` });
}

/** Have the page of a draft made, as the next revision of an article or as a new one. */
export function previewArticle(
  api: ApiClient,
  draft: Draft,
  article: string | null,
  signal: AbortSignal,
): Promise<Answer<Preview>> {
  const query = article === null ? {} : { article };
  return api.call({
    method: "POST",
    path: "/preview",
    query,
    document: documentOf(draft),
    signal,
  });
}

/** Read the page of an article as readers would get it, were the revision published that stands. */
export function readPage(api: ApiClient, id: string): Promise<Answer<string>> {
  return api.call({ method: "GET", path: `${pathOf(id)}/preview` });
}

/** Read the bylines and tags that the newest articles have. */
export function readSuggestions(api: ApiClient): Promise<Answer<Suggestions>> {
  return api.call({ method: "GET", path: "/suggestions" });
}

function pathOf(id: string): string {
  return `/articles/${encodeURIComponent(id)}`;
}
