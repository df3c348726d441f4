/** A draft while it is written: what is typed, what is wrong with it, and what becomes of it. */

import { useRef, useState } from "preact/hooks";
import type { Receipt } from "../api/documents.ts";
import { type Draft, isSame, type Mode } from "../draft.ts";
import { usePreview } from "../seeing/use_preview.ts";
import { goToField } from "../sending/fault_summary.tsx";
import type { PlacedFault } from "../sending/faults.ts";
import { useSending } from "../sending/use_sending.ts";
import { NO_TIME } from "../sending/when.ts";
import { t } from "../texts/texts.ts";
import { marksOf } from "./marking.ts";
import type { Piece } from "./piece.ts";
import { useKeeping } from "./use_keeping.ts";
import { type Upload, usePictures } from "./use_pictures.ts";

/** Work with the draft of a piece of writing. */
export function useWriting(
  piece: Piece,
  onSaved: (receipt: Receipt, draft: Draft, later: Draft | null) => void,
) {
  const [draft, setDraft] = useState(piece.draft);
  const [decided, decide] = useState(piece.decided);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isSaved, setSaved] = useState(false);
  const isChanged = !isSaved && !isSame(draft, piece.saved);
  const latest = useRef(draft);
  latest.current = draft;
  const unsettled = useRef<() => readonly Draft[]>(() => piece.unanswered);
  const { kept, keepNow, forget } = useKeeping(piece, { draft, decided }, isChanged, () =>
    unsettled.current(),
  );
  const { previewed, trouble } = usePreview(draft, piece.article);
  const pictures = usePictures(draft.images.map(({ id }) => id));
  const marks = marksOf({ draft, sent: refused, previewed, begun: piece.draft });
  const refuse = (faults: readonly PlacedFault[]) => {
    setRefused({ draft, faults });
    // Once the fields have drawn their faults.
    setTimeout(() => goToField(faults[0]?.anchor ?? ""), 0);
  };
  const save = (receipt: Receipt, sent: Draft) => {
    setSaved(true);
    forget();
    onSaved(receipt, sent, laterThan(sent, latest.current));
  };
  const sending = useSending(piece, { onSaved: save, onFaults: refuse });
  unsettled.current = sending.unsettled;
  const send = () => {
    const own = ownFaults(draft, piece.mode, pictures.uploads);
    if (own.length > 0) return refuse(own);
    void sending.send(draft);
    if (isChanged) keepNow();
  };
  const change = (to: Partial<Draft>) => setDraft((before) => ({ ...before, ...to }));
  const changeImages = (to: (images: Draft["images"]) => Draft["images"]) =>
    setDraft((before) => ({ ...before, images: to(before.images) }));
  return {
    draft,
    marks,
    kept,
    previewed,
    trouble,
    pictures,
    sending,
    isChanged,
    decided,
    decide,
    send,
    change,
    changeImages,
  };
}

/** What `useWriting` returns. */
export type Writing = ReturnType<typeof useWriting>;

interface Refused {
  readonly draft: Draft;
  readonly faults: readonly PlacedFault[];
}

/** What the page knows to be wrong before it asks anybody. */
function ownFaults(draft: Draft, mode: Mode, uploads: readonly Upload[]): readonly PlacedFault[] {
  const faults: PlacedFault[] = [];
  if (mode === "correct" && draft.correction.trim() === "") {
    const detail = t("Tell readers what was wrong, and what is right.");
    faults.push({ anchor: "correction", detail, isOwn: true });
  }
  if (draft.publish_at === NO_TIME) {
    const detail = t("Choose a date and a time that the clocks show.");
    faults.push({ anchor: "publish_at", detail, isOwn: true });
  }
  if (uploads.some(({ stage }) => stage !== "failed")) {
    const detail = t("A picture is still on its way: send the article once it is here.");
    faults.push({ anchor: "images", detail, isOwn: true });
  }
  return faults;
}

/** What was typed while a draft was sent, as the next revision; nothing where nothing was. */
function laterThan(sent: Draft, latest: Draft): Draft | null {
  if (isSame(sent, latest)) return null;
  return {
    ...latest,
    publish_at: latest.publish_at === sent.publish_at ? null : latest.publish_at,
    correction: latest.correction === sent.correction ? "" : latest.correction,
  };
}
