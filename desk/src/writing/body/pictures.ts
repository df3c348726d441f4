/** Pictures in the text: where they stand, and where those that are being sent will. */

import type { Node } from "prosemirror-model";
import { Plugin, PluginKey } from "prosemirror-state";
import { dropPoint } from "prosemirror-transform";
import type { EditorView, NodeViewConstructor } from "prosemirror-view";
import { t } from "../../texts/texts.ts";
import { nodeType } from "./schema.ts";

/** Where pictures wait to be put, by a number that is theirs. */
type Places = ReadonlyMap<number, number>;

const PLACES = new PluginKey<Places>("places of pictures");
let lastPlace = 0;

/** Keep the places of pictures that are on their way while the text changes. */
export function placesPlugin(): Plugin<Places> {
  return new Plugin<Places>({
    key: PLACES,
    state: {
      init: () => new Map(),
      apply: (transaction, places) => {
        const moved = new Map(
          [...places].map(([name, position]) => [name, transaction.mapping.map(position)]),
        );
        const kept = transaction.getMeta(PLACES) as readonly [number, number] | undefined;
        if (kept) moved.set(...kept);
        return moved;
      },
    },
  });
}

/** Keep a place for pictures; what is returned puts one there, and the next after it. */
export function keepPlace(view: EditorView, position: number): (pictureId: string) => void {
  lastPlace += 1;
  const name = lastPlace;
  view.dispatch(view.state.tr.setMeta(PLACES, [name, position]));
  return (picture) => {
    if (view.isDestroyed) return;
    const at = PLACES.getState(view.state)?.get(name) ?? view.state.selection.to;
    placePicture(view, picture, at);
  };
}

/** Put a picture into the text, between blocks, as near to a position as may be. */
export function placePicture(view: EditorView, picture: string, position: number): void {
  const { tr } = view.state;
  const node = nodeType("picture").create({ picture });
  const $position = tr.doc.resolve(Math.min(position, tr.doc.content.size));
  const first = $position.depth > 0 ? $position.node(1) : null;
  const isEmpty = first?.type.name === "p" && first.content.size === 0;
  if (first?.type.name === "notes") tr.insert($position.before(1), node);
  else if ($position.depth === 0) tr.insert(dropPointOf(tr.doc, $position.pos, node), node);
  else if (isEmpty) tr.insert($position.before(1), node);
  else
    tr.insert(
      $position.parentOffset === 0 && $position.depth === 1
        ? $position.before(1)
        : $position.after(1),
      node,
    );
  view.dispatch(tr.scrollIntoView());
}

function dropPointOf(body: Node, position: number, node: Node): number {
  const slice = nodeType("doc").create(null, [node]).slice(0);
  return dropPoint(body, position, slice) ?? 0;
}

/** Show pictures by the addresses of their previews. */
export function pictureView(previews: () => ReadonlyMap<string, string>): NodeViewConstructor {
  return (node) => {
    const place = document.createElement("div");
    place.className = "picture";
    const address = previews().get(String(node.attrs.picture));
    if (address && /^(blob:|https?:|\/(?!\/))/.test(address)) {
      const image = document.createElement("img");
      image.src = address;
      image.alt = t("Picture of the article");
      place.append(image);
    } else place.textContent = t("A picture stands here. Its preview is not there yet.");
    return { dom: place };
  };
}
