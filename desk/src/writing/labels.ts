/** What the fields of the form are called. */

import { t } from "../texts/texts.ts";

/** Return the label of a field by its anchor, as links to it say. */
export function labelOf(anchor: string, numberOf: (picture: string) => number): string {
  const [field = "", picture, part] = anchor.split("-");
  if (field !== "images") return labels()[anchor] ?? t("The article");
  if (picture === undefined) return t("Pictures");
  const name = t("Picture {number}", { number: numberOf(picture) });
  const parts: Readonly<Record<string, string>> = {
    alt: t("What it shows"),
    decorative: t("It only decorates, and tells nothing"),
    caption: t("Caption"),
    credit: t("Credit"),
  };
  return part && parts[part] ? `${name}: ${parts[part]}` : name;
}

/** Return the label of what a pointer of the API (RFC 6901) leads to. */
export function labelOfPointer(pointer: string): string {
  const [field = "", at = "", part = ""] = pointer.split("/").slice(1);
  if (field === "source") return labelOf(at === "url" ? "source-url" : "source-name", Number);
  if (field !== "images" || at === "") return labelOf(field, Number);
  return labelOf(`images-${at}-${part}`, (picture) => Number(picture) + 1);
}

function labels(): Readonly<Record<string, string>> {
  return {
    headline: t("Headline"),
    standfirst: t("Standfirst"),
    section: t("Section"),
    byline: t("Byline"),
    tags: t("Tags"),
    label: t("Label"),
    prominence: t("Prominence"),
    language: t("Language"),
    "source-name": t("Source"),
    "source-url": t("Address of the source"),
    translation_of: t("Translation of"),
    slug: t("Name in the address"),
    body: t("Text"),
    publish_at: t("When readers see it"),
    correction: t("Note to readers"),
  };
}
