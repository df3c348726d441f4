/** One picture of an article: what it shows, whose it is, and where its subject is. */

import type { Illustration, Picture } from "../api/documents.ts";
import { fieldId, pictureAnchor } from "../sending/faults.ts";
import { t } from "../texts/texts.ts";
import { type Marks, MarksOf, TextField } from "./field.tsx";
import { FocusField } from "./focus_field.tsx";
import type { Standing } from "./picture_order.ts";

interface ItemProps {
  readonly image: Illustration;
  readonly picture: Picture | undefined;
  readonly address: string | undefined;
  readonly at: number;
  readonly count: number;
  readonly standing: Standing;
  readonly language: string;
  readonly marks: Marks;
  onImage(image: Illustration): void;
  onMove(by: number): void;
  readonly onPlace: (() => void) | null;
  onRemove(): void;
}

/** The fields of a picture. */
export function PictureItem(props: ItemProps) {
  const { image, at, marks } = props;
  const number = at + 1;
  return (
    <li>
      <fieldset id={fieldId(pictureAnchor(image.id))} tabIndex={-1}>
        <legend>
          {t("Picture {number}", { number })} <span class="hint">{standingText(props)}</span>
        </legend>
        <MarksOf anchor={pictureAnchor(image.id)} marks={marks} />
        <FocusField
          address={props.address}
          focus={image.focus ?? null}
          number={number}
          onFocus={(focus) => props.onImage({ ...image, focus })}
        />
        <Descriptions {...props} />
        <p class="picture-deeds">
          {props.standing === "gallery" && props.onPlace && (
            <button type="button" onClick={props.onPlace}>
              {t("Put it into the text")}
              <span class="unseen"> {t("Picture {number}", { number })}</span>
            </button>
          )}
          <button type="button" disabled={at === 0} onClick={() => props.onMove(-1)}>
            {t("Move up")}
            <span class="unseen"> {t("Picture {number}", { number })}</span>
          </button>
          <button type="button" disabled={number === props.count} onClick={() => props.onMove(1)}>
            {t("Move down")}
            <span class="unseen"> {t("Picture {number}", { number })}</span>
          </button>
          <button type="button" class="grave" onClick={props.onRemove}>
            {t("Remove")}
            <span class="unseen"> {t("Picture {number}", { number })}</span>
          </button>
        </p>
      </fieldset>
    </li>
  );
}

function standingText({ standing }: ItemProps): string {
  switch (standing) {
    case "lead":
      return t("leads: it stands above the text");
    case "text":
      return t("stands in the text");
    case "gallery":
      return t("stands below the text");
  }
}

function Descriptions({ image, picture, marks, language, onImage }: ItemProps) {
  const anchor = (field: string) => pictureAnchor(image.id, field);
  const isDecorative = image.decorative === true;
  const { alt: _alt, decorative: _decorative, ...rest } = image;
  const decorative = fieldId(anchor("decorative"));
  return (
    <>
      {!isDecorative && (
        <TextField
          anchor={anchor("alt")}
          label={t("What it shows")}
          hint={t("For those who do not see it: one sentence")}
          marks={marks}
          language={language}
          value={image.alt ?? ""}
          rows={2}
          onValue={(alt) => onImage({ ...rest, alt })}
        />
      )}
      <p class="check">
        <input
          id={decorative}
          type="checkbox"
          checked={isDecorative}
          onChange={(event) =>
            onImage(event.currentTarget.checked ? { ...rest, decorative: true } : rest)
          }
        />
        <label for={decorative}>{t("It only decorates, and tells nothing")}</label>
      </p>
      <MarksOf anchor={anchor("decorative")} marks={marks} />
      <TextField
        anchor={anchor("caption")}
        label={t("Caption")}
        marks={marks}
        language={language}
        value={image.caption ?? ""}
        rows={2}
        onValue={(caption) => onImage({ ...image, caption })}
      />
      <Offered
        offered={picture?.suggestions?.caption ?? null}
        value={image.caption}
        onTake={(caption) => onImage({ ...image, caption })}
      />
      <TextField
        anchor={anchor("credit")}
        label={t("Credit")}
        marks={marks}
        value={image.credit ?? ""}
        spellcheck={false}
        onValue={(credit) => onImage({ ...image, credit })}
      />
      <Offered
        offered={picture?.suggestions?.credit ?? picture?.suggestions?.copyright ?? null}
        value={image.credit}
        onTake={(credit) => onImage({ ...image, credit })}
      />
    </>
  );
}

function Offered(props: {
  readonly offered: string | null;
  readonly value: string | null | undefined;
  onTake(text: string): void;
}) {
  const { offered } = props;
  if (!offered || props.value) return null;
  return (
    <p class="offered hint">
      {t("The file says:")} <bdi>{offered}</bdi>{" "}
      <button type="button" class="plain" onClick={() => props.onTake(offered)}>
        {t("Take it")}
        <span class="unseen"> {offered}</span>
      </button>
    </p>
  );
}
