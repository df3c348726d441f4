/** The API's calls by which pictures are listed, taken down and brought back. */

import type { Answer, ApiClient } from "../api/client.ts";
import type { ListedPicture, Picture } from "../api/documents.ts";

/** A page of the list of pictures, those first that were announced last. */
export interface PictureList {
  readonly images: readonly ListedPicture[];
  readonly next: string | null;
}

/** List pictures, from the newest or from where a page ended. */
export function listPictures(api: ApiClient, cursor?: string): Promise<Answer<PictureList>> {
  return api.call({ method: "GET", path: "/images", query: cursor ? { cursor } : {} });
}

/** Read what the log says of a picture. */
export function readPicture(api: ApiClient, id: string): Promise<Answer<Picture>> {
  return api.call({ method: "GET", path: pathOf(id) });
}

/** Take a picture down wherever it is shown. */
export function takePictureDown(
  api: ApiClient,
  id: string,
  reason: string,
): Promise<Answer<Picture>> {
  return api.call({ method: "DELETE", path: pathOf(id), query: reason ? { reason } : {} });
}

/** Bring a picture back wherever an article shows it. */
export function bringPictureBack(api: ApiClient, id: string): Promise<Answer<Picture>> {
  return api.call({ method: "PUT", path: pathOf(id) });
}

function pathOf(id: string): string {
  return `/images/${encodeURIComponent(id)}`;
}
