/** Routes: which page a hash stands for, and the hash of each page. */

import { useEffect, useState } from "preact/hooks";

export const STATUSES = ["published", "scheduled", "held", "withdrawn"] as const;
/** The lists of the desk. */
export type ListedStatus = (typeof STATUSES)[number];

/** A page, and what it is about. */
export type Route =
  | { readonly page: "list"; readonly status: ListedStatus }
  | { readonly page: "new"; readonly kept: string | null }
  | { readonly page: "article" | "history" | "correct" | "change"; readonly article: string }
  | { readonly page: "pictures" }
  | { readonly page: "missing" };

const OF_AN_ARTICLE = new Set(["history", "correct", "change"]);

/** Read a hash. */
export function routeOf(hash: string): Route {
  const [room = "", name = "", deed = "", ...rest] = hash
    .replace(/^#?\/?/, "")
    .split("/")
    .map(decoded);
  if (rest.length > 0) return { page: "missing" };
  if (room === "") return { page: "list", status: "published" };
  if (room === "list" && deed === "") {
    const status = STATUSES.find((each) => each === name);
    return status ? { page: "list", status } : { page: "missing" };
  }
  if (room === "new" && deed === "") return { page: "new", kept: name || null };
  if (room === "pictures" && name === "") return { page: "pictures" };
  if (room === "articles" && name !== "") {
    if (deed === "") return { page: "article", article: name };
    if (OF_AN_ARTICLE.has(deed)) {
      return { page: deed as "history" | "correct" | "change", article: name };
    }
  }
  return { page: "missing" };
}

/** Write the hash of a new article by the key of its draft: a reload goes on with it. */
export function newHash(key: string): string {
  return `#/new/${encodeURIComponent(key)}`;
}

/** Write the hash of a list. */
export function listHash(status: ListedStatus): string {
  return `#/list/${status}`;
}

/** Write the hash of an article's page, or of what is done with the article. */
export function articleHash(article: string, deed?: "history" | "correct" | "change"): string {
  return `#/articles/${encodeURIComponent(article)}${deed ? `/${deed}` : ""}`;
}

/** Return the route that the address bar names, and follow it. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    // It may have changed between the first drawing and this.
    follow();
    return () => removeEventListener("hashchange", follow);
  }, []);
  return routeOf(hash);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
