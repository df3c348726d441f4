/** The newest pictures, to be taken down and brought back. */

import { useState } from "preact/hooks";
import type { ListedPicture, Picture } from "../api/documents.ts";
import { listPictures, readPicture } from "../api/pictures.ts";
import { useDesk } from "../shell/desk.ts";
import { troubleText } from "../shell/loaded.tsx";
import { Further, usePaged } from "../shell/paged.tsx";
import { Title } from "../shell/title.tsx";
import { t } from "../texts/texts.ts";
import { written } from "../time.ts";
import { BringBackDialog, TakeDownDialog } from "./picture_dialogs.tsx";
import "./pictures.css";

/** The page of pictures. */
export function PicturesPage() {
  const { api } = useDesk();
  const list = usePaged(
    async (cursor) => {
      const { images, next } = (await listPictures(api, cursor)).document;
      return { items: images, next };
    },
    [api],
  );
  return (
    <section class="pictures-page">
      <Title text={t("Pictures")} />
      {list.items?.length === 0 && <p>{t("There are no pictures yet.")}</p>}
      <ul class="pictures">
        {list.items?.map((picture) => (
          <ListedOne key={picture.id} listed={picture} />
        ))}
      </ul>
      <Further list={list} more={t("Older pictures")} />
    </section>
  );
}

type Asked = { readonly deed: "take down" | "bring back"; readonly reason: string | null };

function ListedOne({ listed }: { readonly listed: ListedPicture }) {
  const { api, facts, editor, say } = useDesk();
  const [changed, setChanged] = useState<Picture | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const picture = changed ?? listed;
  const isDown = picture.status === "taken-down";
  const ask = async () => {
    try {
      // The list is of the index; who is asked to bring a picture back is told why it went.
      const reason = isDown ? (await readPicture(api, listed.id)).document.reason : null;
      setAsked({ deed: isDown ? "bring back" : "take down", reason });
    } catch (trouble) {
      say({ kind: "wrong", text: troubleText(trouble) });
    }
  };
  const dialog = { id: listed.id, onDone: setChanged, onClose: () => setAsked(null) };
  const name = picture.filename ?? listed.id;
  return (
    <li>
      {picture.preview ? (
        <img src={picture.preview} alt="" loading="lazy" />
      ) : (
        <p class="no-preview">{statusText(picture.status)}</p>
      )}
      <p class="filename" dir="auto">
        {name}
      </p>
      <p class="hint">
        {statusText(picture.status)} ·{" "}
        <time dateTime={listed.announced_at}>{written(listed.announced_at, facts.site)}</time>
      </p>
      {editor.kind === "desk" && (
        <button
          type="button"
          class={isDown ? "" : "grave"}
          aria-label={isDown ? t("Bring back {name}…", { name }) : t("Take down {name}…", { name })}
          onClick={ask}
        >
          {isDown ? t("Bring back…") : t("Take down…")}
        </button>
      )}
      {asked?.deed === "take down" && <TakeDownDialog {...dialog} />}
      {asked?.deed === "bring back" && <BringBackDialog {...dialog} reason={asked.reason} />}
    </li>
  );
}

function statusText(status: Picture["status"]): string {
  switch (status) {
    case "processing":
      return t("Being made ready");
    case "ready":
      return t("Ready");
    case "refused":
      return t("Refused");
    case "taken-down":
      return t("Taken down");
  }
}
