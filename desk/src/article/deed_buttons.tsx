/** The buttons of what can be done with an article. */

import type { Report } from "../api/documents.ts";
import { articleHash } from "../shell/router.ts";
import { t } from "../texts/texts.ts";
import type { Deed } from "./deeds.ts";

/** Links to writing, buttons that ask once more, and the history. */
export function DeedButtons(props: {
  readonly report: Report;
  readonly deeds: readonly Deed[];
  onDeed(deed: Deed): void;
}) {
  const { report, deeds } = props;
  return (
    <nav class="deeds" aria-label={t("What to do with it")}>
      {deeds.map((deed, at) => {
        const look = at === 0 ? "first" : deed === "withdraw" ? "grave" : "";
        if (deed === "correct" || deed === "change") {
          return (
            <a key={deed} class={`button ${look}`} href={articleHash(report.id, deed)}>
              {deedText(deed, report)}
            </a>
          );
        }
        return (
          <button key={deed} type="button" class={look} onClick={() => props.onDeed(deed)}>
            {deedText(deed, report)}
          </button>
        );
      })}
      <a class="button" href={articleHash(report.id, "history")}>
        {t("History")}
      </a>
    </nav>
  );
}

function deedText(deed: Deed, { status }: Report): string {
  switch (deed) {
    case "correct":
      return t("Correct");
    case "change":
      return status === "published" ? t("Change silently") : t("Go on writing");
    case "publish":
      return t("Publish now…");
    case "schedule":
      return status === "scheduled" ? t("Another time…") : t("Set a time…");
    case "hold":
      return t("Hold…");
    case "bring back":
      return t("Bring back…");
    case "withdraw":
      return status === "withdrawn" ? t("Withdraw otherwise…") : t("Withdraw…");
  }
}
