/** Writing: a new article, or the next revision of one. */

import { useState } from "preact/hooks";
import { readArticle } from "../api/articles.ts";
import type { Receipt, Report } from "../api/documents.ts";
import { type Draft, draftOf } from "../draft.ts";
import { placed } from "../sending/faults.ts";
import { type Later, type Sent, SentPanel } from "../sending/sent_panel.tsx";
import { useDesk } from "../shell/desk.ts";
import { useLoaded, Waiting } from "../shell/loaded.tsx";
import { articleHash } from "../shell/router.ts";
import { Title } from "../shell/title.tsx";
import { t } from "../texts/texts.ts";
import { distance } from "../time.ts";
import { type Beginning, begin } from "./beginning.ts";
import { labelOf } from "./labels.ts";
import { NOTHING_SENT, type Piece, pieceOf } from "./piece.ts";
import { WritingForm } from "./writing_form.tsx";

interface PageProps {
  /** Whose next revision is written; nothing for a new article. */
  readonly article: string | null;
  /** Of the next revision: whether readers are told of it. */
  readonly mode?: "correct" | "change";
  /** Which kept draft of a new article is gone on with. */
  readonly kept?: string | null;
}

/** The page of writing. */
export function WritingPage(props: PageProps) {
  const desk = useDesk();
  const { article, kept } = props;
  const mode = article === null ? "new" : (props.mode ?? "correct");
  const loaded = useLoaded(() => begin(desk, article, kept ?? null, mode), [desk, article, kept]);
  if (desk.editor.kind !== "desk") return <Told text={t("You may read here, but not write.")} />;
  if (loaded.value === null) {
    return (
      <>
        <Title text={t("Write")} />
        <Waiting trouble={loaded.trouble} reload={loaded.reload} />
      </>
    );
  }
  const { fresh, offered } = loaded.value;
  if (fresh === null) return <Told text={t("There is no text to go on from: it was withdrawn.")} />;
  return <Begun key={fresh.key} fresh={fresh} offered={offered} />;
}

function Told({ text }: { readonly text: string }) {
  return (
    <>
      <Title text={t("Write")} />
      <p>{text}</p>
    </>
  );
}

function Begun(props: { readonly fresh: Piece; readonly offered: Beginning["offered"] }) {
  const { drafts, editor } = useDesk();
  const [piece, setPiece] = useState<Piece | null>(props.offered ? null : props.fresh);
  const [sent, setSent] = useState<Sent | null>(null);
  if (piece === null && props.offered) {
    return <Offer offered={props.offered} fresh={props.fresh} onChosen={setPiece} />;
  }
  if (piece === null) return null;
  if (sent !== null) {
    return <AfterSending piece={piece} sent={sent} onGoOn={goOn} />;
  }
  function keepLater({ id: article, revision: basedOn }: Receipt, draft: Draft): Later {
    const key = crypto.randomUUID();
    const keptAt = new Date().toISOString();
    // Where nothing can be kept, this page has it all the same.
    const own = { key, editor: editor.account, article, basedOn, mode: "change", draft } as const;
    drafts.keep({ ...own, ...NOTHING_SENT, keptAt }).catch(() => undefined);
    return { key, draft };
  }
  function goOn(next: Piece) {
    setPiece(next);
    setSent(null);
  }
  return (
    <WritingForm
      key={piece.key + piece.basedOn}
      piece={piece}
      onSaved={(receipt, draft, later) => {
        // A reload begins no second article under the name of this one.
        history.replaceState(null, "", articleHash(receipt.id, "change"));
        setSent({ ...sentOf(piece, receipt, draft), later: later && keepLater(receipt, later) });
      }}
      onMerged={(draft, theirs) => setPiece(mergedPiece(piece, draft, theirs))}
    />
  );
}

/** Go on from what somebody else saved, with both texts in one. */
function mergedPiece(piece: Piece, draft: Draft, theirs: Report): Piece {
  const saved = draftOf(theirs) ?? piece.saved;
  return { ...piece, draft, saved, basedOn: theirs.revision, ...NOTHING_SENT, report: theirs };
}

function sentOf(piece: Piece, receipt: Receipt, draft: Draft): Sent {
  const isMoment = draft.publish_at !== null && !["now", "hold"].includes(draft.publish_at);
  return {
    receipt,
    headline: draft.headline,
    publishAt: isMoment ? draft.publish_at : (piece.report?.publish_at ?? null),
    later: null,
    isNew: piece.report?.status !== "published",
    warnings: placed(receipt.warnings, draft),
    numberOf: (id) => draft.images.findIndex((image) => image.id === id) + 1,
  };
}

/** What was saved, and the way back to the text. */
function AfterSending(props: {
  readonly piece: Piece;
  readonly sent: Sent;
  onGoOn(piece: Piece): void;
}) {
  const { api, say } = useDesk();
  const { receipt } = props.sent;
  const goOn = async () => {
    try {
      const report = (await readArticle(api, receipt.id)).document;
      const next = pieceOf(report, crypto.randomUUID(), "change");
      const { later } = props.sent;
      if (next) props.onGoOn(later ? { ...next, ...later, basedOn: receipt.revision } : next);
    } catch {
      say({
        kind: "wrong",
        text: t("The article cannot be read for now. It is saved; try again."),
      });
    }
  };
  return (
    <SentPanel
      sent={props.sent}
      labels={(anchor) => labelOf(anchor, props.sent.numberOf)}
      onGoOn={goOn}
    />
  );
}

/** What was kept and not sent is offered; nothing of it goes before somebody says so. */
function Offer(props: {
  readonly offered: NonNullable<Beginning["offered"]>;
  readonly fresh: Piece;
  onChosen(piece: Piece): void;
}) {
  const { drafts } = useDesk();
  const { piece, keptAt } = props.offered;
  const isOvertaken = piece.basedOn !== props.fresh.basedOn;
  const begin = async () => {
    await drafts.drop(piece.key).catch(() => undefined);
    props.onChosen(props.fresh);
  };
  return (
    <section class="offer">
      <Title text={t("You began this and did not send it")} />
      <p>
        <bdi>{piece.draft.headline}</bdi>{" "}
        <span class="hint">
          {t("kept on this machine {distance}", {
            distance: distance(new Date(keptAt), new Date()),
          })}
        </span>
      </p>
      {isOvertaken && (
        <p class="warned">
          {t("Somebody saved the article meanwhile: when you send, both texts are put together.")}
        </p>
      )}
      <p class="send-deeds">
        <button type="button" class="first" onClick={() => props.onChosen(piece)}>
          {t("Go on with it")}
        </button>
        <button type="button" class="grave" onClick={begin}>
          {t("Throw it away and begin with what is saved")}
        </button>
      </p>
    </section>
  );
}
