/** What every room of the page works with. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ApiClient } from "../api/client.ts";
import type { Facts } from "../facts.ts";
import type { KeptDrafts } from "../keeping/kept_drafts.ts";

/** Who has signed in. */
export interface Editor {
  /** The name of the account, such as `anna`. */
  readonly account: string;
  /** As the desk reads it, such as Anna Pieri. */
  readonly name: string;
  /** What the page offers; what is allowed is the API's to say. */
  readonly kind: "desk" | "reader";
}

/** Something to tell the editor, read aloud too. */
export interface Message {
  readonly text: string;
  readonly kind: "done" | "wrong" | "note";
}

/** What every room of the page works with. */
export interface Desk {
  readonly facts: Facts;
  readonly editor: Editor;
  readonly api: ApiClient;
  readonly drafts: KeptDrafts;
  /** Tell the editor something; it stands until it is read or the next one comes. */
  say(message: Message): void;
}

export const DeskContext = createContext<Desk | null>(null);

/** Return what the page works with. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("this is no part of the desk's page");
  return desk;
}
