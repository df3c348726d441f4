/** The desk's lists: what is published, scheduled, held and withdrawn, and what wants attention. */

import { listArticles } from "../api/articles.ts";
import { useDesk } from "../shell/desk.ts";
import { Further, usePaged } from "../shell/paged.tsx";
import { type ListedStatus, listHash, STATUSES } from "../shell/router.ts";
import { t } from "../texts/texts.ts";
import { ArticleRow } from "./article_row.tsx";
import { Faults } from "./faults.tsx";
import { KeptList } from "./kept_list.tsx";
import { listName } from "./list_names.ts";
import "./lists.css";

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
  const { api } = useDesk();
  const list = usePaged(
    async (cursor) => {
      const { articles, next } = (await listArticles(api, status, cursor)).document;
      return { items: articles, next };
    },
    [api, status],
  );
  return (
    <>
      <KeptList />
      <Faults />
      <h1 class="unseen">{t("Articles")}</h1>
      <Tabs status={status} />
      <div aria-busy={list.isAsking}>
        <ul class="articles">
          {list.items?.map((each) => (
            <ArticleRow key={each.id} listed={each} status={status} />
          ))}
        </ul>
        {list.items?.length === 0 && <p class="hint">{t("Nothing is here.")}</p>}
        <Further list={list} more={t("Show more")} />
      </div>
    </>
  );
}
