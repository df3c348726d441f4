/** The keyboard: what keys do where, told by `?`. */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../texts/texts.ts";

/** A key, or a chord with Ctrl or ⌘ as `Mod`, and what it does. */
export interface Shortcut {
  /** As `KeyboardEvent.key`, such as `n` or `Mod-s`; two after each other with a space: `g p`. */
  readonly keys: string;
  readonly does: string;
  readonly run: () => void;
}

const registered = new Set<readonly Shortcut[]>();
/** Milliseconds that the second key of two may take. */
const SOON = 1500;
let begun = { key: "", at: 0 };

/** Have these keys do something while a component is there. */
export function useKeys(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const own: readonly Shortcut[] = shortcuts.map((each, index) => ({
      ...each,
      run: () => latest.current[index]?.run(),
    }));
    registered.add(own);
    return () => {
      registered.delete(own);
    };
  }, [shortcuts.map((each) => each.keys).join()]);
}

function isTyped(event: KeyboardEvent): boolean {
  const place = event.target as HTMLElement | null;
  return place?.closest("input, textarea, select, [contenteditable=true]") !== null;
}

function chordOf(event: KeyboardEvent): string {
  const isMod = event.ctrlKey || event.metaKey;
  return `${isMod ? "Mod-" : ""}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
}

function follow(event: KeyboardEvent): void {
  const chord = chordOf(event);
  const isPlain = !chord.startsWith("Mod-");
  if (event.defaultPrevented || event.altKey || (isPlain && isTyped(event))) return;
  if (document.querySelector("dialog[open]")) return;
  const both = Date.now() - begun.at < SOON ? `${begun.key} ${chord}` : "";
  const all = [...registered].flat();
  const found = all.findLast((each) => each.keys === both || each.keys === chord);
  begun = { key: chord, at: Date.now() };
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Listens to the keyboard, and shows what it does. */
export function Keyboard() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<readonly Shortcut[]>([]);
  const show = () => {
    setShown([...registered].flat());
    dialog.current?.showModal();
  };
  useKeys([{ keys: "?", does: t("Show what keys do"), run: show }]);
  useEffect(() => {
    addEventListener("keydown", follow);
    return () => removeEventListener("keydown", follow);
  }, []);
  return (
    <>
      <button type="button" class="plain" onClick={show}>
        {t("Keys")} <kbd>?</kbd>
      </button>
      <dialog ref={dialog} aria-labelledby="keys-title">
        <h2 id="keys-title">{t("What keys do")}</h2>
        <dl class="keys">
          {shown.map((each) => (
            <div key={each.keys}>
              <dt>
                <kbd>{each.keys.replace("Mod", "Ctrl/⌘")}</kbd>
              </dt>
              <dd>{each.does}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit">{t("Close")}</button>
        </form>
      </dialog>
    </>
  );
}
