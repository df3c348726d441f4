/** How a headline will stand on the front, and in how many lines. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Draft } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";

/** A card as the front has it: in its face and at its measure, the lead's at half its size. */
export function HeadlineCard({ draft }: { readonly draft: Draft }) {
  const { facts } = useDesk();
  const headline = useRef<HTMLParagraphElement>(null);
  const [lines, setLines] = useState(0);
  useLayoutEffect(() => setLines(linesOf(headline.current)), [draft.headline, draft.prominence]);
  const isOpinion = draft.label !== null && facts.site.opinion_labels.includes(draft.label);
  if (!draft.headline) return null;
  const section = facts.site.sections.find(({ slug }) => slug === draft.section);
  return (
    <figure class="front-card-frame">
      <figcaption class="hint">
        {t("On the front, in a wide window:")} {t("{count} line|{count} lines", { count: lines })}
      </figcaption>
      <div
        class={`front-card ${draft.prominence}${isOpinion ? " opinion" : ""}`}
        lang={draft.language}
        dir="auto"
      >
        <p class="hint">
          {draft.label && <strong>{draft.label} </strong>}
          {section?.name}
        </p>
        <p class="front-headline" ref={headline}>
          {draft.headline}
        </p>
        {draft.standfirst && draft.prominence !== "brief" && (
          <p class="front-standfirst">{draft.standfirst}</p>
        )}
      </div>
    </figure>
  );
}

function linesOf(element: HTMLElement | null): number {
  if (!element?.textContent) return 0;
  const height = Number.parseFloat(getComputedStyle(element).lineHeight);
  return Math.round(element.getBoundingClientRect().height / height);
}
