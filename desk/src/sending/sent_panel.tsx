/** What was saved, what became of it, and since when readers see it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { readArticle } from "../api/articles.ts";
import type { ApiClient } from "../api/client.ts";
import type { Receipt } from "../api/documents.ts";
import type { Draft } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { articleHash } from "../shell/router.ts";
import { language, t } from "../texts/texts.ts";
import { inWords } from "../time.ts";
import { Detail } from "../writing/field.tsx";
import type { PlacedFault } from "./faults.ts";
import { type Seen, whenSeen } from "./seen.ts";

/** What was typed while it was sent: a draft of the next revision, kept by its key. */
export interface Later {
  readonly key: string;
  readonly draft: Draft;
}

/** What was saved. */
export interface Sent {
  readonly receipt: Receipt;
  readonly headline: string;
  /** When readers get it, if it is scheduled: RFC 3339. */
  readonly publishAt: string | null;
  readonly later: Later | null;
  /** Whether no page of it was there before. */
  readonly isNew: boolean;
  readonly warnings: readonly PlacedFault[];
  /** Which of the article's pictures it is, from one on. */
  numberOf(picture: string): number;
}

/** Tells what came of sending, and leads on. */
export function SentPanel(props: {
  readonly sent: Sent;
  labels(anchor: string): string;
  onGoOn(): void;
}) {
  const { receipt, headline, warnings } = props.sent;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="sent">
      <h1 ref={title} tabIndex={-1}>
        {t("Saved:")} <bdi>{headline}</bdi>
      </h1>
      <Became sent={props.sent} />
      {props.sent.later && (
        <p class="warned">
          {t(
            "What you typed while it was sent is not in it. It is kept: go on writing, and send it too.",
          )}
        </p>
      )}
      {warnings.length > 0 && (
        <div class="warned">
          <h2>{t("Readers get this otherwise than you wrote it")}</h2>
          <ul>
            {warnings.map((warning) => (
              <li key={warning.anchor + warning.detail}>
                {props.labels(warning.anchor)}: <Detail mark={warning} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <p class="send-deeds">
        {receipt.status === "published" && receipt.url && (
          <a class="button first" href={receipt.url} target="_blank" rel="noreferrer">
            {t("See it on the site")}
          </a>
        )}
        <a class="button" href={articleHash(receipt.id)}>
          {t("The article's page at the desk")}
        </a>
        <button type="button" onClick={props.onGoOn}>
          {t("Go on writing")}
        </button>
      </p>
    </section>
  );
}

function Became({ sent }: { readonly sent: Sent }) {
  const { site } = useDesk().facts;
  const { status } = sent.receipt;
  if (status === "published") return <SeenByReaders sent={sent} />;
  if (status === "scheduled" && sent.publishAt) {
    const moment = inWords(new Date(sent.publishAt), new Date(), site);
    return <p class="seen">{t("Readers see it {moment}.", { moment })}</p>;
  }
  if (status === "scheduled") return <p class="seen">{t("Readers see it at its time.")}</p>;
  return <p class="seen">{t("It is held: only the desk sees it.")}</p>;
}

/** Asks until readers see it, and says what was asked. */
function SeenByReaders({ sent }: { readonly sent: Sent }) {
  const { api } = useDesk();
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    let isLeft = false;
    void ask(api, sent).then((found) => {
      if (!isLeft) setSeen(found);
    });
    return () => {
      isLeft = true;
    };
  }, [sent.receipt.revision]);
  return (
    <p class="seen" role="status">
      {seen === null ? t("Asking whether readers see it…") : seenText(seen)}
    </p>
  );
}

function seenText({ by, after }: Seen): string {
  const style = { maximumFractionDigits: 1, minimumFractionDigits: 1 };
  const seconds = new Intl.NumberFormat(language(), style).format(Math.max(100, after) / 1000);
  switch (by) {
    case "page":
      return t("Readers see it: its page answered {seconds} s after it was saved.", { seconds });
    case "index":
      return t(
        "The paper shows it since {seconds} s after it was saved; caches may show the page before for a moment yet.",
        { seconds },
      );
    case "nothing":
      return t(
        "It is saved, but after a minute readers do not see it yet. The article's page says when they do.",
      );
  }
}

function ask(api: ApiClient, { receipt, isNew }: Sent): Promise<Seen> {
  const { id, revision, url } = receipt;
  return whenSeen(
    {
      indexed: async () => (await readArticle(api, id)).document.indexed_revision === revision,
      // A page that was there before would answer whatever it shows: only a new one proves anything.
      answers:
        isNew && url && isHere(url)
          ? async () => (await fetch(url, { method: "HEAD", cache: "no-store" })).ok
          : null,
    },
    {
      now: () => performance.now(),
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
  );
}

function isHere(url: string): boolean {
  return new URL(url, location.href).origin === location.origin;
}
