/** Why something is taken away. */

import { useId } from "preact/hooks";
import { t } from "../texts/texts.ts";

/** Characters that a reason has at most: `MAX_REASON` of the API. */
const LONGEST_REASON = 600;

/** A field for a reason, with who will read it. */
export function ReasonField(props: {
  readonly reason: string;
  readonly hint: string;
  onReason(reason: string): void;
}) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{t("Reason")}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={LONGEST_REASON}
        aria-describedby={`${id}-hint`}
        value={props.reason}
        onInput={(event) => props.onReason(event.currentTarget.value)}
      />
      <span id={`${id}-hint`} class="hint">
        {props.hint}
      </span>
    </p>
  );
}
