/** An article as it stands, and what can be done with it once it is written. */

import { useEffect, useState } from "preact/hooks";
import { readArticle, readPage } from "../api/articles.ts";
import { ProblemAnswer } from "../api/client.ts";
import type { Report } from "../api/documents.ts";
import { ReadersPage } from "../seeing/readers_page.tsx";
import { useDesk } from "../shell/desk.ts";
import { useLoaded, Waiting } from "../shell/loaded.tsx";
import { Title } from "../shell/title.tsx";
import { t } from "../texts/texts.ts";
import { ArticleFacts } from "./article_facts.tsx";
import { DatingDialog } from "./dating.tsx";
import { DeedButtons } from "./deed_buttons.tsx";
import { type Deed, deedsFor } from "./deeds.ts";
import { WithdrawDialog } from "./withdrawing.tsx";
import "./article.css";

/** Milliseconds after which it is asked again whether readers see an article, each once. */
const ASKED_AGAIN_AFTER = [400, 800, 1_500, 3_000, 5_000, 10_000, 20_000];

/** The page of an article. */
export function ArticlePage({ article }: { readonly article: string }) {
  const { api } = useDesk();
  const loaded = useLoaded(async () => (await readArticle(api, article)).document, [article]);
  const report = loaded.value;
  useAskedAgain(report, loaded.reload);
  if (report === null) {
    return (
      <section class="article-page">
        <Title text={t("Article")} />
        <Waiting trouble={loaded.trouble} reload={loaded.reload} />
        {loaded.trouble instanceof ProblemAnswer && loaded.trouble.current && (
          <DamagedArticle
            article={article}
            revision={loaded.trouble.current}
            reload={loaded.reload}
          />
        )}
      </section>
    );
  }
  return (
    <section class="article-page">
      <Title
        text={report.article?.headline ?? t("A withdrawal that came alone")}
        language={report.article?.language}
      />
      {loaded.trouble !== null && <Waiting trouble={loaded.trouble} reload={loaded.reload} />}
      <Deeds report={report} reload={loaded.reload} />
      <ArticleFacts report={report} />
      {report.article && <Reading key={report.revision} report={report} />}
    </section>
  );
}

/** The page that the article is or would be: whoever may not write reads it here. */
function Reading({ report }: { readonly report: Report }) {
  const { api } = useDesk();
  const page = useLoaded(async () => (await readPage(api, report.id)).document, [api, report.id]);
  return (
    <ReadersPage page={page.value}>
      {report.withdrawal && (
        <p class="hint">{t("It is withdrawn: so it would be, were it brought back.")}</p>
      )}
      {page.value === null && <Waiting trouble={page.trouble} reload={page.reload} />}
    </ReadersPage>
  );
}

/** Ask again, ever more seldom, while readers do not see yet what was saved last. */
function useAskedAgain(report: Report | null, reload: () => void): void {
  const [times, setTimes] = useState(0);
  const revision = report?.revision;
  useEffect(() => setTimes(0), [revision]);
  useEffect(() => {
    const isBehind = report && report.indexed_revision !== report.revision && !report.fault;
    const after = ASKED_AGAIN_AFTER[times];
    if (!isBehind || after === undefined) return;
    const waiting = setTimeout(() => {
      setTimes(times + 1);
      reload();
    }, after);
    return () => clearTimeout(waiting);
  }, [report, times, reload]);
}

function Deeds({ report, reload }: { readonly report: Report; readonly reload: () => void }) {
  const { editor } = useDesk();
  const [asked, setAsked] = useState<Deed | null>(null);
  const close = () => {
    setAsked(null);
    // Whoever gave up a deed may have done so because somebody came before.
    reload();
  };
  return (
    <>
      <DeedButtons report={report} deeds={deedsFor(report, editor.kind)} onDeed={setAsked} />
      {asked === "withdraw" && (
        <WithdrawDialog
          article={report.id}
          revision={report.revision}
          status={report.status}
          onDone={reload}
          onClose={close}
        />
      )}
      {asked !== null && asked !== "withdraw" && isDating(asked) && report.article && (
        <DatingDialog
          dating={asked}
          report={report}
          article={report.article}
          onDone={reload}
          onClose={close}
        />
      )}
    </>
  );
}

function isDating(deed: Deed): deed is "publish" | "schedule" | "hold" | "bring back" {
  return ["publish", "schedule", "hold", "bring back"].includes(deed);
}

/** Nothing of it can be read: it can be taken down all the same. */
function DamagedArticle(props: {
  readonly article: string;
  readonly revision: string;
  reload(): void;
}) {
  const { editor } = useDesk();
  const [isAsked, setAsked] = useState(false);
  if (editor.kind !== "desk") return null;
  return (
    <p class="deed-buttons">
      <button type="button" class="grave" onClick={() => setAsked(true)}>
        {t("Withdraw…")}
      </button>
      {isAsked && (
        <WithdrawDialog
          article={props.article}
          revision={props.revision}
          status="published"
          onDone={props.reload}
          onClose={() => setAsked(false)}
        />
      )}
    </p>
  );
}
