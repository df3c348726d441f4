/** When a preview is made: a second after the last key, the newest draft only. */

import type { Preview } from "../api/documents.ts";
import type { Draft } from "../draft.ts";

/** Milliseconds after the last key. */
export const PAUSE = 1_000;

/** What a previewing is told by. */
export interface Previewed {
  readonly draft: Draft;
  readonly preview: Preview;
}

/** Has previews made, one at a time. */
export class Previewing {
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | null = null;
  private readonly ask: (draft: Draft, signal: AbortSignal) => Promise<Preview>;
  private readonly onPreview: (previewed: Previewed) => void;
  private readonly onTrouble: (problem: unknown) => void;

  constructor(
    ask: (draft: Draft, signal: AbortSignal) => Promise<Preview>,
    onPreview: (previewed: Previewed) => void,
    onTrouble: (problem: unknown) => void,
  ) {
    this.ask = ask;
    this.onPreview = onPreview;
    this.onTrouble = onTrouble;
  }

  /** Take a draft; it is shown once nothing is typed for a second. */
  typed(draft: Draft): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.show(draft), PAUSE);
  }

  /** Show a draft at once; an older one that is asked for is dropped. */
  async show(draft: Draft): Promise<void> {
    this.stop();
    const asked = new AbortController();
    this.asked = asked;
    try {
      const preview = await this.ask(draft, asked.signal);
      if (!asked.signal.aborted) this.onPreview({ draft, preview });
    } catch (problem) {
      if (!asked.signal.aborted) this.onTrouble(problem);
    }
  }

  /** Ask for nothing any more. */
  stop(): void {
    clearTimeout(this.waiting);
    this.asked?.abort();
  }
}
