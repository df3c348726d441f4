/** The editor: ProseMirror with the paper's schema, keys and habits. */

import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { habits } from "./habits.ts";
import { type Asked, keys } from "./keys.ts";
import { linesPlugin } from "./lines.ts";
import { notesPlugin } from "./notes.ts";
import { pasteProps } from "./pastes.ts";
import { pictureView, placesPlugin } from "./pictures.ts";
import { readBody } from "./reading.ts";
import { writtenBody } from "./written.ts";

/** What an editor is made with. */
export interface EditorOptions {
  readonly html: string;
  readonly language: string;
  readonly asked: Asked;
  readonly attributes: () => Record<string, string>;
  readonly previews: () => ReadonlyMap<string, string>;
  onFiles(files: readonly File[], place: (pictureId: string) => void): void;
  /** Told how many pictures of a paste are left out. */
  onLeftOut(pictures: number): void;
  /** Told of every change; whether it is one of the text. */
  onUpdate(view: EditorView, isText: boolean): void;
}

/** Make an editor at a place of the page. */
export function makeEditor(place: HTMLElement, options: EditorOptions): EditorView {
  const state = EditorState.create({
    doc: readBody(options.html),
    plugins: [
      habits(),
      ...keys(options.asked),
      notesPlugin(),
      linesPlugin(),
      placesPlugin(),
      history(),
      gapCursor(),
      dropCursor({ color: false, class: "drop-place" }),
      tableEditing(),
    ],
  });
  return new EditorView(place, {
    state,
    attributes: options.attributes,
    handleDOMEvents: { keydown: isForThePage },
    nodeViews: { picture: pictureView(options.previews) },
    dispatchTransaction(this: EditorView, transaction) {
      const { state: after, transactions } = this.state.applyTransaction(transaction);
      this.updateState(after);
      options.onUpdate(
        this,
        transactions.some(({ docChanged }) => docChanged),
      );
    },
    ...pasteProps(options),
  });
}

/** Whether a key is the page's: Ctrl or ⌘ with Enter sends, but in code it leads out of it. */
function isForThePage(view: EditorView, event: KeyboardEvent): boolean {
  const isSending = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  return isSending && !view.state.selection.$from.parent.type.spec.code;
}

/** Return the body of an editor as the API keeps it. */
export function bodyOf(view: EditorView): string {
  return writtenBody(view.state.doc);
}

const RIGHT_TO_LEFT = /^(ar|fa|he|iw|ur|yi|ps|ckb|sd|ug|dv|arc|syr)\b/i;
const RIGHT_TO_LEFT_SCRIPT = /-(Arab|Hebr|Thaa|Syrc|Nkoo)\b/i;

/** Return the direction that a language is written in. */
export function directionOf(language: string): "ltr" | "rtl" {
  const isLatin = /-(Latn|Cyrl)\b/i.test(language);
  const isOther = RIGHT_TO_LEFT_SCRIPT.test(language) || RIGHT_TO_LEFT.test(language);
  return isOther && !isLatin ? "rtl" : "ltr";
}
