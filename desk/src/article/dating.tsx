/** When readers see an article: at once, at a time, or not yet; without opening the editor. */

import { useId, useState } from "preact/hooks";
import { sendAgain } from "../api/articles.ts";
import type { ArticleDocument, Report } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { DeedDialog } from "./deed_dialog.tsx";
import { clockTime, momentsAt, momentText } from "./moments.ts";

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
  const zone = facts.site.time_zone;
  const [clock, setClock] = useState(() => firstOffered(props.report, zone));
  const [moment] = momentsAt(clock, zone);
  const words = wordsFor(props, zone);
  const named = {
    publish: { publish_at: "now" },
    hold: { publish_at: "hold" },
    schedule: { publish_at: moment ?? clock },
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
      {props.dating === "schedule" && (
        <ClockField clock={clock} zone={zone} city={facts.site.city} onClock={setClock} />
      )}
    </DeedDialog>
  );
}

/** Offer the time that it has, else the next full hour. */
function firstOffered(report: Report, zone: string): string {
  if (report.publish_at) return clockTime(new Date(report.publish_at), zone);
  return `${clockTime(new Date(Date.now() + 3_600_000), zone).slice(0, 14)}00`;
}

function wordsFor({ dating, report }: DatingProps, zone: string) {
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
              moment: momentText(report.publish_at, zone),
            })
          : t("It comes back as it was: held, and not seen by readers."),
        done: t("The article is back."),
      };
  }
}

function ClockField(props: {
  readonly clock: string;
  readonly zone: string;
  readonly city: string;
  onClock(clock: string): void;
}) {
  const id = useId();
  const moments = momentsAt(props.clock, props.zone);
  const isMissing = props.clock !== "" && moments.length === 0;
  return (
    <p class="field">
      <label for={id}>{t("Date and time in {city}", { city: props.city })}</label>
      <input
        id={id}
        type="datetime-local"
        required
        value={props.clock}
        aria-invalid={isMissing}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          const field = event.currentTarget;
          props.onClock(field.value);
          const gone = field.value !== "" && momentsAt(field.value, props.zone).length === 0;
          field.setCustomValidity(gone ? t("The clocks go forward over this time.") : "");
        }}
      />
      <span id={`${id}-hint`} class={isMissing ? "fault" : "hint"}>
        {isMissing && t("The clocks go forward over this time.")}
        {moments.length > 1 && t("The clocks show this time twice; the first time is meant.")}
        {moments.length === 1 && momentText(moments[0] as string, props.zone)}
      </span>
    </p>
  );
}
