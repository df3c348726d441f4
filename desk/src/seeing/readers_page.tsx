/** A page as readers get it, as wide as a telephone or a desktop. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../texts/texts.ts";
import "./seeing.css";

const WIDTHS = { phone: 390, desktop: 1280 } as const;
type Width = keyof typeof WIDTHS;
/** Pixels of the line around the page, on both sides. */
const FRAME = 2;

/** Shows a page, or why there is none; the page runs no scripts and leads nowhere. */
export function ReadersPage(props: {
  readonly page: string | null;
  /** What there is to know of it. */
  readonly children: ComponentChildren;
}) {
  const [width, setWidth] = useState<Width>("phone");
  return (
    <section class="readers-page" aria-labelledby="readers-page-title">
      <div class="readers-page-head">
        <h2 id="readers-page-title" class="rubric">
          {t("As readers will see it")}
        </h2>
        <fieldset class="widths">
          <legend class="unseen">{t("Width")}</legend>
          <WidthChoice width="phone" chosen={width} label={t("Phone")} onChoose={setWidth} />
          <WidthChoice width="desktop" chosen={width} label={t("Desktop")} onChoose={setWidth} />
        </fieldset>
      </div>
      {props.children}
      {props.page !== null && <Frame page={props.page} width={WIDTHS[width]} />}
    </section>
  );
}

function WidthChoice(props: {
  readonly width: Width;
  readonly chosen: Width;
  readonly label: string;
  onChoose(width: Width): void;
}) {
  return (
    <label class="width">
      <input
        type="radio"
        name="readers-width"
        checked={props.chosen === props.width}
        onChange={() => props.onChoose(props.width)}
      />
      {props.label}
    </label>
  );
}

/** A window of a width of its own, made smaller where there is less room. */
function Frame({ page, width }: { readonly page: string; readonly width: number }) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number>(width);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? width));
    if (place.current) watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [width]);
  const scale = Math.min(1, room / width);
  return (
    <div ref={place} class="preview-place" style={{ maxInlineSize: `${width + FRAME}px` }}>
      <iframe
        sandbox=""
        title={t("As readers will see it")}
        srcdoc={page}
        style={{ inlineSize: `${width}px`, blockSize: `${100 / scale}%`, scale: `${scale}` }}
      />
    </div>
  );
}
