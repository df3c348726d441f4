/** The rich editor of an article's body. */

import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { EditorView } from "prosemirror-view";
import { t } from "../../texts/texts.ts";
import "./body.css";
import { lengthOf } from "./counting.ts";
import { bodyOf, directionOf, type EditorOptions, makeEditor } from "./editor.ts";
import { LinkDialog } from "./link_dialog.tsx";
import { type FoundLink, linkAt, withLink } from "./links.ts";
import { keepPlace, pictureView, placePicture } from "./pictures.ts";
import { Toolbar } from "./toolbar.tsx";

/** What other parts of the page may do to an editor that is there. */
export interface BodyHandle {
  /** Put a picture where the cursor is. */
  place(pictureId: string): void;
  focus(): void;
}

/** What the editor is given; it keeps the text itself until it gets another `key`. */
export interface BodyEditorProps {
  readonly html: string;
  readonly language: string;
  readonly label: string;
  readonly describedBy?: string;
  readonly invalid: boolean;
  /** The address of each picture's preview, by its id. */
  readonly previews: ReadonlyMap<string, string>;
  onChange(html: string): void;
  /** Told of files that are dropped, pasted or chosen; `place` puts each into the text. */
  onFiles(files: readonly File[], place: (pictureId: string) => void): void;
  onReady?(handle: BodyHandle): void;
}

/** Edit a body. */
export function BodyEditor(props: BodyEditorProps) {
  const told = useRef(props);
  told.current = props;
  const place = useRef<HTMLDivElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [, setDrawn] = useState(0);
  const [link, setLink] = useState<FoundLink | null>(null);
  const [leftOut, setLeftOut] = useState(0);
  const id = useId();
  useEffect(() => {
    const made = begin(place.current, id, told, {
      setLeftOut,
      askLink: (found) => setLink(found),
      draw: () => setDrawn((count) => count + 1),
    });
    setView(made);
    if (made) told.current.onReady?.(handleOf(made));
    return () => made?.destroy();
  }, [id]);
  useEffect(() => {
    view?.setProps({ nodeViews: { picture: pictureView(() => told.current.previews) } });
  }, [view, props.previews]);
  useEffect(() => {
    view?.setProps({ attributes: () => attributesOf(told.current, id) });
  }, [view, id, props.language, props.label, props.describedBy, props.invalid]);
  const close = () => {
    setLink(null);
    view?.focus();
  };
  return (
    <div class="body-editor">
      {view && (
        <Toolbar
          view={view}
          controls={id}
          onLink={() => setLink(linkAt(view.state))}
          onPicture={() => chooser.current?.click()}
        />
      )}
      <div ref={place} class="body-place" />
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={t("Picture")}
        onChange={(event) => view && chosen(view, event.currentTarget, told.current)}
      />
      {view && <Length view={view} language={props.language} />}
      <p class="warned" role="status" hidden={leftOut === 0}>
        {leftOut > 0 &&
          t(
            "{count} picture of what you pasted was left out: save it as a file and drop it here.|{count} pictures of what you pasted were left out: save them as files and drop them here.",
            { count: leftOut },
          )}
      </p>
      {view && link && (
        <LinkDialog
          link={link}
          onCancel={close}
          onDone={(address, text) => {
            view.dispatch(withLink(view.state, link, address, text));
            close();
          }}
        />
      )}
    </div>
  );
}

interface Asking {
  setLeftOut(count: number): void;
  askLink(found: FoundLink): void;
  draw(): void;
}

function begin(
  place: HTMLElement | null,
  id: string,
  told: { readonly current: BodyEditorProps },
  asking: Asking,
): EditorView | null {
  if (!place) return null;
  const options: EditorOptions = {
    html: told.current.html,
    language: told.current.language,
    attributes: () => attributesOf(told.current, id),
    previews: () => told.current.previews,
    asked: {
      link: (state) => {
        asking.askLink(linkAt(state));
        return true;
      },
      leave: () => {
        place.parentElement?.querySelector<HTMLElement>('.tools [tabindex="0"]')?.focus();
        return true;
      },
    },
    onFiles: (files, placed) => told.current.onFiles(files, placed),
    onLeftOut: asking.setLeftOut,
    onUpdate: (view, isText) => {
      if (isText) told.current.onChange(bodyOf(view));
      asking.draw();
    },
  };
  return makeEditor(place, options);
}

function handleOf(view: EditorView): BodyHandle {
  return {
    place: (picture) => placePicture(view, picture, view.state.selection.to),
    focus: () => view.focus(),
  };
}

function chosen(view: EditorView, chooser: HTMLInputElement, told: BodyEditorProps): void {
  const files = [...(chooser.files ?? [])];
  chooser.value = "";
  if (files.length > 0) told.onFiles(files, keepPlace(view, view.state.selection.to));
}

function attributesOf(told: BodyEditorProps, id: string): Record<string, string> {
  return {
    id,
    class: "body-text",
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": told.label,
    "aria-invalid": String(told.invalid),
    ...(told.describedBy ? { "aria-describedby": told.describedBy } : {}),
    lang: told.language,
    dir: directionOf(told.language),
    spellcheck: "true",
  };
}

function Length({ view, language }: { readonly view: EditorView; readonly language: string }) {
  const { doc } = view.state;
  const { words, characters } = useMemo(
    () => lengthOf(doc.textBetween(0, doc.content.size, "\n", " "), language),
    [doc, language],
  );
  return (
    <p class="hint length">
      {t("{count} word|{count} words", { count: words })},{" "}
      {t("{count} character|{count} characters", { count: characters })}
    </p>
  );
}
