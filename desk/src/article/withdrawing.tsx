/** Withdrawing an article: what readers find there from then on is chosen in words. */

import { useId, useState } from "preact/hooks";
import { withdrawArticle } from "../api/articles.ts";
import type { Status } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { DeedDialog } from "./deed_dialog.tsx";
import { ReasonField } from "./reason_field.tsx";

/** Ask how to withdraw an article, and do it. */
export function WithdrawDialog(props: {
  readonly article: string;
  readonly revision: string;
  readonly status: Status;
  onDone(): void;
  onClose(): void;
}) {
  const { api, say } = useDesk();
  const isUnseen = props.status === "held" || props.status === "scheduled";
  const [as, setAs] = useState<"gone" | "vanish">(isUnseen ? "vanish" : "gone");
  const [reason, setReason] = useState("");
  const [keepsPictures, setKeepsPictures] = useState(false);
  const pictures = useId();
  const run = async () => {
    await withdrawArticle(api, props.article, props.revision, { as, reason, keepsPictures });
    say({ kind: "done", text: t("The article is withdrawn.") });
    props.onDone();
  };
  return (
    <DeedDialog
      title={t("Withdraw this article?")}
      deed={t("Withdraw it")}
      isGrave
      run={run}
      onClose={props.onClose}
    >
      {isUnseen ? (
        <p>{t("No reader has seen it, so none will find that it was ever here.")}</p>
      ) : (
        <KindOfWithdrawal chosen={as} choose={setAs} />
      )}
      <ReasonField
        reason={reason}
        hint={
          as === "gone"
            ? t("Readers read it where the article was. It may be empty.")
            : t("For the history at the desk alone; readers do not see it. It may be empty.")
        }
        onReason={setReason}
      />
      <p class="check">
        <input
          id={pictures}
          type="checkbox"
          checked={keepsPictures}
          aria-describedby={`${pictures}-hint`}
          onChange={(event) => setKeepsPictures(event.currentTarget.checked)}
        />
        <label for={pictures}>{t("Leave its pictures where they are")}</label>
        <span id={`${pictures}-hint`} class="hint">
          {t("Otherwise those go that no other article shows, and come back if the article does.")}
        </span>
      </p>
    </DeedDialog>
  );
}

function KindOfWithdrawal(props: {
  readonly chosen: "gone" | "vanish";
  choose(as: "gone" | "vanish"): void;
}) {
  const name = useId();
  const kinds = [
    {
      as: "gone",
      text: t("Say that it was withdrawn"),
      hint: t("At its address readers find the headline, that it was withdrawn, and the reason."),
    },
    {
      as: "vanish",
      text: t("As if it had never been"),
      hint: t("At its address readers find nothing, and are not told why."),
    },
  ] as const;
  return (
    <fieldset class="choices">
      <legend>{t("What readers find from now on")}</legend>
      {kinds.map(({ as, text, hint }) => (
        <p class="check" key={as}>
          <input
            id={`${name}-${as}`}
            type="radio"
            name={name}
            checked={props.chosen === as}
            aria-describedby={`${name}-${as}-hint`}
            onChange={() => props.choose(as)}
          />
          <label for={`${name}-${as}`}>{text}</label>
          <span id={`${name}-${as}-hint`} class="hint">
            {hint}
          </span>
        </p>
      ))}
    </fieldset>
  );
}
