/** The text of the article, in its editor. */

import { fieldId } from "../sending/faults.ts";
import { BodyEditor, type BodyHandle } from "./body/body_editor.tsx";
import { described, MarksOf } from "./field.tsx";
import { labelOf } from "./labels.ts";
import { withPicture } from "./pictures_panel.tsx";
import type { Writing } from "./use_writing.ts";

/** The editor; pictures that come into the text become the article's. */
export function TextPart(props: { readonly writing: Writing; onReady(handle: BodyHandle): void }) {
  const { draft, marks, change, changeImages, pictures } = props.writing;
  const { "aria-invalid": invalid, "aria-describedby": describedBy } = described("body", marks);
  const take = (files: readonly File[], place: (picture: string) => void) =>
    pictures.take(files, (picture) => {
      changeImages((images) => withPicture(images, picture));
      place(picture.id);
    });
  return (
    <div id={fieldId("body")} class="field" tabIndex={-1}>
      <BodyEditor
        html={draft.body}
        language={draft.language}
        label={labelOf("body", () => 0)}
        {...(describedBy ? { describedBy } : {})}
        invalid={invalid}
        previews={pictures.previews}
        onChange={(body) => change({ body })}
        onFiles={take}
        onReady={props.onReady}
      />
      <MarksOf anchor="body" marks={marks} />
    </div>
  );
}
