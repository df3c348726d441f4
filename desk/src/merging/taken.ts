/** What was taken from either side without asking, in words. */

import { t } from "../texts/texts.ts";
import { labelOf } from "../writing/labels.ts";
import { SINGLE_FIELDS, type SingleField } from "./fields.ts";
import type { Merged } from "./merge.ts";

/** Say the name of a field as the form does. */
export function fieldText(name: SingleField): string {
  return labelOf(name === "source" ? "source-name" : name, Number);
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
