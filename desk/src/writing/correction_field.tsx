/** What readers are told of a revision: a note, or nothing at all. */

import type { Mode } from "../draft.ts";
import { t } from "../texts/texts.ts";
import { TextField } from "./field.tsx";
import { labelOf } from "./labels.ts";
import type { Writing } from "./use_writing.ts";

/** The note to readers, above all else; or what it means that there is none. */
export function CorrectionField(props: { readonly mode: Mode; readonly writing: Writing }) {
  const { draft, marks, change } = props.writing;
  if (props.mode === "new") return null;
  if (props.mode === "change") {
    return (
      <p class="warned">
        {t("You change it silently: readers find no note of it. The history shows the change.")}
      </p>
    );
  }
  return (
    <TextField
      anchor="correction"
      label={labelOf("correction", () => 0)}
      hint={t("Readers find it with the article: what was wrong, and what is right.")}
      marks={marks}
      language={draft.language}
      rows={3}
      value={draft.correction}
      onValue={(correction) => change({ correction })}
    />
  );
}
