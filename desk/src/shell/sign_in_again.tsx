/** Asks an editor whose session has ended to sign in again, and leaves the page as it is. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { DeskFacts } from "../facts.ts";
import { OtherEditor, type Session } from "../identity/session.ts";
import { signInBeside } from "../identity/sign_in.ts";
import { t } from "../texts/texts.ts";

/** Have calls wait until the editor has signed in again, and let all of them go on at once. */
export function useSigningInAgain() {
  const waiting = useRef<(() => void)[]>([]);
  const [isWaiting, setWaiting] = useState(false);
  const signedIn = useCallback(
    () =>
      new Promise<void>((resolve) => {
        waiting.current.push(resolve);
        setWaiting(true);
      }),
    [],
  );
  const goOn = () => {
    setWaiting(false);
    for (const resolve of waiting.current.splice(0)) resolve();
  };
  return { isWaiting, signedIn, goOn };
}

export function SignInAgain({
  desk,
  session,
  onDone,
}: {
  readonly desk: DeskFacts;
  readonly session: Session;
  readonly onDone: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [fault, setFault] = useState("");
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const [shown, before] = [dialog.current, document.activeElement];
    shown?.showModal();
    return () => {
      shown?.close();
      // A dialog that is taken off the page gives the keyboard back to nobody.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const signIn = async () => {
    setFault("");
    setOpen(true);
    try {
      session.takeOver(await signInBeside(desk));
      onDone();
    } catch (problem) {
      setFault(faultOf(problem, session));
      setOpen(false);
    }
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="again-title"
      onCancel={(event) => event.preventDefault()}
      // A second Escape closes it whatever cancelling says, and calls wait for it.
      onClose={() => dialog.current?.showModal()}
    >
      <h2 id="again-title">{t("Your session has ended")}</h2>
      <p>{t("Sign in again in the window that opens. Nothing that you have typed is lost.")}</p>
      <p class="fault" role="alert">
        {fault}
      </p>
      <p class="hint" role="status">
        {isOpen && t("The page waits for that window. If it was closed, press again.")}
      </p>
      <button type="button" class="first" onClick={signIn}>
        {t("Sign in again")}
      </button>
    </dialog>
  );
}

function faultOf(problem: unknown, session: Session): string {
  if (!(problem instanceof OtherEditor)) return t("That did not work. Try again.");
  const { name } = session.editor;
  return t("That is somebody else's account. What is typed here is by {name}.", { name });
}
