/** The page's own texts: English where they are used, and a catalogue for each other language. */

import { arabic } from "./ar.ts";
import { greek } from "./el.ts";
import { turkish } from "./tr.ts";

/** A text, or its forms by the plural category of `count` (Unicode CLDR). */
export type Translation = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Readonly<Record<string, Translation>>;
export type Language = "en" | "el" | "tr" | "ar";

export const LANGUAGES: Readonly<Record<Language, string>> = {
  en: "English",
  el: "Ελληνικά",
  tr: "Türkçe",
  ar: "العربية",
};
export const CATALOGUES: Readonly<Record<Exclude<Language, "en">, Catalogue>> = {
  el: greek,
  tr: turkish,
  ar: arabic,
};
const KEPT_AS = "broadsheet.desk.language";

let current: Language = "en";

/** Return the language that the page is in. */
export function language(): Language {
  return current;
}

/** Return the direction that the page is written in. */
export function direction(): "ltr" | "rtl" {
  return current === "ar" ? "rtl" : "ltr";
}

/** Take the language that the editor chose last, else that of the paper. */
export function beginIn(paper: string, kept: Storage): void {
  const wanted = kept.getItem(KEPT_AS) ?? paper.split("-")[0] ?? "en";
  current = wanted in LANGUAGES ? (wanted as Language) : "en";
}

/** Choose the language; the page has to be drawn anew. */
export function choose(chosen: Language, kept: Storage): void {
  current = chosen;
  kept.setItem(KEPT_AS, chosen);
}

/**
 * Return a text in the page's language.
 *
 * What stands in braces is replaced by the value of that name. A text with `{count}` may have
 * forms: then English has two, parted by a bar: `"{count} word|{count} words"`.
 */
export function t(english: string, values: Readonly<Record<string, string | number>> = {}): string {
  const found = current === "en" ? undefined : CATALOGUES[current][english];
  const text = found === undefined ? englishForm(english, values) : form(found, values);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function englishForm(english: string, values: Readonly<Record<string, string | number>>): string {
  const [one, other] = english.split("|");
  return (values.count === 1 ? one : (other ?? one)) ?? english;
}

function form(found: Translation, values: Readonly<Record<string, string | number>>): string {
  if (typeof found === "string") return found;
  const category = new Intl.PluralRules(current).select(Number(values.count ?? 0));
  return found[category] ?? found.other ?? "";
}
