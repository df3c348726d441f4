/** When readers are to see it: now, at a time in the paper's zone, or not yet. */

import { useState } from "preact/hooks";
import type { Report } from "../api/documents.ts";
import type { PublishAt } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { inWords, momentOfWall, nextHour, wallTime } from "../time.ts";
import { described, Field, type Marks, MarksOf } from "../writing/field.tsx";
import { choicesFor, NO_TIME, type When, whenOf } from "./when.ts";

interface WhenProps {
  readonly publishAt: PublishAt;
  readonly report: Report | null;
  readonly marks: Marks;
  onPublishAt(moment: PublishAt): void;
}

/** The choice of the moment. */
export function WhenField(props: WhenProps) {
  const { publishAt, report, marks, onPublishAt } = props;
  const { facts } = useDesk();
  const when = whenOf(publishAt, report);
  const [clock, setClock] = useState(() =>
    when === "at" && publishAt ? wallTime(new Date(publishAt), facts.site.time_zone) : "",
  );
  const setTime = (typed: string) => {
    setClock(typed);
    const moment = momentOfWall(typed, facts.site.time_zone);
    const isThere = moment !== null && moment.oddity !== "skipped";
    onPublishAt(isThere ? moment.instant.toISOString().replace(".000", "") : NO_TIME);
  };
  const choose = (chosen: When) => {
    if (chosen === "at") setTime(clock || nextHour(facts.site.time_zone));
    else onPublishAt(chosen === "as it is" ? null : chosen);
  };
  return (
    <fieldset class="when">
      <legend>{t("When readers see it")}</legend>
      {choicesFor(report).map((each) => (
        <label key={each} class="choice">
          <input type="radio" name="when" checked={when === each} onChange={() => choose(each)} />
          <span>{choiceText(each, report)}</span>
        </label>
      ))}
      {when === "at" ? (
        <Clock clock={clock} marks={marks} onClock={setTime} />
      ) : (
        <MarksOf anchor="publish_at" marks={marks} />
      )}
    </fieldset>
  );
}

function choiceText(when: When, report: Report | null): string {
  switch (when) {
    case "now":
      return t("Now");
    case "at":
      return t("At a time");
    case "hold":
      return t("Not yet: hold it for the desk");
    case "as it is":
      return standingText(report);
  }
}

function standingText(report: Report | null): string {
  if (report?.status === "published") return t("At once; its date stays as it is");
  if (report?.status === "scheduled") return t("At its time, as before");
  return t("As before");
}

function Clock(props: {
  readonly clock: string;
  readonly marks: Marks;
  onClock(clock: string): void;
}) {
  const { site } = useDesk().facts;
  const moment = momentOfWall(props.clock, site.time_zone);
  return (
    <Field
      anchor="publish_at"
      label={t("Date and time in {city}", { city: site.city })}
      marks={props.marks}
    >
      <input
        {...described("publish_at", props.marks, false)}
        type="datetime-local"
        value={props.clock}
        onInput={(event) => props.onClock(event.currentTarget.value)}
      />
      <p class="in-words" aria-live="polite">
        {moment?.oddity === "skipped" && t("The clocks go forward over this time: choose another.")}
        {moment?.oddity !== "skipped" && moment && inWords(moment.instant, new Date(), site)}
        {moment?.oddity === "twice" && ` ${t("The clocks show it twice; the first is meant.")}`}
      </p>
    </Field>
  );
}
