/** What is typed is kept at each pause, and asked for once more when somebody would leave it. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Draft } from "../draft.ts";
import { hold } from "../keeping/holding.ts";
import type { KeptDraft } from "../keeping/kept_drafts.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import type { Piece } from "./piece.ts";

/** Milliseconds without a key that are a pause. */
const PAUSE = 400;

/** How far keeping has come. */
export type Kept = "unchanged" | "typing" | "kept" | "not kept";

/** Keep a draft while it is not saved, and ask before it is left. */
export function useKeeping(
  piece: Piece,
  written: Pick<KeptDraft, "draft" | "decided">,
  isChanged: boolean,
  unsettled: () => readonly Draft[],
) {
  const { drafts, editor } = useDesk();
  const [kept, setKept] = useState<Kept>("unchanged");
  const isOver = useRef(false);
  const own = (): KeptDraft => {
    const { key, article, basedOn, mode } = piece;
    const begun = { key, editor: editor.account, article, basedOn, mode };
    return { ...begun, ...written, unanswered: unsettled(), keptAt: new Date().toISOString() };
  };
  const keep = async (isLeaving = false) => {
    if (isOver.current) return;
    try {
      if (isLeaving) drafts.keepAtOnce(own());
      await drafts.keep(own());
      setKept("kept");
    } catch {
      setKept("not kept");
    }
  };
  const latest = useRef(keep);
  latest.current = keep;
  const isOpen = useRef(isChanged);
  isOpen.current = isChanged;
  // A form that nobody has typed into yet drops nothing: what was kept may not have been readable.
  const mayBeKept = useRef(piece.draft !== piece.saved);
  mayBeKept.current ||= isChanged;
  useEffect(() => {
    if (!isChanged) {
      setKept("unchanged");
      // What was typed is taken back; what was sent and not answered may be saved, and is kept.
      if (mayBeKept.current && unsettled().length === 0)
        drafts.drop(piece.key).catch(() => undefined);
      return;
    }
    setKept("typing");
    const waiting = setTimeout(() => void latest.current(), PAUSE);
    return () => clearTimeout(waiting);
  }, [written.draft, written.decided, isChanged]);
  useEffect(() => {
    const hide = () => {
      if (isOpen.current) void latest.current(true);
    };
    addEventListener("pagehide", hide);
    document.addEventListener("visibilitychange", hide);
    return () => {
      removeEventListener("pagehide", hide);
      document.removeEventListener("visibilitychange", hide);
      hide();
    };
  }, []);
  useHolding(piece.key);
  useAskedBeforeLeaving(isChanged);
  /** It is saved: nothing of it is kept from now on. */
  const forget = () => {
    isOver.current = true;
    // What cannot be dropped is offered once more: it is saved all the same.
    drafts.drop(piece.key).catch(() => undefined);
  };
  /** Keep it at once: it is being sent, and the page may not live to hear what came of it. */
  const keepNow = () => void latest.current();
  return { kept, keepNow, forget };
}

/** While it is written here, no other tab writes it. */
function useHolding(key: string): void {
  useEffect(() => hold(key), [key]);
}

function useAskedBeforeLeaving(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const follow = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest("a[href]");
      if (!link || link.getAttribute("target") === "_blank" || isInside(link)) return;
      if (!confirm(leavingText())) event.preventDefault();
    };
    addEventListener("beforeunload", unload);
    document.addEventListener("click", follow, { capture: true });
    return () => {
      removeEventListener("beforeunload", unload);
      document.removeEventListener("click", follow, { capture: true });
    };
  }, [isChanged]);
}

/** Links within the form lead to its fields. */
function isInside(link: Element): boolean {
  return link.closest(".writing") !== null;
}

function leavingText(): string {
  return t("This is not sent. It is kept on this machine and offered again. Leave it?");
}
