/** The text by its paragraphs: what is settled, and what both editors changed. */

import { useState } from "preact/hooks";
import { pictureText } from "../comparing/article_facts.ts";
import { paragraphsOf } from "../comparing/body_words.ts";
import { markedBody } from "../comparing/marked.ts";
import { MarkedBody } from "../comparing/marked_text.tsx";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { BodyEditor } from "../writing/body/body_editor.tsx";
import { bodyOf } from "./blocks.ts";
import { Decision } from "./choices.tsx";
import { blocksOfPiece, type Choice, keyOfPiece } from "./merge.ts";
import type { Choosing } from "./merging.tsx";
import type { Piece } from "./three_way.ts";

/** The whole text in order, so that every decision is seen in its place. */
export function PieceConflicts(props: Choosing & { readonly language: string }) {
  const { pieces } = props.merged;
  const count = pieces.filter((piece) => piece.kind === "conflict").length;
  if (pieces.every((piece) => piece.kind === "same")) return null;
  let place = 0;
  return (
    <section>
      <h2 class="rubric">{t("The text")}</h2>
      {pieces.map((piece, at) => {
        if (piece.kind !== "conflict") {
          return <SettledPiece key={`${at}`} piece={piece} {...props} />;
        }
        place += 1;
        const title = t("Place {place} of {count}", { place, count });
        return <OpenPiece key={`${at}`} piece={piece} at={at} title={title} {...props} />;
      })}
    </section>
  );
}

function SettledPiece(
  props: Choosing & {
    readonly piece: Exclude<Piece, { kind: "conflict" }>;
    readonly language: string;
  },
) {
  const { piece } = props;
  const source = {
    same: null,
    mine: t("Changed by you"),
    theirs: t("Changed by {other}", { other: props.other }),
    alike: t("Changed alike by both"),
  }[piece.kind];
  return (
    <div class={`settled is-${piece.kind}`}>
      {source && <p class="hint">{source}</p>}
      <Changed before={piece.base} after={piece.blocks} {...props} />
    </div>
  );
}

function OpenPiece(
  props: Choosing & {
    readonly piece: Extract<Piece, { kind: "conflict" }>;
    readonly at: number;
    readonly title: string;
    readonly language: string;
  },
) {
  const { piece, at } = props;
  const id = keyOfPiece(at);
  const choice = props.choices.get(id);
  const [begunWith, beginWith] = useState(typeof choice === "object" ? choice.html : null);
  // Whoever takes a side again gives up their own wording of the place.
  const choosing = {
    ...props,
    choose: (key: string, chosen: Choice) => {
      beginWith(null);
      props.choose(key, chosen);
    },
  };
  return (
    <Decision
      id={id}
      title={props.title}
      choosing={choosing}
      base={<Changed before={piece.base} after={piece.base} {...props} />}
      mine={<Changed before={piece.base} after={piece.mine} {...props} />}
      theirs={<Changed before={piece.base} after={piece.theirs} {...props} />}
      offersBoth
    >
      {begunWith === null && choice !== undefined && (
        <button type="button" onClick={() => beginWith(bodyOf(blocksOfPiece(piece, choice)))}>
          {t("Write it otherwise…")}
        </button>
      )}
      {begunWith !== null && (
        <OwnWording
          html={begunWith}
          language={props.language}
          onHtml={(html) => props.choose(id, { html })}
        />
      )}
    </Decision>
  );
}

/** A place of the text in words of one's own, begun with those that were chosen. */
function OwnWording(props: {
  readonly html: string;
  readonly language: string;
  onHtml(html: string): void;
}) {
  const { say } = useDesk();
  return (
    <BodyEditor
      html={props.html}
      language={props.language}
      label={t("In your own words")}
      invalid={false}
      previews={NO_PREVIEWS}
      onChange={props.onHtml}
      onFiles={() => say({ kind: "note", text: t("Add pictures once both texts are one.") })}
    />
  );
}

const NO_PREVIEWS: ReadonlyMap<string, string> = new Map();

/** Blocks with what changed in them; an empty place is said in words. */
function Changed(
  props: Choosing & {
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly language: string;
  },
) {
  const [before, after] = [bodyOf(props.before), bodyOf(props.after)];
  if (paragraphsOf(before).length + paragraphsOf(after).length === 0) {
    return <p class="hint">{t("nothing")}</p>;
  }
  const images = [...props.merged.mine.images];
  const shown = (id: string) => {
    const image = images.find((each) => each.id === id);
    return image ? pictureText(image) : id;
  };
  return (
    <MarkedBody
      paragraphs={markedBody(before, after)}
      language={props.language}
      pictureText={shown}
    />
  );
}
