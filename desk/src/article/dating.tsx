/** When readers see an article: at once, at a time, or not yet; without opening the editor. */

import { useId, useState } from "preact/hooks";
import { sendAgain } from "../api/articles.ts";
import type { ArticleDocument, Report } from "../api/documents.ts";
import type { SiteFacts } from "../facts.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { inWords, momentOfWall, nextHour, wallTime, written } from "../time.ts";
import { DeedDialog } from "./deed_dialog.tsx";

/** What is asked for. */
export type Dating = "publish" | "schedule" | "hold" | "bring back";

interface DatingProps {
  readonly dating: Dating;
  readonly report: Report;
  /** What is sent again. */
  readonly article: ArticleDocument;
  onDone(): void;
  onClose(): void;
}

/** Ask once more when readers are to see an article, and send it again with that. */
export function DatingDialog(props: DatingProps) {
  const { api, say, facts } = useDesk();
  const [wall, setWall] = useState(() => firstOffered(props.report, facts.site.time_zone));
  const moment = momentOfWall(wall, facts.site.time_zone);
  const words = wordsFor(props, facts.site);
  const named = {
    publish: { publish_at: "now" },
    hold: { publish_at: "hold" },
    schedule: { publish_at: moment?.instant.toISOString() ?? wall },
    "bring back": {},
  }[props.dating];
  const run = async () => {
    await sendAgain(api, props.report.id, props.article, props.report.revision, named);
    say({ kind: "done", text: words.done });
    props.onDone();
  };
  return (
    <DeedDialog title={words.title} deed={words.deed} run={run} onClose={props.onClose}>
      {words.told && <p>{words.told}</p>}
      {props.dating === "schedule" && <WallField wall={wall} site={facts.site} onWall={setWall} />}
    </DeedDialog>
  );
}

/** Offer the time that it has, else the next full hour. */
function firstOffered(report: Report, zone: string): string {
  return report.publish_at ? wallTime(new Date(report.publish_at), zone) : nextHour(zone);
}

function wordsFor({ dating, report }: DatingProps, site: SiteFacts) {
  switch (dating) {
    case "publish":
      return {
        title: t("Publish this article now?"),
        deed: t("Publish it"),
        told: t("Readers see it a moment later."),
        done: t("The article is published."),
      };
    case "hold":
      return {
        title: t("Hold this article?"),
        deed: t("Hold it"),
        told: t("It loses its time, and readers do not see it until somebody publishes it."),
        done: t("The article is held."),
      };
    case "schedule":
      return {
        title: t("When are readers to see it?"),
        deed: t("Set the time"),
        told: "",
        done: t("The time is set."),
      };
    case "bring back":
      return {
        title: t("Bring this article back?"),
        deed: t("Bring it back"),
        told: report.publish_at
          ? t("Readers find it again as it was, with its date: {moment}.", {
              moment: written(report.publish_at, site),
            })
          : t("It comes back as it was: held, and not seen by readers."),
        done: t("The article is back."),
      };
  }
}

function WallField(props: {
  readonly wall: string;
  readonly site: SiteFacts;
  onWall(wall: string): void;
}) {
  const id = useId();
  const moment = momentOfWall(props.wall, props.site.time_zone);
  return (
    <p class="field">
      <label for={id}>{t("Date and time in {city}", { city: props.site.city })}</label>
      <input
        id={id}
        type="datetime-local"
        required
        value={props.wall}
        aria-describedby={`${id}-hint`}
        onInput={(event) => props.onWall(event.currentTarget.value)}
      />
      <span id={`${id}-hint`} class="hint">
        {moment && inWords(moment.instant, new Date(), props.site)}{" "}
        {moment?.oddity === "skipped" &&
          t("The clocks go forward over this time; as much later is meant.")}
        {moment?.oddity === "twice" &&
          t("The clocks show this time twice; the first time is meant.")}
      </span>
    </p>
  );
}
