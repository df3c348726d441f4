/** The fields that most articles leave as they are. */

import type { Draft } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { language, t } from "../texts/texts.ts";
import { ChoiceField, type Marks, TextField } from "./field.tsx";
import { labelOf } from "./labels.ts";

interface MoreProps {
  readonly draft: Draft;
  readonly marks: Marks;
  onChange(change: Partial<Draft>): void;
}

const NO_PICTURE = () => 0;
const label = (anchor: string) => labelOf(anchor, NO_PICTURE);

/** Label, prominence, language, source, translation and address. */
export function MoreFields({ draft, marks, onChange }: MoreProps) {
  const { site } = useDesk().facts;
  return (
    <details class="more-fields">
      <summary>{t("Label, prominence, language, source, address")}</summary>
      <TextField
        anchor="label"
        label={label("label")}
        hint={t("What kind of story it is, such as Analysis; some labels mark opinion")}
        marks={marks}
        value={draft.label ?? ""}
        suggestions={site.opinion_labels}
        onValue={(text) => onChange({ label: text || null })}
      />
      <ChoiceField
        anchor="prominence"
        label={label("prominence")}
        marks={marks}
        value={draft.prominence}
        choices={[
          ["lead", t("Lead: it leads the front for a day at most")],
          ["normal", t("Normal")],
          ["brief", t("Brief: among the briefs")],
        ]}
        onValue={(prominence) => onChange({ prominence })}
      />
      <ChoiceField
        anchor="language"
        label={label("language")}
        marks={marks}
        value={draft.language}
        choices={languages(site.languages, draft.language)}
        onValue={(chosen) => onChange({ language: chosen })}
      />
      <SourceFields draft={draft} marks={marks} onChange={onChange} />
      <TextField
        anchor="translation_of"
        label={label("translation_of")}
        hint={t("The id of the original, if it is a translation")}
        marks={marks}
        spellcheck={false}
        value={draft.translation_of ?? ""}
        onValue={(text) => onChange({ translation_of: text.trim() || null })}
      />
      <TextField
        anchor="slug"
        label={label("slug")}
        hint={t("Made of the headline where nothing stands here")}
        marks={marks}
        spellcheck={false}
        value={draft.slug ?? ""}
        onValue={(text) => onChange({ slug: text.trim() || null })}
      />
    </details>
  );
}

function SourceFields({ draft, marks, onChange }: MoreProps) {
  const { name, url } = draft.source ?? { name: "", url: null };
  const set = (source: { readonly name: string; readonly url: string | null }) =>
    onChange({ source: source.name || source.url ? source : null });
  return (
    <>
      <TextField
        anchor="source-name"
        label={label("source-name")}
        hint={t("Who the story comes from, such as an agency")}
        marks={marks}
        value={name}
        onValue={(text) => set({ name: text, url })}
      />
      <TextField
        anchor="source-url"
        label={label("source-url")}
        type="url"
        marks={marks}
        spellcheck={false}
        value={url ?? ""}
        onValue={(text) => set({ name, url: text.trim() || null })}
      />
    </>
  );
}

/** Name languages in the page's language and in their own. */
function languages(offered: readonly string[], chosen: string): readonly [string, string][] {
  const here = new Intl.DisplayNames(language(), { type: "language" });
  return [...new Set([...offered, chosen])].map((tag) => {
    const own = new Intl.DisplayNames(tag, { type: "language" }).of(tag);
    const named = here.of(tag) ?? tag;
    return [tag, own && own !== named ? `${named} · ${own}` : named];
  });
}
