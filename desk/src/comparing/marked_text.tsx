/** Texts with their changes, to be seen and to be heard. */

import { t } from "../texts/texts.ts";
import type { Word } from "./body_words.ts";
import type { Change, MarkedParagraph, Run } from "./marked.ts";
import "./comparing.css";

/** A text with what was added and what was removed. */
export function MarkedText({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <>
      {runs.map((run, at) => [
        at > 0 ? " " : "",
        <Marked key={`${at}`} change={run.change}>
          {told(run, runs[at - 1], runs[at + 1])}
        </Marked>,
      ])}
    </>
  );
}

/** What was added or removed, said to whoever does not see it. */
export function Marked(props: {
  readonly change: Change;
  readonly children: preact.ComponentChildren;
}) {
  if (props.change === "added") {
    return (
      <ins>
        <bdi class="unseen">{t("added:")} </bdi>
        {props.children}
        <bdi class="unseen"> {t("(end of what was added)")}</bdi>
      </ins>
    );
  }
  if (props.change === "removed") {
    return (
      <del>
        <bdi class="unseen">{t("removed:")} </bdi>
        {props.children}
        <bdi class="unseen"> {t("(end of what was removed)")}</bdi>
      </del>
    );
  }
  return <>{props.children}</>;
}

/** Paragraphs with their changes; many in a row that did not change are folded away. */
export function MarkedBody(props: {
  readonly paragraphs: readonly MarkedParagraph[];
  /** Of the text: BCP 47. */
  readonly language: string;
  readonly pictureText: (id: string) => string;
}) {
  return (
    <div class="marked-body" lang={props.language} dir="auto">
      {parted(props.paragraphs).map((part, at) => {
        const paragraphs = part.map((paragraph, place) => (
          <MarkedBlock key={`${place}`} paragraph={paragraph} pictureText={props.pictureText} />
        ));
        if (part.length <= MOST_SHOWN || !part.every(isUnchanged)) return paragraphs;
        return (
          <details key={`${at}`}>
            <summary>
              {t("{count} unchanged paragraph|{count} unchanged paragraphs", {
                count: part.length,
              })}
            </summary>
            {paragraphs}
          </details>
        );
      })}
    </div>
  );
}

/** Paragraphs in a row that did not change and are shown all the same. */
const MOST_SHOWN = 3;

function parted(paragraphs: readonly MarkedParagraph[]): readonly (readonly MarkedParagraph[])[] {
  const parts: MarkedParagraph[][] = [];
  for (const paragraph of paragraphs) {
    const last = parts.at(-1);
    const [first] = last ?? [];
    if (last && first && isUnchanged(first) === isUnchanged(paragraph)) last.push(paragraph);
    else parts.push([paragraph]);
  }
  return parts;
}

function isUnchanged({ change, formerKind, runs }: MarkedParagraph): boolean {
  return change === null && formerKind === null && runs.every((run) => run.change === null);
}

function MarkedBlock(props: {
  readonly paragraph: MarkedParagraph;
  readonly pictureText: (id: string) => string;
}) {
  const { change, kind, formerKind, runs, picture } = props.paragraph;
  const name = kindText(kind);
  const former = formerKind === null ? "" : kindText(formerKind) || t("paragraph");
  return (
    <p class={`is-${kind}`}>
      {formerKind !== null && (
        <bdi class="hint">
          {t("{former} became {kind}:", { former, kind: name || t("paragraph") })}{" "}
        </bdi>
      )}
      {formerKind === null && name && kind !== "h2" && kind !== "h3" && kind !== "h4" && (
        <bdi class="hint">{name}: </bdi>
      )}
      {picture === null ? (
        <MarkedText runs={runs} />
      ) : (
        <Marked change={change}>{props.pictureText(picture)}</Marked>
      )}
    </p>
  );
}

function kindText(kind: string): string {
  const names: Readonly<Record<string, string>> = {
    blockquote: t("quotation"),
    caption: t("caption"),
    dd: t("definition"),
    dt: t("term"),
    figcaption: t("caption"),
    h2: t("heading"),
    h3: t("subheading"),
    h4: t("minor heading"),
    img: t("picture"),
    li: t("list item"),
    pre: t("preformatted"),
    summary: t("summary"),
    td: t("cell"),
    th: t("heading cell"),
  };
  return names[kind] ?? "";
}

function lookText(look: string): string {
  const names: Readonly<Record<string, string>> = {
    b: t("bold"),
    strong: t("bold"),
    em: t("italic"),
    i: t("italic"),
    del: t("struck out"),
    s: t("struck out"),
    code: t("code"),
    kbd: t("code"),
    samp: t("code"),
    ins: t("underlined"),
    u: t("underlined"),
    mark: t("highlighted"),
    q: t("quoted"),
    small: t("small"),
    sub: t("lowered"),
    sup: t("raised"),
  };
  return [...new Set(look.split(" ").map((each) => names[each] ?? ""))].filter(Boolean).join(", ");
}

/** Write the words of a run; where the same words stand opposite, what tells them apart too. */
function told(run: Run, before: Run | undefined, after: Run | undefined): string {
  const opposite = run.change === "added" ? before : after;
  const text = textOf(run.words);
  if (run.change === null || !opposite?.change || textOf(opposite.words) !== text) return text;
  return run.words
    .map((word, at) => {
      const other = opposite.words[at] as Word;
      const look = word.look === other.look ? "" : lookText(word.look);
      const link = word.link === other.link ? "" : word.link;
      return [word.text, ...[look, link].filter(Boolean).map((note) => `[${note}]`)].join(" ");
    })
    .join(" ");
}

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(" ");
}
