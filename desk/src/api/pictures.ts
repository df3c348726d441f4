/** The API's calls that are about pictures, and the way of a file to the paper. */

import { type Answer, type ApiClient, Unreachable } from "./client.ts";
import type { AnnouncedPicture, ListedPicture, Picture } from "./documents.ts";

/** Kinds of files that the paper takes, by their endings. */
export const PICTURE_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
  tif: "image/tiff",
  tiff: "image/tiff",
  heic: "image/heic",
  heif: "image/heif",
};
/** Bytes that a picture may have (docs/openapi.yaml, Announcement). */
export const LARGEST_PICTURE = 41_943_040;
/** Milliseconds between two questions whether a picture is worked out. */
const ASKED_EVERY = 700;
/** Questions until a picture is given up: about two minutes. */
const ASKED_AT_MOST = 170;

/** Return the kind of a file; its name decides where the browser does not know it. */
export function typeOf(file: { readonly type: string; readonly name: string }): string | null {
  if (Object.values(PICTURE_TYPES).includes(file.type)) return file.type;
  return PICTURE_TYPES[file.name.split(".").pop()?.toLowerCase() ?? ""] ?? null;
}

/** Return the SHA-256 of bytes, in hexadecimal. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Announce a file; the answer says where to send it, if the paper has not got it yet. */
export async function announcePicture(
  api: ApiClient,
  file: File,
  contentType: string,
): Promise<AnnouncedPicture> {
  const document = {
    sha256: await sha256Of(await file.arrayBuffer()),
    bytes: file.size,
    content_type: contentType,
    filename: file.name,
  };
  // The API names a picture by its bytes: to announce it again changes nothing.
  const key = document.sha256;
  return (
    await api.call<AnnouncedPicture>({
      method: "POST",
      path: "/images",
      document,
      idempotencyKey: key,
    })
  ).document;
}

/**
 * Send a file to the bucket by the form that was given out.
 *
 * @param onProgress is told what part of it is sent, from 0 to 1.
 * @throws Unreachable if the bucket does not take it.
 */
export function uploadPicture(
  upload: NonNullable<AnnouncedPicture["upload"]>,
  file: File,
  onProgress: (part: number) => void,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    // Only XMLHttpRequest tells how much of a file is sent.
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new Unreachable("the bucket does not answer"));
    request.onload = () =>
      request.status < 300
        ? resolve()
        : reject(new Unreachable(`the bucket answered ${request.status}`));
    request.open("POST", upload.url);
    request.send(form);
  });
}

/**
 * Wait until a picture is worked out, or refused.
 *
 * @throws Unreachable if that takes longer than two minutes.
 */
export async function worked(
  api: ApiClient,
  id: string,
  pause: (milliseconds: number) => Promise<void> = sleep,
): Promise<Picture> {
  for (let asked = 0; asked < ASKED_AT_MOST; asked += 1) {
    const { document } = await readPicture(api, id);
    if (document.status !== "processing") return document;
    await pause(ASKED_EVERY);
  }
  throw new Unreachable("the picture is not ready after two minutes");
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

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
