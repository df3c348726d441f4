/** An article as a list shows it: what, where, when and by whom. */

import type { Listed } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { articleHash, type ListedStatus } from "../shell/router.ts";
import { t } from "../texts/texts.ts";
import { distance, inWords, written } from "../time.ts";

/** Say when readers see it, or since when it is as it is. */
function whenOf(listed: Listed, status: ListedStatus, site: Parameters<typeof written>[1]): string {
  const moment = new Date(listed.placed_at ?? 0);
  if (status === "scheduled") return inWords(moment, new Date(), site);
  return written(moment, site);
}

export function ArticleRow({
  listed,
  status,
}: {
  readonly listed: Listed;
  readonly status: ListedStatus;
}) {
  const { facts } = useDesk();
  const section = facts.site.sections.find(({ slug }) => slug === listed.section);
  const moment = listed.placed_at ?? "";
  return (
    <li>
      <p class="what">
        <a href={articleHash(listed.id)}>
          <bdi>{listed.headline}</bdi>
        </a>
      </p>
      <p class="hint">
        <span class="section">{section?.name ?? listed.section}</span>{" "}
        <time dateTime={moment}>{whenOf(listed, status, facts.site)}</time>
        {listed.received_at && (
          <>
            {" · "}
            {t("saved {distance}", {
              distance: distance(new Date(listed.received_at), new Date()),
            })}
          </>
        )}
        {listed.contributor_name && (
          <>
            {" · "}
            <bdi>{listed.contributor_name}</bdi>
          </>
        )}
      </p>
    </li>
  );
}
