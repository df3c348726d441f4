/** Time: moments in the paper's own zone, and in words. */

import type { SiteFacts } from "./facts.ts";
import { language, t } from "./texts/texts.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment that a clock on the wall shows. */
export interface WallMoment {
  readonly instant: Date;
  /** "skipped": no clock shows it, since it is put forward there; "twice": it is put back. */
  readonly oddity: "skipped" | "twice" | null;
}

/** Write what a clock in a zone shows, as a field of the type datetime-local has it. */
export function wallTime(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(instant);
  const named = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${named.year}-${named.month}-${named.day}T${named.hour}:${named.minute}`;
}

/**
 * Find the moment at which clocks in a zone show something; nothing if that is no date.
 *
 * Where clocks are put back, the first of the two; where they are put forward, as much later.
 */
export function momentOfWall(wall: string, zone: string): WallMoment | null {
  const naive = Date.parse(`${wall}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(naive)) return null;
  const offsets = [naive - DAY, naive + DAY].map((near) => offsetAt(near, zone));
  const found = [...new Set(offsets.map((offset) => naive - offset))]
    .filter((moment) => wallTime(new Date(moment), zone) === wall)
    .sort((one, other) => one - other);
  const [first] = found;
  if (first === undefined) {
    return { instant: new Date(naive - (offsets[0] ?? 0)), oddity: "skipped" };
  }
  return { instant: new Date(first), oddity: found.length > 1 ? "twice" : null };
}

/** Return the next full hour as a clock in a zone shows it. */
export function nextHour(zone: string): string {
  return `${wallTime(new Date(Date.now() + HOUR), zone).slice(0, 14)}00`;
}

function offsetAt(moment: number, zone: string): number {
  const minute = Math.floor(moment / MINUTE) * MINUTE;
  return Date.parse(`${wallTime(new Date(minute), zone)}:00Z`) - minute;
}

/** Write a moment: day and time in the paper's zone. */
export function written(moment: string | Date, site: SiteFacts): string {
  return new Intl.DateTimeFormat(language(), {
    timeZone: site.time_zone,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(moment));
}

/** Say a moment: "tomorrow, Friday, 06:00 in Nicosia, in 14 hours". */
export function inWords(instant: Date, now: Date, site: SiteFacts): string {
  const zone = { timeZone: site.time_zone } as const;
  const days = dayNumber(instant, site) - dayNumber(now, site);
  const weekday = new Intl.DateTimeFormat(language(), { ...zone, weekday: "long" });
  const date = new Intl.DateTimeFormat(language(), { ...zone, dateStyle: "long" });
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const time = new Intl.DateTimeFormat(language(), { ...zone, ...clock });
  const near = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  const day =
    Math.abs(days) <= 1
      ? `${near.format(days, "day")}${comma()} ${weekday.format(instant)}`
      : `${weekday.format(instant)}${comma()} ${date.format(instant)}`;
  return t("{day}, {time} in {city}, {distance}", {
    day,
    time: time.format(instant),
    city: site.city,
    distance: distance(instant, now),
  });
}

/** Say how far a moment is from now: "in 14 hours", "3 minutes ago". */
export function distance(moment: Date, now: Date): string {
  const between = moment.getTime() - now.getTime();
  const far = Math.abs(between);
  const near = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  if (far < MINUTE) return near.format(Math.round(between / 1000), "second");
  if (far < HOUR) return near.format(Math.round(between / MINUTE), "minute");
  if (far < 2 * DAY) return near.format(Math.round(between / HOUR), "hour");
  return near.format(Math.round(between / DAY), "day");
}

function comma(): string {
  return language() === "ar" ? "،" : ",";
}

function dayNumber(instant: Date, site: SiteFacts): number {
  return Date.parse(`${wallTime(instant, site.time_zone).slice(0, 10)}T00:00Z`) / DAY;
}
