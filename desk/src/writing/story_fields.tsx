/** The fields of the story itself: headline, standfirst, section, names and tags. */

import { useEffect, useState } from "preact/hooks";
import { readSuggestions } from "../api/articles.ts";
import type { Suggestions } from "../api/documents.ts";
import type { Draft } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { ChoiceField, type Marks, TextField } from "./field.tsx";
import { HeadlineCard } from "./headline_card.tsx";
import { labelOf } from "./labels.ts";
import { TokenField } from "./token_field.tsx";

const NO_PICTURE = () => 0;
const label = (anchor: string) => labelOf(anchor, NO_PICTURE);
const NONE: Suggestions = { bylines: [], tags: [] };

interface StoryProps {
  readonly draft: Draft;
  readonly marks: Marks;
  onChange(change: Partial<Draft>): void;
}

/** The fields above the text. */
export function StoryFields({ draft, marks, onChange }: StoryProps) {
  const { site } = useDesk().facts;
  const count = [...draft.headline].length;
  const sections = site.sections.map(({ slug, name }) => [slug, name] as const);
  const isKnown = site.sections.some(({ slug }) => slug === draft.section);
  return (
    <>
      <TextField
        anchor="headline"
        label={label("headline")}
        count={t("{count} character|{count} characters", { count })}
        marks={marks}
        language={draft.language}
        value={draft.headline}
        rows={2}
        onValue={(headline) => onChange({ headline: headline.replace(/\s*\n\s*/g, " ") })}
      />
      <HeadlineCard draft={draft} />
      <TextField
        anchor="standfirst"
        label={label("standfirst")}
        hint={t("One or two sentences below the headline")}
        marks={marks}
        language={draft.language}
        value={draft.standfirst ?? ""}
        rows={3}
        onValue={(standfirst) => onChange({ standfirst: standfirst || null })}
      />
      <ChoiceField
        anchor="section"
        label={label("section")}
        marks={marks}
        value={draft.section}
        choices={isKnown ? sections : [[draft.section, draft.section], ...sections]}
        onValue={(section) => onChange({ section })}
      />
      <Names draft={draft} marks={marks} onChange={onChange} />
    </>
  );
}

function Names({ draft, marks, onChange }: StoryProps) {
  const { api, facts } = useDesk();
  const [suggestions, setSuggestions] = useState(NONE);
  useEffect(() => {
    // Without suggestions one types: nothing is said of it.
    readSuggestions(api).then(
      ({ document }) => setSuggestions(document),
      () => undefined,
    );
  }, [api]);
  const bylines = [...new Set([...facts.site.authors, ...suggestions.bylines])];
  return (
    <>
      <TokenField
        anchor="byline"
        label={label("byline")}
        hint={t("Names; Enter or a comma ends one. Nobody named: {newsroom}", {
          newsroom: facts.site.newsroom,
        })}
        marks={marks}
        tokens={draft.byline}
        suggestions={bylines}
        onTokens={(byline) => onChange({ byline })}
      />
      <TokenField
        anchor="tags"
        label={label("tags")}
        hint={t("Enter or a comma ends one")}
        marks={marks}
        tokens={draft.tags}
        suggestions={suggestions.tags}
        onTokens={(tags) => onChange({ tags })}
      />
    </>
  );
}
