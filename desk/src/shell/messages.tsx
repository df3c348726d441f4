/** What the page tells its editor: the last thing, seen and heard. */

import { t } from "../texts/texts.ts";
import type { Message } from "./desk.ts";

/** Shows a message until it is closed or the next one comes; an error is read out at once. */
export function Messages({
  message,
  onClose,
}: {
  readonly message: Message | null;
  readonly onClose: () => void;
}) {
  return (
    <div class="messages">
      <div role="status">{message && message.kind !== "wrong" && <p>{message.text}</p>}</div>
      <div role="alert">{message?.kind === "wrong" && <p class="fault">{message.text}</p>}</div>
      {message && (
        <button type="button" class="plain" onClick={onClose}>
          {t("Close")}
        </button>
      )}
    </div>
  );
}
