/** What the desk knows of an article. */

import type { ComponentChildren } from "preact";
import type { Report } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { inWords, written } from "../time.ts";
import { labelOfPointer } from "../writing/labels.ts";
import { nameOf } from "./deeds.ts";

/** Status, address, who and when, and whatever is not as it should be. */
export function ArticleFacts({ report }: { readonly report: Report }) {
  const { facts } = useDesk();
  const moment = (at: string) => written(at, facts.site);
  const section = facts.site.sections.find(({ slug }) => slug === report.article?.section);
  return (
    <>
      <Troubles report={report} />
      <dl class="facts">
        <Fact name={t("Status")}>{statusText(report)}</Fact>
        {report.publish_at && report.status !== "withdrawn" && (
          <Fact name={report.status === "scheduled" ? t("Readers see it from") : t("Published")}>
            <time dateTime={report.publish_at}>
              {report.status === "scheduled"
                ? inWords(new Date(report.publish_at), new Date(), facts.site)
                : moment(report.publish_at)}
            </time>
          </Fact>
        )}
        {report.withdrawal && <WithdrawalFacts report={report} />}
        <Fact name={t("Saved last")}>
          <span dir="auto">{nameOf(report)}</span>,{" "}
          <time dateTime={report.received_at}>{moment(report.received_at)}</time>
        </Fact>
        {report.url && report.status === "published" && (
          <Fact name={t("Readers find it at")}>
            <a href={report.url} target="_blank" rel="noopener">
              {decodedPath(report.url)}
            </a>
          </Fact>
        )}
        <SeenFact report={report} />
        {report.article && (
          <Fact name={t("Section")}>{section?.name ?? report.article.section}</Fact>
        )}
        {report.article && (
          <Fact name={t("Byline")}>
            <span dir="auto">{report.article.byline.join(", ") || facts.site.newsroom}</span>
          </Fact>
        )}
        {report.article && report.article.tags.length > 0 && (
          <Fact name={t("Tags")}>
            <span dir="auto">{report.article.tags.join(", ")}</span>
          </Fact>
        )}
      </dl>
      {report.corrections.length > 0 && (
        <>
          <h2 class="rubric">{t("Corrections")}</h2>
          <ul class="corrections">
            {report.corrections.map((each) => (
              <li key={each.at}>
                <time class="hint" dateTime={each.at}>
                  {moment(each.at)}
                </time>
                <p dir="auto">{each.text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Fact(props: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function WithdrawalFacts({ report }: { readonly report: Report }) {
  const { withdrawal } = report;
  if (!withdrawal) return null;
  return (
    <>
      <Fact name={t("Readers find")}>
        {withdrawal.as === "gone"
          ? t("that it was withdrawn")
          : t("nothing, as if it had never been")}
      </Fact>
      {withdrawal.reason && (
        <Fact name={t("Reason")}>
          <span dir="auto">{withdrawal.reason}</span>
        </Fact>
      )}
      {withdrawal.keeps_pictures && (
        <Fact name={t("Pictures")}>{t("They stay where they are.")}</Fact>
      )}
    </>
  );
}

/** Whether readers have what was saved last: what the index says, and nothing guessed. */
function SeenFact({ report }: { readonly report: Report }) {
  if (report.fault) return null;
  const isThere = report.indexed_revision === report.revision;
  return (
    <Fact name={t("On its way")}>
      <span role="status">
        {isThere
          ? t("Readers’ pages have what was saved last.")
          : t("Readers’ pages have not taken it up yet.")}
      </span>
    </Fact>
  );
}

function Troubles({ report }: { readonly report: Report }) {
  return (
    <>
      {report.fault && (
        <div class="index-fault" role="alert">
          <p class="fault">
            {t("Readers do not get what was saved last ({revision}): {reason}", {
              revision: report.fault.revision,
              reason: report.fault.reason,
            })}
          </p>
          <p class="hint">
            {report.indexed_revision
              ? t("They see {revision} still. An engineer has to look at it.", {
                  revision: report.indexed_revision,
                })
              : t("They see nothing of it yet. An engineer has to look at it.")}
          </p>
        </div>
      )}
      {report.warnings.length > 0 && (
        <div class="warned">
          <p>{t("Readers do not get everything as it was sent:")}</p>
          <ul>
            {report.warnings.map(({ pointer, detail }) => (
              <li key={pointer + detail}>
                {labelOfPointer(pointer)}: {detail}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Say the status of an article. */
export function statusText({ status }: Pick<Report, "status">): string {
  switch (status) {
    case "held":
      return t("Held");
    case "scheduled":
      return t("Scheduled");
    case "published":
      return t("Published");
    case "withdrawn":
      return t("Withdrawn");
    default:
      return status;
  }
}

function decodedPath(url: string): string {
  const { pathname } = new URL(url);
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}
