/** Somebody saved the article meanwhile: both texts are put together, and what both changed is asked. */

import { useMemo, useState } from "preact/hooks";
import type { Report } from "../api/documents.ts";
import { nameOf } from "../article/deeds.ts";
import type { Draft } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { Title } from "../shell/title.tsx";
import { t } from "../texts/texts.ts";
import { written } from "../time.ts";
import { choicesOf, type Decided, decidedWith } from "./decided.ts";
import { FieldConflicts } from "./field_conflicts.tsx";
import { type Choice, type Choices, type Merged, merge, openKeys, resolve } from "./merge.ts";
import { PieceConflicts } from "./piece_conflicts.tsx";
import { takenTexts } from "./taken.ts";
import "./merging.css";

/** What Merging is told, and whom it tells what came of it. */
export interface MergingProps {
  /** What both began with. */
  readonly base: Draft;
  /** What the other editor saved. */
  readonly theirs: Report;
  /** What is not saved yet. */
  readonly mine: Draft;
  /** What was decided before, here or before a crash. */
  readonly decided: Decided | null;
  onDecided(decided: Decided): void;
  /** Both are one draft, to go on from what the other editor saved. */
  onMerged(draft: Draft, basedOn: string): void;
  onCancel(): void;
}

/** What the rooms of Merging share. */
export interface Choosing {
  readonly merged: Merged;
  readonly choices: Choices;
  /** Name of the other editor. */
  readonly other: string;
  choose(key: string, choice: Choice): void;
}

/** Two texts become one. */
export function Merging(props: MergingProps) {
  const { facts } = useDesk();
  const { base, theirs, mine } = props;
  const merged = useMemo(() => merge(base, theirs, mine), [base, theirs, mine]);
  const [choices, setChoices] = useState(() => choicesOf(props.decided, merged));
  const other = nameOf(theirs);
  const keys = openKeys(merged);
  const left = keys.filter((key) => !choices.has(key));
  const choosing: Choosing = {
    merged,
    choices,
    other,
    choose: (key, choice) => {
      const chosen = new Map([...choices, [key, choice]]);
      setChoices(chosen);
      props.onDecided(decidedWith(props.decided, merged, chosen));
    },
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const [first] = left;
    if (first === undefined) props.onMerged(resolve(merged, choices), theirs.revision);
    else document.getElementById(first)?.querySelector("input")?.focus();
  };
  return (
    <form class="merging" onSubmit={submit}>
      <Title text={t("Two of you wrote")} />
      <p>
        {t("{other} saved this article at {moment}, while you wrote. Nothing of yours is lost.", {
          other,
          moment: written(theirs.received_at, facts.site),
        })}
      </p>
      {theirs.withdrawal && (
        <p class="warned" role="alert">
          {t("{other} withdrew the article. If you save your text, it comes back.", { other })}
        </p>
      )}
      <Taken merged={merged} other={other} />
      <FieldConflicts {...choosing} />
      <PieceConflicts {...choosing} language={mine.language} />
      <p role="status">
        {left.length > 0
          ? t("{count} decision is left.|{count} decisions are left.", { count: left.length })
          : t("Everything is decided. You can go on writing before you save.")}
      </p>
      <p class="deed-buttons">
        <button type="submit" class="first">
          {left.length > 0 ? t("To the next decision") : t("Go on with both in one")}
        </button>
        <button type="button" onClick={props.onCancel}>
          {t("Back to my text as it is")}
        </button>
      </p>
    </form>
  );
}

function Taken({ merged, other }: { readonly merged: Merged; readonly other: string }) {
  const { mine, theirs } = takenTexts(merged);
  return (
    <dl class="facts taken">
      {theirs.length > 0 && (
        <div>
          <dt>{t("Taken from {other}", { other })}</dt>
          <dd>{theirs.join(", ")}</dd>
        </div>
      )}
      {mine.length > 0 && (
        <div>
          <dt>{t("Taken from you")}</dt>
          <dd>{mine.join(", ")}</dd>
        </div>
      )}
    </dl>
  );
}
