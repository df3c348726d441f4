/** The form of an article: the text, what stands around it, and the page that it makes. */

import { useState } from "preact/hooks";
import type { Receipt, Report } from "../api/documents.ts";
import type { Draft, Mode } from "../draft.ts";
import { Merging } from "../merging/merging.tsx";
import { PreviewPane } from "../seeing/preview_pane.tsx";
import { FaultSummary } from "../sending/fault_summary.tsx";
import { SendPanel } from "../sending/send_panel.tsx";
import { useKeys } from "../shell/keyboard.tsx";
import { Title } from "../shell/title.tsx";
import { t } from "../texts/texts.ts";
import type { BodyHandle } from "./body/body_editor.tsx";
import { CorrectionField } from "./correction_field.tsx";
import { MarksOf } from "./field.tsx";
import { labelOf } from "./labels.ts";
import { MoreFields } from "./more_fields.tsx";
import { PicturesPanel } from "./pictures_panel.tsx";
import type { Piece } from "./piece.ts";
import { StoryFields } from "./story_fields.tsx";
import { TextPart } from "./text_part.tsx";
import { useWriting } from "./use_writing.ts";
import "./writing.css";

/** The form. It keeps the draft; another piece of writing is another form, by its `key`. */
export function WritingForm(props: {
  readonly piece: Piece;
  /** @param later what was typed while the draft was sent, and is not in it. */
  onSaved(receipt: Receipt, draft: Draft, later: Draft | null): void;
  /** Somebody saved another revision, and both are one draft now. */
  onMerged(draft: Draft, theirs: Report): void;
}) {
  const { piece } = props;
  const writing = useWriting(piece, props.onSaved);
  const [body, setBody] = useState<BodyHandle | null>(null);
  const { state } = writing.sending;
  // Sent again, what is decided in a merge would be decided anew.
  const run = () => state.kind !== "conflict" && writing.send();
  useKeys([
    { keys: "Mod-Enter", does: t("Send what is written"), run },
    { keys: "Mod-s", does: t("Send what is written"), run },
  ]);
  if (state.kind === "conflict") {
    const { theirs } = state.conflict;
    return (
      <Merging
        {...state.conflict}
        decided={writing.decided}
        onDecided={writing.decide}
        onMerged={(draft) => props.onMerged(draft, theirs)}
        onCancel={writing.sending.settle}
      />
    );
  }
  const submit = (event: Event) => {
    event.preventDefault();
    writing.send();
  };
  const fields = { draft: writing.draft, marks: writing.marks, onChange: writing.change };
  const label = (anchor: string) =>
    labelOf(anchor, (id) => writing.draft.images.findIndex((image) => image.id === id) + 1);
  return (
    <div class="writing">
      <form noValidate onSubmit={submit}>
        <Title text={titleOf(piece.mode)} />
        <FaultSummary faults={writing.marks.faults} labels={label} />
        <MarksOf anchor="form" marks={writing.marks} />
        <CorrectionField mode={piece.mode} writing={writing} />
        <StoryFields {...fields} />
        <TextPart writing={writing} onReady={setBody} />
        <PicturesPanel
          draft={writing.draft}
          pictures={writing.pictures}
          marks={writing.marks}
          onImages={writing.changeImages}
          onPlace={body?.place ?? null}
        />
        <MoreFields {...fields} />
        <SendPanel piece={piece} writing={writing} />
      </form>
      <PreviewPane
        preview={writing.previewed?.preview ?? null}
        trouble={writing.trouble}
        isWritten={writing.draft.headline.trim() !== "" && writing.draft.body.trim() !== ""}
      />
    </div>
  );
}

function titleOf(mode: Mode): string {
  switch (mode) {
    case "new":
      return t("New article");
    case "correct":
      return t("Correct the article");
    case "change":
      return t("Change the article silently");
  }
}
