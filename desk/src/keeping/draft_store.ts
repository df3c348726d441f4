/** Drafts in IndexedDB: what is typed outlives a crash of tab, browser or machine. */

import type { KeptDraft, KeptDrafts } from "./kept_drafts.ts";

const DATABASE = "broadsheet-desk";
const DRAFTS = "drafts";
const VERSION = 1;

/** Drafts in the database of this origin. */
export class DraftStore implements KeptDrafts {
  #database: Promise<IDBDatabase> | null = null;

  async keep(draft: KeptDraft): Promise<void> {
    await this.#in("readwrite", (drafts) => drafts.put(draft));
  }

  async of(editor: string): Promise<readonly KeptDraft[]> {
    const all = await this.#in<KeptDraft[]>("readonly", (drafts) => drafts.getAll());
    const own = all.filter((draft) => draft.editor === editor);
    return own.sort((one, other) => other.keptAt.localeCompare(one.keptAt));
  }

  async drop(key: string): Promise<void> {
    await this.#in("readwrite", (drafts) => drafts.delete(key));
  }

  async #in<Result>(
    mode: IDBTransactionMode,
    ask: (drafts: IDBObjectStore) => IDBRequest,
  ): Promise<Result> {
    this.#database ??= opened();
    const transaction = (await this.#database).transaction(DRAFTS, mode);
    const request = ask(transaction.objectStore(DRAFTS));
    await ended(transaction);
    return request.result as Result;
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(DRAFTS, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("no database"));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("not kept"));
    transaction.onerror = () => reject(transaction.error ?? new Error("not kept"));
  });
}
