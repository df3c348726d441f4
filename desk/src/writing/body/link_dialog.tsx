/** Where a link leads: its address, checked before it comes into the text. */

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../texts/texts.ts";
import { type FoundLink, readAddress } from "./links.ts";

/** What the dialog is about. */
export interface LinkDialogProps {
  readonly link: FoundLink;
  /** Told the address and the text; no address takes the link away. */
  onDone(address: string | null, text: string): void;
  onCancel(): void;
}

/** Ask where a link leads. */
export function LinkDialog({ link, onDone, onCancel }: LinkDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [address, setAddress] = useState(link.address);
  const [text, setText] = useState(link.text);
  const [fault, setFault] = useState("");
  const id = useId();
  // At once, so that the next key is typed into it.
  useLayoutEffect(() => dialog.current?.showModal(), []);
  // The page beneath takes the focus only once the dialog is closed.
  const done = (chosen: string | null, shown: string) => {
    dialog.current?.close();
    onDone(chosen, shown);
  };
  const send = (event: Event) => {
    event.preventDefault();
    const read = readAddress(address);
    if (read === null) {
      setFault(
        t(
          "No page has this address. Write one such as https://example.com/page or name@example.com.",
        ),
      );
      dialog.current?.querySelector("input")?.focus();
    } else done(read, text.trim() || read.replace(/^(https?:\/\/|mailto:|tel:)/, ""));
  };
  return (
    <dialog ref={dialog} class="link-dialog" aria-labelledby={`${id}-title`} onClose={onCancel}>
      <form onSubmit={send} noValidate>
        <h2 id={`${id}-title`}>{link.address ? t("Change the link") : t("Make a link")}</h2>
        <label for={`${id}-address`}>{t("Address")}</label>
        <input
          id={`${id}-address`}
          type="text"
          inputMode="url"
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          value={address}
          aria-invalid={fault !== ""}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
        {fault && (
          <p id={`${id}-fault`} class="fault" role="alert">
            {fault}
          </p>
        )}
        <label for={`${id}-text`}>{t("Text of the link")}</label>
        <input
          id={`${id}-text`}
          type="text"
          dir="auto"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div class="link-deeds">
          <button type="submit" class="first">
            {t("Set the link")}
          </button>
          {link.address && (
            <button type="button" onClick={() => done(null, link.text)}>
              {t("Take the link away")}
            </button>
          )}
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {t("Cancel")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
