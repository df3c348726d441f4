/** The end of the form: when it is to be seen, and the button that sends it. */

import { t } from "../texts/texts.ts";
import type { Piece } from "../writing/piece.ts";
import type { Writing } from "../writing/use_writing.ts";
import { type Deed, deedOf } from "./when.ts";
import { WhenField } from "./when_field.tsx";
import "./sending.css";

/** Sends what is written. */
export function SendPanel(props: { readonly piece: Piece; readonly writing: Writing }) {
  const { piece, writing } = props;
  const { state } = writing.sending;
  const isSending = state.kind === "sending";
  const { length } = writing.marks.warnings;
  return (
    <section class="send-panel" aria-labelledby="send-title">
      <h2 id="send-title" class="rubric">
        {t("Send")}
      </h2>
      <WhenField
        publishAt={writing.draft.publish_at}
        report={piece.report}
        marks={writing.marks}
        onPublishAt={(publish_at) => writing.change({ publish_at })}
      />
      {length > 0 && (
        <p class="warned">
          {t(
            "{count} place reads otherwise than you wrote it: see the fields.|{count} places read otherwise than you wrote them: see the fields.",
            { count: length },
          )}
        </p>
      )}
      <div role="alert">{state.kind === "told" && <p class="fault">{state.text}</p>}</div>
      <p class="send-deeds">
        <button type="submit" class="first" aria-disabled={isSending}>
          {buttonText(state.kind, deedOf(writing.draft, piece.report))}
        </button>
        <kbd class="hint">{t("Ctrl or ⌘ with Enter")}</kbd>
      </p>
      <p class="hint" role="status">
        {keptText(writing.kept)}
      </p>
    </section>
  );
}

function buttonText(state: string, deed: Deed): string {
  if (state === "sending") return t("Sending…");
  if (state === "told") return t("Try again");
  switch (deed) {
    case "publish":
      return t("Publish");
    case "schedule":
      return t("Schedule");
    case "hold":
      return t("Hold");
    case "correct":
      return t("Send the correction");
    case "save":
      return t("Save the change");
  }
}

function keptText(kept: Writing["kept"]): string {
  switch (kept) {
    case "unchanged":
    case "typing":
      return "";
    case "kept":
      return t("Kept on this machine, not sent.");
    case "not kept":
      return t("This browser keeps nothing: what you type is lost if it ends. Save often.");
  }
}
