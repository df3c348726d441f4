/** Where the subject of a picture is: by click, or by arrow keys. */

import { t } from "../texts/texts.ts";
import { type Point, steered, within } from "./picture_order.ts";

const MIDDLE: Point = [0.5, 0.5];

/** A picture with a point that crops keep. */
export function FocusField(props: {
  readonly address: string | undefined;
  readonly focus: Point | null;
  readonly number: number;
  onFocus(focus: Point | null): void;
}) {
  const { address, focus, number, onFocus } = props;
  if (address === undefined) return <p class="hint">{t("The picture is on its way.")}</p>;
  const [across, down] = focus ?? MIDDLE;
  const press = (event: KeyboardEvent) => {
    const to = steered([across, down], event.key, event.shiftKey);
    if (to !== null) onFocus(to);
    else if (event.key === "Delete" || event.key === "Backspace") onFocus(null);
    else return;
    event.preventDefault();
  };
  const point = (event: MouseEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const part = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    onFocus([within(part[0] ?? 0), within(part[1] ?? 0)]);
  };
  return (
    <div class="focus-field">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the point on it is moved by keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the point on it is moved by keys */}
      <div class="focus-picture" dir="ltr" onClick={point}>
        <img src={address} alt={t("Picture {number}", { number })} />
        <button
          type="button"
          class="focus-point"
          style={{ left: `${across * 100}%`, top: `${down * 100}%` }}
          aria-label={t("Subject of picture {number}: {across} % across, {down} % down", {
            number,
            across: Math.round(across * 100),
            down: Math.round(down * 100),
          })}
          onClick={(event) => event.stopPropagation()}
          onKeyDown={press}
        />
      </div>
      <p class="hint">
        {focus === null
          ? t("Click on what matters in it, or move the point by arrow keys: crops keep it.")
          : t("Crops keep this point; Delete puts it back.")}
      </p>
    </div>
  );
}
