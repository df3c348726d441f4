/** Whether readers see what was saved: found out by asking. */

/** What is asked. */
export interface Questions {
  /** Whether the paper's index has the revision. */
  indexed(): Promise<boolean>;
  /** Whether the article's public page answers; nothing where none is to be. */
  readonly answers: (() => Promise<boolean>) | null;
}

/** A clock. */
export interface Clock {
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

/** What was found out: what was asked last, and milliseconds until it was so. */
export interface Seen {
  readonly by: "page" | "index" | "nothing";
  readonly after: number;
}

/** Milliseconds between two questions, from the first on; the last is asked for as often again. */
const PAUSES = [100, 200, 300, 400, 1_000, 2_000, 3_000];
const LONGEST = 60_000;

/** Ask until readers see it, for a minute at most; failed questions are asked again. */
export async function whenSeen(questions: Questions, clock: Clock): Promise<Seen> {
  const began = clock.now();
  const elapsed = () => clock.now() - began;
  let isIndexed = false;
  for (let asked = 0; elapsed() < LONGEST; asked += 1) {
    isIndexed ||= await isSo(questions.indexed);
    if (isIndexed && questions.answers === null) return { by: "index", after: elapsed() };
    if (isIndexed && questions.answers && (await isSo(questions.answers)))
      return { by: "page", after: elapsed() };
    await clock.pause(PAUSES[Math.min(asked, PAUSES.length - 1)] ?? LONGEST);
  }
  return { by: isIndexed ? "index" : "nothing", after: elapsed() };
}

async function isSo(question: () => Promise<boolean>): Promise<boolean> {
  try {
    return await question();
  } catch {
    return false;
  }
}
