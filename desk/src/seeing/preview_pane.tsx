/** The page as readers would get it, beside the text. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Preview } from "../api/documents.ts";
import { t } from "../texts/texts.ts";
import "./seeing.css";

const WIDTHS = { phone: 390, desktop: 1280 } as const;
type Width = keyof typeof WIDTHS;

/** Shows the newest preview that there is; the page in it runs no scripts and leads nowhere. */
export function PreviewPane(props: {
  readonly preview: Preview | null;
  /** Why there is none, or no newer one. */
  readonly trouble: string;
  /** Whether there are a headline and a text. */
  readonly isWritten: boolean;
}) {
  const [width, setWidth] = useState<Width>("phone");
  const { preview } = props;
  return (
    <section class="preview-pane" aria-labelledby="preview-title">
      <div class="preview-head">
        <h2 id="preview-title" class="rubric">
          {t("As readers will see it")}
        </h2>
        <fieldset class="widths">
          <legend class="unseen">{t("Width")}</legend>
          <WidthChoice width="phone" chosen={width} label={t("Phone")} onChoose={setWidth} />
          <WidthChoice width="desktop" chosen={width} label={t("Desktop")} onChoose={setWidth} />
        </fieldset>
      </div>
      {props.trouble && <p class="gentle">{props.trouble}</p>}
      {preview?.url && <p class="hint preview-url">{preview.url}</p>}
      {preview?.page ? (
        <Frame page={preview.page} width={WIDTHS[width]} />
      ) : (
        <p class="preview-empty hint">
          {props.isWritten
            ? t("It shows here again once what is wrong with the article is mended.")
            : t("It shows here as soon as there are a headline and a text.")}
        </p>
      )}
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
        name="preview-width"
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
    <div ref={place} class="preview-place">
      <iframe
        sandbox=""
        title={t("As readers will see it")}
        srcdoc={page}
        style={{ inlineSize: `${width}px`, blockSize: `${100 / scale}%`, scale: `${scale}` }}
      />
    </div>
  );
}
