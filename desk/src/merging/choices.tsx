/** One decision between two editors. */

import type { ComponentChildren } from "preact";
import { t } from "../texts/texts.ts";
import type { Choice } from "./merge.ts";
import type { Choosing } from "./merging.tsx";

/** A side by side of what was and what each made of it, with the choice below. */
export function Decision(props: {
  readonly id: string;
  readonly title: string;
  readonly choosing: Choosing;
  readonly base: ComponentChildren;
  readonly mine: ComponentChildren;
  readonly theirs: ComponentChildren;
  /** Whether both can stand, one after the other. */
  readonly offersBoth?: boolean;
  readonly children?: ComponentChildren;
}) {
  const { choosing, id } = props;
  const sides = [
    { name: t("As it was"), text: props.base },
    { name: t("Yours"), text: props.mine },
    { name: t("By {other}", { other: choosing.other }), text: props.theirs },
  ];
  return (
    <fieldset class="decision" id={id}>
      <legend>{props.title}</legend>
      <div class="sides">
        {sides.map(({ name, text }) => (
          <div key={name}>
            <p class="side-name">{name}</p>
            {text}
          </div>
        ))}
      </div>
      <p class="picked">
        <Option id={id} choice="mine" text={t("Take yours")} choosing={choosing} />
        <Option
          id={id}
          choice="theirs"
          text={t("Take that by {other}", { other: choosing.other })}
          choosing={choosing}
        />
        {props.offersBoth && (
          <Option id={id} choice="both" text={t("Take both, yours first")} choosing={choosing} />
        )}
      </p>
      {props.children}
    </fieldset>
  );
}

function Option(props: {
  readonly id: string;
  readonly choice: Choice & string;
  readonly text: string;
  readonly choosing: Choosing;
}) {
  const { choices, choose } = props.choosing;
  return (
    <label>
      <input
        type="radio"
        name={props.id}
        checked={choices.get(props.id) === props.choice}
        onChange={() => choose(props.id, props.choice)}
      />
      {props.text}
    </label>
  );
}
