/** What was taken from either side without asking, in words. */

import { t } from "../texts/texts.ts";
import { SINGLE_FIELDS, type SingleField } from "./fields.ts";
import type { Merged } from "./merge.ts";

/** Say the names of fields as the page has them. */
export function fieldText(name: SingleField): string {
  const names: Readonly<Record<SingleField, string>> = {
    headline: t("Headline"),
    standfirst: t("Standfirst"),
    section: t("Section"),
    label: t("Label"),
    prominence: t("Prominence"),
    byline: t("Byline"),
    source: t("Source"),
    language: t("Language"),
    translation_of: t("Translation of"),
    slug: t("Address"),
  };
  return names[name];
}

/** Return what only one side changed, for each side. */
export function takenTexts(merged: Merged): Readonly<Record<"mine" | "theirs", readonly string[]>> {
  const of = (side: "mine" | "theirs") => {
    const fields = SINGLE_FIELDS.filter((name) => merged.fields[name].kind === side);
    const pictures = merged.pictures.filter(({ outcome }) => outcome.kind === side).length;
    const count = merged.pieces.filter((piece) => piece.kind === side).length;
    return [
      ...fields.map(fieldText),
      ...(pictures ? [t("{count} picture|{count} pictures", { count: pictures })] : []),
      ...(count ? [t("{count} place in the text|{count} places in the text", { count })] : []),
    ];
  };
  return { mine: of("mine"), theirs: of("theirs") };
}
