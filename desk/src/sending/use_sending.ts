/** Sending what is written, and what came of it. */

import { useMemo, useState } from "preact/hooks";
import { readArticle } from "../api/articles.ts";
import type { Receipt, Report } from "../api/documents.ts";
import { type Draft, draftOf } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import type { Piece } from "../writing/piece.ts";
import { type PlacedFault, placed } from "./faults.ts";
import { type Outcome, Sending } from "./send.ts";

/** What somebody saved meanwhile, and what both began with. */
export interface Conflict {
  readonly base: Draft;
  readonly theirs: Report;
  readonly mine: Draft;
}

/** How sending stands. */
export type SendingState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending" }
  | { readonly kind: "told"; readonly text: string }
  | { readonly kind: "conflict"; readonly conflict: Conflict };

/** What sending tells the form. */
interface Told {
  onSaved(receipt: Receipt, draft: Draft): void;
  onFaults(faults: readonly PlacedFault[]): void;
}

/** Send a piece of writing; the same key and the same revision serve every try. */
export function useSending(piece: Piece, { onSaved, onFaults }: Told) {
  const { api } = useDesk();
  const [state, setState] = useState<SendingState>({ kind: "idle" });
  const sending = useMemo(() => new Sending(api, piece.unanswered), [api, piece.key]);
  const conflict = async (mine: Draft): Promise<SendingState> => {
    const id = piece.article ?? "";
    const theirs = (await readArticle(api, id)).document;
    const begun = (await readArticle(api, id, piece.basedOn ?? "")).document;
    const base = draftOf(begun);
    const isReadable = base !== null && theirs.article !== null;
    return isReadable
      ? { kind: "conflict", conflict: { base, theirs, mine } }
      : { kind: "told", text: t("Somebody withdrew this article meanwhile. Nothing was sent.") };
  };
  const follow = async (outcome: Outcome, draft: Draft): Promise<SendingState> => {
    switch (outcome.kind) {
      case "saved":
        onSaved(outcome.receipt, draft);
        return { kind: "idle" };
      case "faults":
        onFaults(placed(outcome.faults, draft));
        return { kind: "idle" };
      case "stale":
        return conflict(draft).catch(() => away());
      case "away":
        return away();
      case "signed out":
        return { kind: "told", text: t("Sign in again, then send it again. Nothing is lost.") };
      case "refused":
        return { kind: "told", text: outcome.detail };
    }
  };
  const send = async (draft: Draft) => {
    if (state.kind === "sending") return;
    setState({ kind: "sending" });
    try {
      setState(await follow(await sending.send(piece, draft), draft));
    } catch {
      // Nobody foresaw it; what is typed is kept all the same.
      setState({ kind: "told", text: t("It was not sent. Nothing is lost; try again.") });
    }
  };
  const unsettled = () => sending.unsettled;
  return { state, send, unsettled, settle: () => setState({ kind: "idle" }) };
}

function away(): SendingState {
  return {
    kind: "told",
    text: t(
      "The paper does not answer. What you wrote is kept on this machine; try again, and it arrives once only.",
    ),
  };
}
