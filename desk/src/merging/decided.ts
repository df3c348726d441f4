/** What an editor has decided of a merge: it is kept with the draft until both are one. */

import { SINGLE_FIELDS } from "./fields.ts";
import {
  type Choice,
  type Choices,
  KEY_OF_MOMENT,
  keyOfField,
  keyOfPicture,
  keyOfPiece,
  type Merged,
} from "./merge.ts";

/** Each decision, and the texts that it is about. */
export type Decided = readonly (readonly [about: string, choice: Choice])[];

/** Return what each key is about: the same wherever it stands, another once either text changes. */
function abouts(merged: Merged): readonly (readonly [key: string, about: string])[] {
  const about = (what: unknown) => JSON.stringify(what);
  return [
    [KEY_OF_MOMENT, about(["moment", merged.moment])],
    ...SINGLE_FIELDS.map((name) => [keyOfField(name), about([name, merged.fields[name]])] as const),
    ...merged.pictures.map(({ id, outcome }) => [keyOfPicture(id), about([id, outcome])] as const),
    ...merged.pieces.map((piece, at) => [keyOfPiece(at), about(["piece", piece])] as const),
  ];
}

/** Return the decisions that were made of these very texts. */
export function choicesOf(decided: Decided | null, merged: Merged): Choices {
  const known = new Map(decided ?? []);
  return new Map(
    abouts(merged).flatMap(([key, about]) => {
      const choice = known.get(about);
      return choice === undefined ? [] : [[key, choice] as const];
    }),
  );
}

/** Add decisions to those of before, which stay: a text may be taken back to what it was. */
export function decidedWith(decided: Decided | null, merged: Merged, choices: Choices): Decided {
  const made = abouts(merged).flatMap(([key, about]) => {
    const choice = choices.get(key);
    return choice === undefined ? [] : [[about, choice] as const];
  });
  return [...new Map([...(decided ?? []), ...made])];
}
