/** A field of the form, with its hint, its count, and all that is wrong with it. */

import type { ComponentChildren } from "preact";
import { fieldId, type PlacedFault } from "../sending/faults.ts";
import { language, t } from "../texts/texts.ts";

/** What is wrong with the draft, by field. */
export interface Marks {
  /** Refused when it was sent: these are to be mended. */
  readonly faults: readonly PlacedFault[];
  /** Of the preview, for fields that somebody has typed into. */
  readonly hints: readonly PlacedFault[];
  /** What readers do not get as it was written. */
  readonly warnings: readonly PlacedFault[];
}

/** What a field's element is told, so that who does not see it hears its faults. */
export interface Described {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

/** Describe the element of a field. */
export function described(anchor: string, marks: Marks, hasHint = false): Described {
  const id = fieldId(anchor);
  const isAt = (mark: PlacedFault) => mark.anchor === anchor;
  const isMarked = [...marks.faults, ...marks.hints, ...marks.warnings].some(isAt);
  const ids = [...(hasHint ? [`${id}-hint`] : []), ...(isMarked ? [`${id}-marks`] : [])];
  return {
    id,
    "aria-invalid": marks.faults.some(isAt),
    "aria-describedby": ids.join(" ") || undefined,
  };
}

/** Shows what is wrong with a field. */
export function MarksOf({ anchor, marks }: { readonly anchor: string; readonly marks: Marks }) {
  const isAt = (mark: PlacedFault) => mark.anchor === anchor;
  const faults = marks.faults.filter(isAt);
  const details = faults.map(({ detail }) => detail);
  const hints = marks.hints.filter((hint) => isAt(hint) && !details.includes(hint.detail));
  const warnings = marks.warnings.filter(isAt);
  return (
    <div id={`${fieldId(anchor)}-marks`} class="marks">
      {faults.map((mark) => (
        <Mark key={mark.detail} mark={mark} kind="fault" />
      ))}
      {hints.map((mark) => (
        <Mark key={mark.detail} mark={mark} kind="gentle" />
      ))}
      {warnings.map((mark) => (
        <Mark key={mark.detail} mark={mark} kind="warned" />
      ))}
    </div>
  );
}

function Mark({ mark, kind }: { readonly mark: PlacedFault; readonly kind: string }) {
  return (
    <p class={kind}>
      {kind === "warned" && <strong>{t("Readers get it otherwise:")} </strong>}
      <Detail mark={mark} />
    </p>
  );
}

/** What the API says of it: in English, and said to be. */
export function Detail({ mark }: { readonly mark: PlacedFault }) {
  if (mark.isOwn || language() === "en") return <>{mark.detail}</>;
  return (
    <span lang="en" dir="ltr">
      {mark.detail}
    </span>
  );
}

/** A field with its label. */
export function Field(props: {
  readonly anchor: string;
  readonly label: string;
  readonly marks: Marks;
  readonly hint?: string | undefined;
  readonly count?: string | undefined;
  readonly children: ComponentChildren;
}) {
  const id = fieldId(props.anchor);
  return (
    <div class="field">
      <p class="field-head">
        <label for={id}>{props.label}</label>
        {props.count && <span class="hint">{props.count}</span>}
      </p>
      {props.hint && (
        <p id={`${id}-hint`} class="hint">
          {props.hint}
        </p>
      )}
      {props.children}
      <MarksOf anchor={props.anchor} marks={props.marks} />
    </div>
  );
}

/** A field of text, of one line or of more. */
export function TextField(props: {
  readonly anchor: string;
  readonly label: string;
  readonly marks: Marks;
  readonly value: string;
  readonly hint?: string;
  readonly count?: string;
  readonly rows?: number;
  readonly type?: "text" | "url";
  readonly language?: string;
  readonly suggestions?: readonly string[];
  readonly spellcheck?: boolean;
  onValue(value: string): void;
}) {
  const { anchor, marks, suggestions, onValue } = props;
  const list = suggestions ? `${fieldId(anchor)}-suggestions` : undefined;
  const shared = {
    ...described(anchor, marks, Boolean(props.hint)),
    value: props.value,
    lang: props.language,
    dir: props.type === "url" ? ("ltr" as const) : ("auto" as const),
    spellcheck: props.spellcheck ?? true,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      onValue(event.currentTarget.value),
  };
  return (
    <Field {...props}>
      {props.rows ? (
        <textarea {...shared} rows={props.rows} />
      ) : (
        <input {...shared} type="text" list={list} autocomplete="off" />
      )}
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

/** A field with a choice. */
export function ChoiceField<Value extends string>(props: {
  readonly anchor: string;
  readonly label: string;
  readonly marks: Marks;
  readonly value: Value;
  readonly hint?: string;
  readonly choices: readonly (readonly [Value, string])[];
  onValue(value: Value): void;
}) {
  const { anchor, marks, choices } = props;
  return (
    <Field {...props}>
      <select
        {...described(anchor, marks, Boolean(props.hint))}
        value={props.value}
        onChange={(event) => props.onValue(event.currentTarget.value as Value)}
      >
        {choices.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
