/** The newest pictures, to be taken down and brought back. */

import { useState } from "preact/hooks";
import type { ListedPicture, Picture } from "../api/documents.ts";
import { listPictures, readPicture } from "../api/pictures.ts";
import { troubleText, useLoaded, Waiting } from "../article/loaded.tsx";
import { Title } from "../article/title.tsx";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { written } from "../time.ts";
import { BringBackDialog, TakeDownDialog } from "./picture_dialogs.tsx";
import "./pictures.css";

/** The page of pictures. */
export function PicturesPage() {
  const { api, say } = useDesk();
  const first = useLoaded(async () => (await listPictures(api)).document, []);
  const [further, setFurther] = useState<readonly ListedPicture[]>([]);
  const [next, setNext] = useState<string | null | undefined>(undefined);
  const cursor = next === undefined ? first.value?.next : next;
  const more = async () => {
    try {
      const { images, next: following } = (await listPictures(api, cursor ?? "")).document;
      setFurther([...further, ...images]);
      setNext(following);
    } catch (trouble) {
      say({ kind: "wrong", text: troubleText(trouble) });
    }
  };
  const pictures = [...(first.value?.images ?? []), ...further];
  return (
    <section class="pictures-page">
      <Title text={t("Pictures")} />
      {first.value === null && <Waiting trouble={first.trouble} reload={first.reload} />}
      {first.value && pictures.length === 0 && <p>{t("There are no pictures yet.")}</p>}
      <ul class="pictures">
        {pictures.map((picture) => (
          <ListedOne key={picture.id} listed={picture} />
        ))}
      </ul>
      {cursor && (
        <p>
          <button type="button" onClick={more}>
            {t("Older pictures")}
          </button>
        </p>
      )}
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
