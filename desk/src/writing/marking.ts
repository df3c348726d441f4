/** Which faults and warnings are shown at which moment. */

import type { Draft } from "../draft.ts";
import type { Previewed } from "../seeing/previewing.ts";
import { distinct, type PlacedFault, placed, without } from "../sending/faults.ts";
import type { Marks } from "./field.tsx";

/** What is known of a draft: what sending found, what its preview found, and what was typed into. */
export interface Known {
  readonly draft: Draft;
  /** When it was sent last, and what was wrong with it then. */
  readonly sent: { readonly draft: Draft; readonly faults: readonly PlacedFault[] } | null;
  readonly previewed: Previewed | null;
  /** What the form showed at first. */
  readonly begun: Draft;
}

/**
 * Sort out what is shown.
 *
 * A fault that sending found stands until its field changes. What a preview finds is told gently,
 * and only of fields that somebody has changed; once something was refused it is told of all.
 */
export function marksOf({ draft, sent, previewed, begun }: Known): Marks {
  const faults = sent ? without(sent.faults, sent.draft, draft) : [];
  if (previewed === null) return { faults, hints: [], warnings: [] };
  const fresh = (found: readonly PlacedFault[]) => without(found, previewed.draft, draft);
  const found = fresh(placed(previewed.preview.faults, previewed.draft));
  const untouched = without(found, begun, previewed.draft);
  const hints = sent ? found : found.filter((fault) => !untouched.includes(fault));
  const warnings = fresh(placed(previewed.preview.warnings, previewed.draft));
  return { faults, hints: distinct(hints), warnings: distinct(warnings) };
}
