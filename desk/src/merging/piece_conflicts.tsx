/** The text by its paragraphs: what is settled, and what both editors changed. */

import { pictureText } from "../comparing/article_facts.ts";
import { paragraphsOf } from "../comparing/body_words.ts";
import { markedBody } from "../comparing/marked.ts";
import { MarkedBody } from "../comparing/marked_text.tsx";
import { t } from "../texts/texts.ts";
import { bodyOf } from "./blocks.ts";
import { Decision } from "./choices.tsx";
import { keyOfPiece } from "./merge.ts";
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
  return (
    <Decision
      id={id}
      title={props.title}
      choosing={props}
      base={<Changed before={piece.base} after={piece.base} {...props} />}
      mine={<Changed before={piece.base} after={piece.mine} {...props} />}
      theirs={<Changed before={piece.base} after={piece.theirs} {...props} />}
      offersBoth
    />
  );
}

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
