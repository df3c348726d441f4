/** Drafts in IndexedDB: what is typed outlives a crash of tab, browser or machine. */

import type { KeptDraft, KeptDrafts } from "./kept_drafts.ts";

const DATABASE = "broadsheet-desk";
const DRAFTS = "drafts";
const VERSION = 1;
/** Of drafts whose page was left before the database could have them, each by its key. */
const LAST_WORDS = "broadsheet.desk.last-words.";

/** Drafts in the database of this origin. */
export class DraftStore implements KeptDrafts {
  #database: Promise<IDBDatabase> | null = null;

  async keep(draft: KeptDraft): Promise<void> {
    await this.#in("readwrite", (drafts) => drafts.put(draft));
    // What was kept at once when the page was hidden is older than this.
    localStorage.removeItem(LAST_WORDS + draft.key);
  }

  keepAtOnce(draft: KeptDraft): void {
    try {
      localStorage.setItem(LAST_WORDS + draft.key, JSON.stringify(draft));
    } catch {
      // It is too long, or nothing is kept here: what the last pause kept has to do.
    }
  }

  async of(editor: string): Promise<readonly KeptDraft[]> {
    await this.#takeLastWords();
    const all = await this.#in<KeptDraft[]>("readonly", (drafts) => drafts.getAll());
    const own = all.filter((draft) => draft.editor === editor);
    return own.sort((one, other) => other.keptAt.localeCompare(one.keptAt));
  }

  async isAnothers(key: string, editor: string): Promise<boolean> {
    const kept = await this.#in<KeptDraft | undefined>("readonly", (drafts) => drafts.get(key));
    return kept !== undefined && kept.editor !== editor;
  }

  /** Take into the database what was kept at once. */
  async #takeLastWords(): Promise<void> {
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(LAST_WORDS))) {
      const last = JSON.parse(localStorage.getItem(name) ?? "null") as KeptDraft | null;
      if (last !== null) await this.keep(last);
      localStorage.removeItem(name);
    }
  }

  async drop(key: string): Promise<void> {
    localStorage.removeItem(LAST_WORDS + key);
    await this.#in("readwrite", (drafts) => drafts.delete(key));
  }

  async #in<Result>(
    mode: IDBTransactionMode,
    ask: (drafts: IDBObjectStore) => IDBRequest,
  ): Promise<Result> {
    const transaction = (await this.#opened()).transaction(DRAFTS, mode);
    const request = ask(transaction.objectStore(DRAFTS));
    // Or the browser gives it up with a page that is being left.
    transaction.commit();
    await ended(transaction);
    return request.result as Result;
  }

  /** Open the database; once it was closed from without, or did not open, it is opened anew. */
  #opened(): Promise<IDBDatabase> {
    const forget = () => {
      this.#database = null;
    };
    this.#database ??= opened(forget);
    this.#database.catch(forget);
    return this.#database;
  }
}

function opened(onClosed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(DRAFTS, { keyPath: "key" });
    request.onsuccess = () => {
      request.result.onclose = onClosed;
      resolve(request.result);
    };
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
