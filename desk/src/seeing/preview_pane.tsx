/** The page as readers would get it, beside the text. */

import type { Preview } from "../api/documents.ts";
import { t } from "../texts/texts.ts";
import { ReadersPage } from "./readers_page.tsx";

/** Shows the newest preview that there is. */
export function PreviewPane(props: {
  readonly preview: Preview | null;
  /** Why there is none, or no newer one. */
  readonly trouble: string;
  /** Whether there are a headline and a text. */
  readonly isWritten: boolean;
}) {
  const { preview } = props;
  return (
    <ReadersPage page={preview?.page ?? null}>
      {props.trouble && <p class="gentle">{props.trouble}</p>}
      {preview?.url && <p class="hint preview-url">{preview.url}</p>}
      {!preview?.page && (
        <p class="preview-empty hint">
          {props.isWritten
            ? t("It shows here again once what is wrong with the article is mended.")
            : t("It shows here as soon as there are a headline and a text.")}
        </p>
      )}
    </ReadersPage>
  );
}
