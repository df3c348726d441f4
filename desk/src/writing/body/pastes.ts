/** What comes in by paste and by drop: cleaned as the API cleans, files handed on. */

import { type Node as Content, DOMSerializer, Fragment, Slice } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import type { EditorProps, EditorView } from "prosemirror-view";
import { cleanPasted, picturesIn } from "../pasting/pasted.ts";
import { inertBody } from "./kept.ts";
import { linkAt, readAddress, withLink } from "./links.ts";
import { readNotes } from "./note_reading.ts";
import { offerNotes } from "./notes.ts";
import { keepPlace } from "./pictures.ts";
import { readFlow } from "./reading.ts";
import { nodeType, schema } from "./schema.ts";
import { writtenBody } from "./written.ts";

/** Who is told of what a paste brings besides text. */
export interface PasteListener {
  onFiles(files: readonly File[], place: (pictureId: string) => void): void;
  onLeftOut(pictures: number): void;
}

/** Return what the view does with pastes and drops. */
export function pasteProps(listener: PasteListener): EditorProps {
  const copier = new OwnSerializer();
  return {
    transformPastedHTML: (html) => cleanPasted(html),
    clipboardParser: { parseSlice: readSlice } as unknown as NonNullable<
      EditorProps["clipboardParser"]
    >,
    clipboardSerializer: copier,
    transformCopied: (slice, view) => {
      copier.copied = view.state.doc;
      return slice;
    },
    handlePaste: (view, event) => {
      const data = event.clipboardData;
      if (!data) return false;
      const position = view.state.selection.from;
      return takeFiles(view, data, position, listener) || linkSelection(view, data);
    },
    handleDrop: (view, event, _slice, isMoved) => {
      const data = event.dataTransfer;
      if (isMoved || !data) return false;
      const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
      return takeFiles(view, data, found?.pos ?? view.state.selection.from, listener);
    },
  };
}

/** Hand on the files of a paste; whether that was all of it. */
function takeFiles(
  view: EditorView,
  data: DataTransfer,
  position: number,
  listener: PasteListener,
): boolean {
  const html = data.getData("text/html");
  const found = picturesIn(html);
  const hasText = inertBody(html).textContent?.trim() !== "";
  // Programs add a picture of the text itself, so a file counts where there is no text.
  const files = hasText ? found.files : imagesOf(data.files);
  const leftOut = files.length > 0 && !hasText ? 0 : found.leftOut;
  if (leftOut > 0) listener.onLeftOut(leftOut);
  if (files.length > 0) listener.onFiles(files, keepPlace(view, position));
  return files.length > 0 && !hasText;
}

function imagesOf(files: FileList): File[] {
  return [...files].filter((file) => file.type.startsWith("image/"));
}

/** An address that is pasted over a text makes a link of it. */
function linkSelection(view: EditorView, data: DataTransfer): boolean {
  const { selection } = view.state;
  const text = data.getData("text/plain").trim();
  const isLine = selection instanceof TextSelection && selection.$from.sameParent(selection.$to);
  if (selection.empty || !isLine || !/^(https?:\/\/|mailto:)\S+$/i.test(text)) return false;
  const address = readAddress(text);
  if (address === null) return false;
  const found = { ...linkAt(view.state), from: selection.from, to: selection.to };
  view.dispatch(withLink(view.state, found, address, found.text));
  return true;
}

const READING = { notes: false, compared: true, inPre: false, marks: [] };

function readSlice(place: HTMLElement): Slice {
  const notes = readNotes(place);
  const text = notes ? readFlow(notes.text, { ...READING, notes: true }) : null;
  const read = (text ?? readFlow(place.childNodes, READING)).map(withoutOwnName);
  if (read.length === 0) return Slice.empty;
  const content = Fragment.from(read);
  if (!notes) return Slice.maxOpen(content, true);
  // The notes come to stand at the end of the text once their marks are in it.
  const renamed = offerNotes(notes.read((nodes) => readFlow(nodes, READING)));
  return Slice.maxOpen(withKeys(content, renamed), true);
}

function withKeys(content: Fragment, renamed: ReadonlyMap<string, string>): Fragment {
  const nodes: Content[] = [];
  content.forEach((node) => {
    const key = renamed.get(String(node.attrs.key));
    const isMark = node.type.name === "note_mark" && key !== undefined;
    if (isMark) nodes.push(node.type.create({ ...node.attrs, key }, null, node.marks));
    else nodes.push(node.isText ? node : node.copy(withKeys(node.content, renamed)));
  });
  return Fragment.from(nodes);
}

/** A line on its own among blocks is a paragraph, once it is pasted. */
function withoutOwnName(node: Content): Content {
  return node.type.name === "bare" ? nodeType("p").create(null, node.content) : node;
}

/** Writes what is copied as a body is written, so that other programs read it too. */
class OwnSerializer extends DOMSerializer {
  /** The text that is copied from, whose notes go with their marks. */
  copied: Content | null = null;

  constructor() {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
  }

  override serializeFragment(
    fragment: Fragment,
    _options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const place = target ?? document.createDocumentFragment();
    const isLine = fragment.firstChild?.isInline ?? false;
    const blocks = isLine ? Fragment.from(nodeType("bare").create(null, fragment)) : fragment;
    const whole = nodeType("doc").create(null, withNotes(blocks, this.copied));
    const written = inertBody(writtenBody(whole));
    place.append(...written.childNodes);
    return place;
  }
}

function withNotes(blocks: Fragment, copied: Content | null): Fragment {
  const keys = new Set<string>();
  blocks.descendants((node) => {
    if (node.type.name === "note_mark") keys.add(String(node.attrs.key));
  });
  const notes = (copied?.lastChild?.children ?? []).filter((note) => keys.has(note.attrs.key));
  return notes.length > 0 ? blocks.addToEnd(nodeType("notes").create(null, notes)) : blocks;
}
