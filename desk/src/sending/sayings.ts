/** What the API says of a field, in the language of the page: the API itself speaks English. */

import { t } from "../texts/texts.ts";

type Parts = Readonly<Record<string, string>>;

/** Of each saying that an editor can meet at this page: how it is known, and how the page says it. */
const SAYINGS: readonly (readonly [known: RegExp, said: (parts: Parts) => string])[] = [
  [/^is (missing|empty): /, () => t("Nothing is written here.")],
  [/^has nothing to read in it: /, () => t("Nothing is left of it that a page may show.")],
  [
    /^is (?<length>\d+) characters long; at most (?<most>\d+) are allowed/,
    (parts) => t("It is {length} characters long; at most {most} fit.", parts),
  ],
  [
    /^has (?<length>\d+) elements; at most (?<most>\d+)/,
    (parts) => t("There are {length} of them; at most {most} fit.", parts),
  ],
  [
    /^has more than \d+ HTML tags/,
    () => t("The text has more markup than a page bears: make it simpler."),
  ],
  [/^has no letter or digit /, () => t("It needs a letter or a digit.")],
  [
    /^is not a slug: .* such as “(?<example>[^”]+)”/,
    (parts) =>
      t("Write small letters from a to z, digits and single hyphens, such as {example}.", parts),
  ],
  [
    /^is not the address of a page: /,
    () => t("It is not the address of a page: that begins with https:// or http://."),
  ],
  [/^is not the id of an article: /, () => t("It is not the name of an article at the desk.")],
  [
    /^is the same name as “(?<name>.*)” and was left out$/,
    (parts) => t("It is the same name as {name} and was left out.", parts),
  ],
  [/^is not ready: /, () => t("The picture is not ready yet.")],
  [/^was refused: /, () => t("The picture was refused: send another.")],
  [/^is the id of no picture; /, () => t("The picture is not there.")],
  [/^is taken down, /, () => t("It is taken down, and readers do not see it.")],
  [/^was erased, /, () => t("It was erased, and readers do not see it.")],
  [
    /^\d+ pictures? (was|were) left out of the body: the first of images stands above it$/,
    () => t("The first picture stands above the text already; in the text it is left out."),
  ],
];

/** Return what the API says in words of the page; nothing where it says what no editor meets here. */
export function inWordsOfThePage(detail: string): string | null {
  for (const [known, said] of SAYINGS) {
    const found = known.exec(detail);
    if (found) return said(found.groups ?? {});
  }
  return null;
}
