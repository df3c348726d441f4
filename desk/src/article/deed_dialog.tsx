/** A deed is asked for once more, in words, before it is done. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ProblemAnswer } from "../api/client.ts";
import { troubleText } from "../shell/loaded.tsx";
import { t } from "../texts/texts.ts";

/** A dialog over the page. It stays open, with what is wrong, until the deed is done. */
export function DeedDialog(props: {
  readonly title: string;
  /** On the button that does it. */
  readonly deed: string;
  readonly isGrave?: boolean;
  readonly children: ComponentChildren;
  run(): Promise<void>;
  onClose(): void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isRunning) return;
    setRunning(true);
    try {
      await props.run();
      dialog.current?.close();
    } catch (problem) {
      setTrouble(problem);
      setRunning(false);
    }
  };
  return (
    <dialog ref={dialog} class="deed-dialog" aria-labelledby={title} onClose={props.onClose}>
      <form onSubmit={submit}>
        <h2 id={title}>{props.title}</h2>
        {props.children}
        {trouble !== null && <DeedTrouble trouble={trouble} />}
        <p class="deed-buttons">
          <button type="submit" class={props.isGrave ? "grave" : "first"} aria-disabled={isRunning}>
            {isRunning ? t("Working…") : props.deed}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {t("Leave it as it is")}
          </button>
        </p>
      </form>
    </dialog>
  );
}

function DeedTrouble({ trouble }: { readonly trouble: unknown }) {
  const faults = trouble instanceof ProblemAnswer ? trouble.faults : [];
  return (
    <div role="alert" class="fault">
      <p>{troubleText(trouble)}</p>
      {faults.length > 0 && (
        <ul>
          {faults.map(({ pointer, detail }) => (
            <li key={pointer + detail}>
              <code>{pointer}</code> {detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
