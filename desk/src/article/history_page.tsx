/** The history of an article: its revisions, any two of them compared, and one restored. */

import { useState } from "preact/hooks";
import { listRevisions, type Revisions, readArticle } from "../api/articles.ts";
import type { Report } from "../api/documents.ts";
import { Comparison } from "../comparing/comparison.tsx";
import { useDesk } from "../shell/desk.ts";
import { useLoaded, Waiting } from "../shell/loaded.tsx";
import { articleHash } from "../shell/router.ts";
import { Title } from "../shell/title.tsx";
import { t } from "../texts/texts.ts";
import { type Compared, firstCompared } from "./deeds.ts";
import { RestoreDialog } from "./restoring.tsx";
import { RevisionList } from "./revision_list.tsx";
import "./article.css";

/** The page of an article's history. */
export function HistoryPage({ article }: { readonly article: string }) {
  const { api } = useDesk();
  const revisions = useLoaded(async () => (await listRevisions(api, article)).document, [article]);
  const standing = useLoaded(async () => (await readArticle(api, article)).document, [article]);
  const reload = () => {
    revisions.reload();
    standing.reload();
  };
  const report = standing.value;
  return (
    <section class="article-page">
      <Title text={t("History")} />
      <p class="crumb">
        <a href={articleHash(article)} dir="auto">
          {report?.article?.headline ?? article}
        </a>
      </p>
      {revisions.value === null ? (
        <Waiting trouble={revisions.trouble} reload={reload} />
      ) : (
        <Known article={article} known={revisions.value} standing={report} reload={reload} />
      )}
    </section>
  );
}

function Known(props: {
  readonly article: string;
  readonly known: Revisions;
  readonly standing: Report | null;
  reload(): void;
}) {
  const { known } = props;
  const [chosen, setChosen] = useState<Compared | null>(null);
  const [restored, setRestored] = useState<string | null>(null);
  const compared = chosen ?? firstCompared(known.revisions);
  return (
    <>
      {known.unreadable.length > 0 && (
        <div class="index-fault" role="alert">
          <p>{t("Of these revisions only the name is left. An engineer has to look at them.")}</p>
          <ul>
            {known.unreadable.map(({ revision, reason }) => (
              <li key={revision}>
                <code>{revision}</code> {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      <RevisionList
        revisions={known.revisions}
        compared={compared}
        onCompared={setChosen}
        onRestore={props.standing ? setRestored : null}
      />
      {compared && <Compare key={JSON.stringify(compared)} article={props.article} {...compared} />}
      {restored && props.standing && (
        <RestoreDialog
          revision={restored}
          standing={props.standing}
          onDone={() => {
            setChosen(null);
            props.reload();
          }}
          onClose={() => {
            setRestored(null);
            props.reload();
          }}
        />
      )}
    </>
  );
}

function Compare(props: Compared & { readonly article: string }) {
  const { api, facts } = useDesk();
  const { older, newer } = props;
  const both = useLoaded(async () => {
    const asked = [older, newer].map((name) => readArticle(api, props.article, name));
    const [before, after] = (await Promise.all(asked)).map((answer) => answer.document);
    return { before: before as Report, after: after as Report };
  }, [props.article, older, newer]);
  return (
    <section aria-label={t("What changed")}>
      <h2 class="rubric">{t("What changed from {older} to {newer}", { older, newer })}</h2>
      {both.value && !both.trouble ? (
        <Comparison {...both.value} site={facts.site} />
      ) : (
        <Waiting trouble={both.trouble} reload={both.reload} />
      )}
    </section>
  );
}
