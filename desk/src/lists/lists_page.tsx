/** The desk's lists: what is published, scheduled, held and withdrawn, and what wants attention. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { listArticles } from "../api/articles.ts";
import type { Listed } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { type ListedStatus, listHash, STATUSES } from "../shell/router.ts";
import { t } from "../texts/texts.ts";
import { ArticleRow } from "./article_row.tsx";
import { Faults } from "./faults.tsx";
import { KeptList } from "./kept_list.tsx";
import { listName } from "./list_names.ts";
import "./lists.css";

/** What is known of a list: its articles so far, and where it goes on. */
interface Known {
  readonly articles: readonly Listed[];
  readonly next: string | null;
}

/** Read a list, page by page. */
function useList(status: ListedStatus) {
  const { api } = useDesk();
  const [known, setKnown] = useState<Known | null>(null);
  const [isAsking, setAsking] = useState(true);
  const [hasFailed, setFailed] = useState(false);
  const read = useCallback(
    async (before: Known | null) => {
      setAsking(true);
      setFailed(false);
      try {
        const { document } = await listArticles(api, status, before?.next ?? undefined);
        const articles = [...(before?.articles ?? []), ...document.articles];
        setKnown({ articles, next: document.next });
      } catch {
        setFailed(true);
      }
      setAsking(false);
    },
    [api, status],
  );
  useEffect(() => {
    read(null);
  }, [read]);
  return { known, isAsking, hasFailed, more: () => read(known) };
}

function Tabs({ status }: { readonly status: ListedStatus }) {
  return (
    <nav class="tabs" aria-label={t("Lists")}>
      <ul>
        {STATUSES.map((each) => (
          <li key={each}>
            <a href={listHash(each)} aria-current={each === status ? "page" : undefined}>
              {listName(each)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A list of the desk. */
export function ListsPage({ status }: { readonly status: ListedStatus }) {
  const { known, isAsking, hasFailed, more } = useList(status);
  return (
    <>
      <KeptList />
      <Faults />
      <h1 class="unseen">{t("Articles")}</h1>
      <Tabs status={status} />
      <div aria-busy={isAsking}>
        <ul class="articles">
          {known?.articles.map((each) => (
            <ArticleRow key={each.id} listed={each} status={status} />
          ))}
        </ul>
        {known && known.articles.length === 0 && <p class="hint">{t("Nothing is here.")}</p>}
        {hasFailed && (
          <p class="fault" role="alert">
            {t("The list could not be read.")}
          </p>
        )}
        {isAsking && <p class="hint">{t("One moment …")}</p>}
        {!isAsking && (hasFailed || known?.next) && (
          <button type="button" onClick={more}>
            {hasFailed ? t("Try again") : t("Show more")}
          </button>
        )}
      </div>
    </>
  );
}
