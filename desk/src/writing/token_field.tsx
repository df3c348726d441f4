/** A field of names: each stands by itself and can be taken out; others are suggested. */

import { useRef, useState } from "preact/hooks";
import { fieldId } from "../sending/faults.ts";
import { t } from "../texts/texts.ts";
import { described, Field, type Marks } from "./field.tsx";
import { matching, withTyped } from "./tokens.ts";

interface TokenFieldProps {
  readonly anchor: string;
  readonly label: string;
  readonly hint: string;
  readonly marks: Marks;
  readonly tokens: readonly string[];
  readonly suggestions: readonly string[];
  onTokens(tokens: readonly string[]): void;
}

/** A combobox with a list (ARIA 1.2), and the names that were chosen before it. */
export function TokenField(props: TokenFieldProps) {
  const { anchor, tokens } = props;
  const field = useTokens(props);
  const list = `${fieldId(anchor)}-list`;
  return (
    <Field {...props}>
      <div class="tokens">
        <ul class="chosen" aria-label={props.label}>
          {tokens.map((token) => (
            <li key={token}>
              <bdi>{token}</bdi>
              <button
                type="button"
                class="plain"
                aria-label={t("Remove {name}", { name: token })}
                onClick={() => field.remove(token)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
        <input
          {...described(anchor, props.marks, true)}
          ref={field.input}
          type="text"
          role="combobox"
          dir="auto"
          autocomplete="off"
          aria-autocomplete="list"
          aria-expanded={field.shown.length > 0}
          aria-controls={list}
          aria-activedescendant={field.at >= 0 ? `${list}-${field.at}` : undefined}
          value={field.typed}
          onInput={(event) => field.type(event.currentTarget.value)}
          onKeyDown={field.press}
          onFocus={() => field.open(true)}
          onClick={() => field.open(true)}
          onBlur={field.leave}
        />
        <div id={list} role="listbox" aria-label={props.label} hidden={field.shown.length === 0}>
          {field.shown.map((name, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
            <div
              key={name}
              id={`${list}-${at}`}
              role="option"
              tabIndex={-1}
              dir="auto"
              aria-selected={at === field.at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => field.add(name)}
            >
              {name}
            </div>
          ))}
        </div>
      </div>
    </Field>
  );
}

function useTokens({ tokens, suggestions, onTokens }: TokenFieldProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const shown = isOpen ? matching(suggestions, tokens, typed) : [];
  const add = (name: string) => {
    if (name.trim()) onTokens(withTyped(tokens, name));
    setTyped("");
    setAt(-1);
    // A list that stayed open would lie over the next field, and take the click that was meant for it.
    setOpen(false);
  };
  const remove = (name: string) => {
    onTokens(tokens.filter((token) => token !== name));
    input.current?.focus();
  };
  const type = (value: string) => {
    setAt(-1);
    if (/[,،\n]/.test(value)) add(value);
    else {
      setTyped(value);
      setOpen(true);
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const to = steered(event.key, at, shown.length);
    if (to !== null) {
      setOpen(true);
      setAt(to);
    } else if (event.key === "Enter" && (typed.trim() || at >= 0)) add(shown[at] ?? typed);
    else if (event.key === "Escape" && shown.length > 0) setOpen(false);
    else if (event.key === "Backspace" && typed === "" && tokens.length > 0) {
      onTokens(tokens.slice(0, -1));
    } else if (event.key !== "Enter") return;
    event.preventDefault();
  };
  const leave = () => {
    add(typed);
    setOpen(false);
  };
  return { typed, at, shown, input, add, remove, type, press, leave, open: setOpen };
}

/** Return which suggestion an arrow leads to; -1 is what is typed, nothing where it is no arrow. */
function steered(key: string, at: number, count: number): number | null {
  if (key === "ArrowDown") return at + 1 < count ? at + 1 : -1;
  if (key === "ArrowUp") return at >= 0 ? at - 1 : count - 1;
  return null;
}
