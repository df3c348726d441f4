/** What is asked of the API for a page: it is on its way, it is there, or it did not come. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { ProblemAnswer, SessionEnded, Unreachable } from "../api/client.ts";
import { t } from "../texts/texts.ts";

/** What has come of asking; while it is asked for again, what came before stays. */
export interface Loaded<Value> {
  readonly value: Value | null;
  readonly trouble: unknown;
  /** Ask again. */
  reload(): void;
}

/** Ask for something when the page begins, and whenever what it depends on changes. */
export function useLoaded<Value>(
  load: () => Promise<Value>,
  inputs: readonly unknown[],
): Loaded<Value> {
  const [value, setValue] = useState<Value | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isWanted = true;
    load()
      .then((came) => {
        if (!isWanted) return;
        setValue(came);
        setTrouble(null);
      })
      .catch((problem: unknown) => isWanted && setTrouble(problem));
    return () => {
      isWanted = false;
    };
  }, [...inputs, asked]);
  const reload = useCallback(() => setAsked((times) => times + 1), []);
  return { value, trouble, reload };
}

/** Say in words what did not come. */
export function troubleText(trouble: unknown): string {
  if (trouble instanceof ProblemAnswer) return problemText(trouble);
  if (trouble instanceof SessionEnded) return t("You have to sign in again.");
  if (trouble instanceof Unreachable) return t("Nothing answers. Nothing was changed or lost.");
  return t("Something failed that nobody foresaw: {what}", { what: String(trouble) });
}

/** Say in an editor's words what the API says in a program's; in its own where those are better. */
function problemText(problem: ProblemAnswer): string {
  switch (problem.status) {
    case 403:
      return t("Your account may not do this.");
    case 404:
      return t("There is nothing of this name.");
    case 410:
      return t("It was erased, by law. Nothing of it is left.");
    case 412:
      return t("Somebody saved this article meanwhile. Leave this, look at it, and do it again.");
    default:
      return problem.message || t("The paper cannot do this for now. Try again in a moment.");
  }
}

/** What did not come, with a way to ask again; or that it is on its way. */
export function Waiting(props: { readonly trouble: unknown; readonly reload: () => void }) {
  if (!props.trouble) return <p role="status">{t("Loading…")}</p>;
  return (
    <div class="trouble" role="alert">
      <p class="fault">{troubleText(props.trouble)}</p>
      <button type="button" onClick={props.reload}>
        {t("Try again")}
      </button>
    </div>
  );
}
