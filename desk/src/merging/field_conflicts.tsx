/** Fields and pictures that both editors changed. */

import type { Illustration } from "../api/documents.ts";
import { prominenceText } from "../comparing/article_facts.ts";
import { markedText } from "../comparing/marked.ts";
import { MarkedText } from "../comparing/marked_text.tsx";
import type { SiteFacts } from "../facts.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { written } from "../time.ts";
import { Decision } from "./choices.tsx";
import { SINGLE_FIELDS, type SingleField, type Three } from "./fields.ts";
import { KEY_OF_MOMENT, keyOfField, keyOfPicture } from "./merge.ts";
import type { Choosing } from "./merging.tsx";
import { fieldText } from "./taken.ts";

/** What both changed beside the text, one decision each. */
export function FieldConflicts(choosing: Choosing) {
  const { site } = useDesk().facts;
  const { merged } = choosing;
  return (
    <>
      {merged.moment.kind === "conflict" && (
        <MomentDecision choosing={choosing} mine={merged.moment.mine ?? ""} />
      )}
      {SINGLE_FIELDS.map((name) => {
        const outcome = merged.fields[name];
        if (outcome.kind !== "conflict") return null;
        const text = (value: unknown) => valueText(name, value, site);
        return (
          <TextDecision
            key={name}
            id={keyOfField(name)}
            title={fieldText(name)}
            choosing={choosing}
            base={text(outcome.base)}
            mine={text(outcome.mine)}
            theirs={text(outcome.theirs)}
          />
        );
      })}
      {merged.pictures.map(({ id, outcome }) => {
        if (outcome.kind !== "conflict") return null;
        return (
          <TextDecision
            key={id}
            id={keyOfPicture(id)}
            title={t("Picture")}
            choosing={choosing}
            base={illustrationText(outcome.base)}
            mine={illustrationText(outcome.mine)}
            theirs={illustrationText(outcome.theirs)}
          />
        );
      })}
    </>
  );
}

/** Three texts, of which the two newer have their changes marked. */
function TextDecision(
  props: {
    readonly id: string;
    readonly title: string;
    readonly choosing: Choosing;
  } & Three<string>,
) {
  const none = <span class="hint">{t("nothing")}</span>;
  const changed = (text: string) => <MarkedText runs={markedText(props.base, text)} />;
  return (
    <Decision
      id={props.id}
      title={props.title}
      choosing={props.choosing}
      base={<p dir="auto">{props.base || none}</p>}
      mine={<p dir="auto">{props.mine || props.base ? changed(props.mine) : none}</p>}
      theirs={<p dir="auto">{props.theirs || props.base ? changed(props.theirs) : none}</p>}
    />
  );
}

function MomentDecision({
  choosing,
  mine,
}: {
  readonly choosing: Choosing;
  readonly mine: string;
}) {
  const { site } = useDesk().facts;
  const words: Readonly<Record<string, string>> = { now: t("At once"), hold: t("Held") };
  return (
    <Decision
      id={KEY_OF_MOMENT}
      title={t("When readers see it")}
      choosing={choosing}
      base={<p class="hint">{t("nothing")}</p>}
      mine={<p>{words[mine] ?? written(mine, site)}</p>}
      theirs={<p>{t("As it stands now")}</p>}
    />
  );
}

function valueText(name: SingleField, value: unknown, site: SiteFacts): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.join(", ");
  if (name === "section")
    return site.sections.find(({ slug }) => slug === value)?.name ?? `${value}`;
  if (name === "prominence") return prominenceText(value as "lead" | "normal" | "brief");
  if (typeof value === "object") return Object.values(value).filter(Boolean).join(" ");
  return `${value}`;
}

function illustrationText(image: Illustration | null): string {
  if (image === null) return t("(not shown)");
  const focus = image.focus?.map((part) => `${Math.round(part * 100)}%`).join(" / ");
  const alt = image.decorative ? t("Decorative") : image.alt;
  return [alt, image.caption, image.credit, focus].filter(Boolean).join(" · ");
}
