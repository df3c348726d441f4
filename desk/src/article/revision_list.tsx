/** The revisions of an article, the newest first. */

import type { Revision } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { written } from "../time.ts";
import { type Compared, type KindOfRevision, kindOf, nameOf } from "./deeds.ts";

interface ListProps {
  /** In the order of their receipt. */
  readonly revisions: readonly Revision[];
  readonly compared: Compared | null;
  onCompared(compared: Compared): void;
  /** Nothing where it is not known what stands. */
  readonly onRestore: ((revision: string) => void) | null;
}

/** Who sent what and when, two of them chosen to be compared. */
export function RevisionList(props: ListProps) {
  const lines = props.revisions.map((revision, at) => (
    <Line
      key={revision.revision}
      revision={revision}
      kind={kindOf(revision, props.revisions[at - 1])}
      list={props}
    />
  ));
  return <ol class="revisions">{lines.reverse()}</ol>;
}

function Line(props: {
  readonly revision: Revision;
  readonly kind: KindOfRevision;
  readonly list: ListProps;
}) {
  const { facts, editor } = useDesk();
  const { revision, list } = props;
  const { onRestore } = list;
  const isText = revision.withdrawal === null;
  const mayRestore = isText && editor.kind === "desk" && onRestore;
  return (
    <li class={revision.stands ? "stands" : ""}>
      <p class="revision-kind">
        {kindText(props.kind)}
        {revision.stands && <strong class="badge">{t("stands")}</strong>}
      </p>
      <p>
        <span dir="auto">{nameOf(revision)}</span>,{" "}
        <time dateTime={revision.received_at}>{written(revision.received_at, facts.site)}</time>{" "}
        <code class="hint">{revision.revision}</code>
      </p>
      {props.kind === "dated" && revision.publish_at && (
        <p>{written(revision.publish_at, facts.site)}</p>
      )}
      {revision.correction && <p dir="auto">{revision.correction}</p>}
      {revision.withdrawal?.reason && <p dir="auto">{revision.withdrawal.reason}</p>}
      {isText && list.compared && <Chosen revision={revision.revision} list={list} />}
      {mayRestore && !revision.stands && (
        <button
          type="button"
          class="plain"
          aria-label={t("Restore {revision}…", { revision: revision.revision })}
          onClick={() => onRestore(revision.revision)}
        >
          {t("Restore…")}
        </button>
      )}
    </li>
  );
}

/** Whether a revision is the older or the newer of the two that are compared. */
function Chosen({ revision, list }: { readonly revision: string; readonly list: ListProps }) {
  const { compared, onCompared } = list;
  if (compared === null) return null;
  const sides = [
    { side: "older", text: t("Compare from") },
    { side: "newer", text: t("Compare to") },
  ] as const;
  return (
    <span class="compared">
      {sides.map(({ side, text }) => (
        <label key={side}>
          <input
            type="radio"
            name={side}
            checked={compared[side] === revision}
            onChange={() => onCompared({ ...compared, [side]: revision })}
          />
          {text} <span class="unseen">{revision}</span>
        </label>
      ))}
    </span>
  );
}

function kindText(kind: KindOfRevision): string {
  switch (kind) {
    case "first":
      return t("First text");
    case "corrected":
      return t("Corrected, with a note to readers");
    case "changed":
      return t("Changed, without a note to readers");
    case "held":
      return t("Held");
    case "dated":
      return t("Saved with a time for readers to see it");
    case "gone":
      return t("Withdrawn; readers are told so");
    case "vanished":
      return t("Withdrawn, as if it had never been");
    case "brought back":
      return t("Brought back");
  }
}
