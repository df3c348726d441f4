/** A picture is taken down, or brought back, once that was asked for again. */

import { useState } from "preact/hooks";
import type { Picture } from "../api/documents.ts";
import { bringPictureBack, takePictureDown } from "../api/pictures.ts";
import { DeedDialog } from "../article/deed_dialog.tsx";
import { ReasonField } from "../article/reason_field.tsx";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";

interface PictureDialogProps {
  readonly id: string;
  onDone(picture: Picture): void;
  onClose(): void;
}

/** Ask why a picture is taken down, and do it. */
export function TakeDownDialog(props: PictureDialogProps) {
  const { api, say } = useDesk();
  const [reason, setReason] = useState("");
  const run = async () => {
    props.onDone((await takePictureDown(api, props.id, reason)).document);
    say({ kind: "done", text: t("The picture is taken down.") });
  };
  return (
    <DeedDialog
      title={t("Take this picture down?")}
      deed={t("Take it down")}
      isGrave
      run={run}
      onClose={props.onClose}
    >
      <p>
        {t("Every article that shows it stands without it, and nobody can send its file again.")}
      </p>
      <ReasonField
        reason={reason}
        hint={t("For the desk alone. It may be empty.")}
        onReason={setReason}
      />
    </DeedDialog>
  );
}

/** Ask once more, and bring a picture back. */
export function BringBackDialog(props: PictureDialogProps & { readonly reason: string | null }) {
  const { api, say } = useDesk();
  const run = async () => {
    props.onDone((await bringPictureBack(api, props.id)).document);
    say({ kind: "done", text: t("The picture is back.") });
  };
  return (
    <DeedDialog
      title={t("Bring this picture back?")}
      deed={t("Bring it back")}
      run={run}
      onClose={props.onClose}
    >
      {props.reason && (
        <p dir="auto">
          {t("It was taken down for this reason: {reason}", { reason: props.reason })}
        </p>
      )}
      <p>{t("Every article that shows it has it again a moment later.")}</p>
    </DeedDialog>
  );
}
