/** All that is to be mended, with links to the fields. */

import { t } from "../texts/texts.ts";
import { Detail } from "../writing/field.tsx";
import { fieldId, type PlacedFault } from "./faults.ts";

/** Put the keyboard where something is to be mended; what is folded away opens. */
export function goToField(anchor: string): void {
  const place = document.getElementById(fieldId(anchor));
  if (!place) return;
  const folded = place.closest("details");
  if (folded) folded.open = true;
  const isTypedInto = place.matches("input, select, textarea");
  const editor = isTypedInto ? null : place.querySelector<HTMLElement>("[contenteditable=true]");
  (editor ?? place).focus();
  place.scrollIntoView({ block: "center" });
}

/** The list of faults, read out when it comes. */
export function FaultSummary(props: {
  readonly faults: readonly PlacedFault[];
  readonly labels: (anchor: string) => string;
}) {
  const { faults } = props;
  if (faults.length === 0) return null;
  const follow = (event: Event, anchor: string) => {
    // The hash is the page's route: a link to a field must not become one.
    event.preventDefault();
    goToField(anchor);
  };
  return (
    <div class="fault-summary" role="alert">
      <h2>
        {t("{count} thing to mend before it is sent|{count} things to mend before it is sent", {
          count: faults.length,
        })}
      </h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.anchor + fault.detail}>
            <a href={`#${fieldId(fault.anchor)}`} onClick={(event) => follow(event, fault.anchor)}>
              {props.labels(fault.anchor)}
            </a>
            {": "}
            <Detail mark={fault} />
          </li>
        ))}
      </ul>
    </div>
  );
}
