/** What an editor has decided of a merge: it is kept with the draft until both are one. */

import { type Draft, isSame } from "../draft.ts";
import type { Choice, Choices } from "./merge.ts";

/** Decisions, and the two texts that they are about. */
export interface Decided {
  /** What the other editor saved. */
  readonly revision: string;
  readonly mine: Draft;
  readonly choices: readonly (readonly [key: string, choice: Choice])[];
}

/** Return the decisions that were made of these very texts. */
export function choicesOf(decided: Decided | null, revision: string, mine: Draft): Choices {
  const fits = decided?.revision === revision && isSame(decided.mine, mine);
  return new Map(fits ? decided.choices : []);
}
