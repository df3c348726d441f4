/** Faults and warnings of the API, put at the fields of the form by their pointers. */

import type { Fault } from "../api/documents.ts";
import type { Draft } from "../draft.ts";
import { t } from "../texts/texts.ts";
import { inWordsOfThePage } from "./sayings.ts";

/** A fault, or a warning, at a field. */
export interface PlacedFault {
  /** Of the field: see `fieldId`. */
  readonly anchor: string;
  readonly detail: string;
  /** Whether the page itself says it, in its own language; the API speaks English. */
  readonly isOwn?: boolean;
}

/** Where stands what belongs to no field. */
export const WHOLE_FORM = "form";
const FIELDS = [
  "headline",
  "standfirst",
  "section",
  "byline",
  "tags",
  "label",
  "prominence",
  "language",
  "body",
  "translation_of",
  "slug",
  "publish_at",
  "correction",
  "images",
];
const OF_PICTURES = ["alt", "decorative", "caption", "credit", "focus"];

/** Return the id of the element that a fault is at. */
export function fieldId(anchor: string): string {
  return `field-${anchor}`;
}

/** Return the anchor of a field of a picture. */
export function pictureAnchor(picture: string, field = ""): string {
  return field ? `images-${picture}-${field}` : `images-${picture}`;
}

/** Put faults of a document that was made of a draft at the draft's fields. */
export function placed(faults: readonly Fault[], draft: Draft): readonly PlacedFault[] {
  return faults.map((fault) => place(fault, draft));
}

function place({ pointer, detail: said }: Fault, draft: Draft): PlacedFault {
  const [field = "", at = "", part = ""] = pointer.split("/").slice(1);
  const own = inWordsOfThePage(said);
  const isOwn = own !== null;
  const detail = own ?? said;
  if (field === "images") {
    const anchor = ofPicture(at, part, draft);
    // The API tells those who write JSON what to write there; an editor has a box to tick.
    return part === "alt" && said.startsWith("is missing")
      ? { anchor, detail: t("Say what it shows, or below that it only decorates."), isOwn: true }
      : { anchor, detail, isOwn };
  }
  if (field === "source") {
    return { anchor: at === "url" ? "source-url" : "source-name", detail, isOwn };
  }
  const listed = field === "tags" || field === "byline" ? draft[field][Number(at)] : undefined;
  const named =
    at !== "" && listed !== undefined ? `“${listed}”${own ? ":" : ""} ${detail}` : detail;
  if (FIELDS.includes(field)) return { anchor: field, detail: named, isOwn };
  return { anchor: WHOLE_FORM, detail: pointer ? `${pointer} ${detail}` : detail, isOwn };
}

function ofPicture(at: string, part: string, draft: Draft): string {
  const picture = at === "" ? undefined : draft.images[Number(at)];
  if (picture === undefined) return "images";
  return pictureAnchor(picture.id, OF_PICTURES.includes(part) ? part : "");
}

/** Return the faults that are left when some fields have other values now. */
export function without(
  faults: readonly PlacedFault[],
  before: Draft,
  after: Draft,
): readonly PlacedFault[] {
  return faults.filter(({ anchor }) => valueAt(anchor, before) === valueAt(anchor, after));
}

function valueAt(anchor: string, draft: Draft): unknown {
  if (anchor === WHOLE_FORM) return null;
  const [field, picture] = anchor.split("-");
  if (field === "images" && picture) return draft.images.find(({ id }) => id === picture);
  return (draft as unknown as Record<string, unknown>)[field ?? ""];
}

/** Return the faults, the first of each kind only. */
export function distinct(faults: readonly PlacedFault[]): readonly PlacedFault[] {
  const keys = faults.map(({ anchor, detail }) => `${anchor} ${detail}`);
  return faults.filter((_, at) => keys.indexOf(keys[at] ?? "") === at);
}
