/** The pictures of an article: chosen or dropped, described, and put in order. */

import { useEffect, useState } from "preact/hooks";
import type { Illustration, Picture } from "../api/documents.ts";
import { PICTURE_TYPES } from "../api/pictures.ts";
import type { Draft } from "../draft.ts";
import { fieldId, pictureAnchor } from "../sending/faults.ts";
import { t } from "../texts/texts.ts";
import { type Marks, MarksOf } from "./field.tsx";
import { PictureItem } from "./picture_item.tsx";
import { moved, standing } from "./picture_order.ts";
import type { Pictures, Upload } from "./use_pictures.ts";

const ACCEPTED = [...new Set(Object.values(PICTURE_TYPES)), ".heic", ".heif"].join();

interface PanelProps {
  readonly draft: Draft;
  readonly pictures: Pictures;
  readonly marks: Marks;
  onImages(change: (images: readonly Illustration[]) => readonly Illustration[]): void;
  /** Puts a picture where the cursor of the text is. */
  readonly onPlace: ((picture: string) => void) | null;
}

/** Return the pictures with one more, unless it is there; of which nothing is said yet. */
export function withPicture(
  images: readonly Illustration[],
  picture: Picture,
): readonly Illustration[] {
  return images.some(({ id }) => id === picture.id) ? images : [...images, { id: picture.id }];
}

/** The panel of an article's pictures. */
export function PicturesPanel(props: PanelProps) {
  const { pictures, marks, onImages } = props;
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const taken = [...(files ?? [])];
    pictures.take(taken, (picture) => onImages((images) => withPicture(images, picture)));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  return (
    <section
      id={fieldId("images")}
      class="pictures-panel"
      tabIndex={-1}
      aria-labelledby="pictures-title"
    >
      <h2 id="pictures-title" class="rubric">
        {t("Pictures")}
      </h2>
      <MarksOf anchor="images" marks={marks} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same by key */}
      <div
        class={isOver ? "picture-drop over" : "picture-drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>{t("Drop pictures here, or")}</p>
        <Chooser onFiles={take} />
      </div>
      <ul class="uploads" aria-live="polite">
        {pictures.uploads.map((upload) => (
          <UploadLine key={upload.key} upload={upload} pictures={pictures} />
        ))}
      </ul>
      <Items {...props} />
    </section>
  );
}

function Chooser({ onFiles }: { onFiles(files: FileList | null): void }) {
  return (
    <label class="button chooser">
      {t("Choose files")}
      <input
        type="file"
        class="unseen"
        multiple
        accept={ACCEPTED}
        onChange={(event) => {
          onFiles(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}

function UploadLine(props: { readonly upload: Upload; readonly pictures: Pictures }) {
  const { upload, pictures } = props;
  const words = {
    beginning: t("Getting ready…"),
    sending: t("Sending…"),
    working: t("The paper works it out…"),
    failed: upload.trouble,
  }[upload.stage];
  return (
    <li>
      <bdi>{upload.file.name}</bdi>{" "}
      <span class={upload.stage === "failed" ? "fault" : "hint"}>{words}</span>
      {upload.stage === "sending" && (
        <progress aria-label={upload.file.name} value={upload.part} max={1} />
      )}
      {upload.stage === "failed" && (
        <>
          <button type="button" onClick={() => pictures.again(upload)}>
            {t("Try again")}
          </button>
          <button type="button" class="plain" onClick={() => pictures.dismiss(upload)}>
            {t("Leave it out")}
          </button>
        </>
      )}
    </li>
  );
}

function Items({ draft, pictures, marks, onImages, onPlace }: PanelProps) {
  const [focused, setFocused] = useState<string | null>(null);
  useEffect(() => {
    if (focused === null) return;
    document.getElementById(fieldId(pictureAnchor(focused)))?.focus();
    setFocused(null);
  }, [focused]);
  return (
    <ol class="picture-items">
      {draft.images.map((image, at) => (
        <PictureItem
          key={image.id}
          image={image}
          picture={pictures.known.get(image.id)}
          address={pictures.previews.get(image.id)}
          at={at}
          count={draft.images.length}
          standing={standing(at, image.id, draft.body)}
          language={draft.language}
          marks={marks}
          onImage={(next) =>
            onImages((images) => images.map((each) => (each.id === next.id ? next : each)))
          }
          onMove={(by) => {
            onImages((images) => moved(images, at, by));
            setFocused(image.id);
          }}
          onPlace={onPlace && (() => onPlace(image.id))}
          onRemove={() => {
            onImages((images) => images.filter(({ id }) => id !== image.id));
            document.getElementById(fieldId("images"))?.focus();
          }}
        />
      ))}
    </ol>
  );
}
