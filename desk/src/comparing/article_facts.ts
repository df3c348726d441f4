/** What two revisions of an article say otherwise beside their bodies. */

import type { ArticleDocument, Illustration } from "../api/documents.ts";
import type { SiteFacts } from "../facts.ts";
import { t } from "../texts/texts.ts";
import { wordsOf } from "./body_words.ts";
import { markedText, type Run } from "./marked.ts";

/** A fact of an article that changed. */
export interface ChangedFact {
  /** As the page names it, such as Section. */
  readonly name: string;
  /** What it was and what it is, marked. */
  readonly runs: readonly Run[];
  /** Id of the picture that it is about; nothing for a fact of the article. */
  readonly picture: string | null;
}

type Told = readonly [name: string, before: string, after: string];

/** Return what changed between two revisions, in the order of the page. */
export function changedFacts(
  before: ArticleDocument,
  after: ArticleDocument,
  site: SiteFacts,
): readonly ChangedFact[] {
  const was = factsOf(before, site);
  const is = factsOf(after, site);
  const facts = was.flatMap(([name, text, asWords], at): readonly ChangedFact[] => {
    const [, other] = is[at] as (typeof is)[number];
    if (text === other) return [];
    return [
      { name, runs: asWords ? markedText(text, other) : replaced(text, other), picture: null },
    ];
  });
  return [...facts, ...changedTags(before, after), ...changedPictures(before.images, after.images)];
}

function factsOf(
  article: ArticleDocument,
  site: SiteFacts,
): readonly (readonly [name: string, text: string, asWords: boolean])[] {
  const section = site.sections.find(({ slug }) => slug === article.section)?.name;
  const source = article.source ? [article.source.name, article.source.url] : [];
  return [
    [t("Headline"), article.headline, true],
    [t("Standfirst"), article.standfirst ?? "", true],
    [t("Byline"), article.byline.join(", "), false],
    [t("Section"), section ?? article.section, false],
    [t("Label"), article.label ?? "", false],
    [t("Prominence"), prominenceText(article.prominence), false],
    [t("Source"), source.filter(Boolean).join(" "), false],
    [t("Language"), article.language, false],
    [t("Translation of"), article.translation_of ?? "", false],
    [t("Address"), article.slug ?? "", false],
  ];
}

/** Say how prominent an article is. */
export function prominenceText(prominence: ArticleDocument["prominence"]): string {
  if (prominence === "lead") return t("Lead story");
  return prominence === "brief" ? t("Brief") : t("Story");
}

function replaced(before: string, after: string): readonly Run[] {
  const runs: Run[] = [
    { change: "removed", words: wordsOf(before) },
    { change: "added", words: wordsOf(after) },
  ];
  return runs.filter((run) => run.words.length > 0);
}

function changedTags(before: ArticleDocument, after: ArticleDocument): readonly ChangedFact[] {
  const removed = before.tags.filter((tag) => !after.tags.includes(tag));
  const added = after.tags.filter((tag) => !before.tags.includes(tag));
  if (removed.length + added.length === 0) return [];
  return [{ name: t("Tags"), runs: replaced(removed.join(", "), added.join(", ")), picture: null }];
}

function changedPictures(
  before: readonly Illustration[],
  after: readonly Illustration[],
): readonly ChangedFact[] {
  const ids = [...new Set([...before, ...after].map((image) => image.id))];
  const facts = ids.flatMap((id) => changedPicture(id, before, after));
  const order = (images: readonly Illustration[], others: readonly Illustration[]) =>
    images.filter(({ id }) => others.some((other) => other.id === id)).map(({ id }) => id);
  if (order(before, after).join() === order(after, before).join()) return facts;
  const runs = replaced("", t("They stand in another order."));
  return [...facts, { name: t("Pictures"), runs, picture: null }];
}

function changedPicture(
  id: string,
  before: readonly Illustration[],
  after: readonly Illustration[],
): readonly ChangedFact[] {
  const was = before.find((image) => image.id === id);
  const is = after.find((image) => image.id === id);
  if (!was || !is) {
    const told = pictureText((was ?? is) as Illustration);
    const runs = was ? replaced(told, "") : replaced("", told);
    return [{ name: t("Picture"), runs, picture: id }];
  }
  const facts: readonly Told[] = [
    [t("What the picture shows"), altText(was), altText(is)],
    [t("Caption"), was.caption ?? "", is.caption ?? ""],
    [t("Credit"), was.credit ?? "", is.credit ?? ""],
    [t("Middle of the picture"), focusText(was), focusText(is)],
  ];
  return facts
    .filter(([, text, other]) => text !== other)
    .map(([name, text, other]) => ({ name, runs: markedText(text, other), picture: id }));
}

/** Say what a picture shows and what stands below it, in one line. */
export function pictureText(image: Illustration): string {
  return [altText(image), image.caption, image.credit].filter(Boolean).join(" · ");
}

function altText(image: Illustration): string {
  return image.decorative ? t("Decorative") : (image.alt ?? "");
}

function focusText({ focus }: Illustration): string {
  return focus ? focus.map((part) => `${Math.round(part * 100)}%`).join(" / ") : "";
}
