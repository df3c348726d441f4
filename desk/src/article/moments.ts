/** Moments in words, and the time on the clocks of the paper. */

import { language } from "../texts/texts.ts";

const DAY = 86_400_000;

/** Say a moment (RFC 3339) by date and time, as in the paper's own zone. */
export function momentText(moment: string, timeZone: string): string {
  const style = { dateStyle: "medium", timeStyle: "short", timeZone } as const;
  return new Intl.DateTimeFormat(language(), style).format(new Date(moment));
}

/** Return what clocks in a zone show at a moment, as `2026-11-28T06:00`. */
export function clockTime(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(moment);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

/**
 * Return the moments (RFC 3339) at which clocks in a zone show a time, the earlier first.
 *
 * There is none where the clocks go forward over it, and there are two where they go back.
 */
export function momentsAt(clock: string, timeZone: string): readonly string[] {
  const asIfUtc = Date.parse(`${clock}Z`);
  if (Number.isNaN(asIfUtc)) return [];
  const offsets = [-DAY, DAY].map((around) => {
    const moment = asIfUtc + around;
    return Date.parse(`${clockTime(new Date(moment), timeZone)}Z`) - moment;
  });
  const moments = [...new Set(offsets)].map((offset) => asIfUtc - offset);
  return moments
    .filter((moment) => clockTime(new Date(moment), timeZone) === clock)
    .sort((one, other) => one - other)
    .map((moment) => new Date(moment).toISOString().replace(".000", ""));
}
