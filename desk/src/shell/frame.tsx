/** The frame of the page: where one is, where one can go, who one is. */

import type { ComponentChildren } from "preact";
import { listName } from "../lists/list_names.ts";
import { choose, LANGUAGES, type Language, language, t } from "../texts/texts.ts";
import { useDesk } from "./desk.ts";
import { Keyboard, useKeys } from "./keyboard.tsx";
import { useOnline } from "./online.ts";
import { listHash, STATUSES } from "./router.ts";

/** Chooses the language of the page; it is drawn anew. */
export function LanguageChoice({ onChange }: { readonly onChange: () => void }) {
  return (
    <label class="language">
      <span class="unseen">{t("Language")}</span>
      <select
        value={language()}
        onChange={(event) => {
          choose(event.currentTarget.value as Language, localStorage);
          onChange();
        }}
      >
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function go(hash: string): () => void {
  return () => {
    location.hash = hash;
  };
}

export function Frame({
  onLanguage,
  onSignOut,
  children,
}: {
  readonly onLanguage: () => void;
  readonly onSignOut: () => void;
  readonly children: ComponentChildren;
}) {
  const { facts, editor } = useDesk();
  const writes = editor.kind === "desk";
  const isOnline = useOnline();
  useKeys([
    { keys: "g a", does: t("Go to the articles"), run: go("#/") },
    ...STATUSES.slice(1).map((status) => ({
      keys: `g ${status[0]}`,
      does: t("Go to the list: {list}", { list: listName(status) }),
      run: go(listHash(status)),
    })),
    { keys: "g i", does: t("Go to the pictures"), run: go("#/pictures") },
    ...(writes ? [{ keys: "n", does: t("Begin an article"), run: go("#/new") }] : []),
  ]);
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        {t("Skip to the page")}
      </button>
      <header class="masthead">
        <p class="nameplate">
          <a href="#/">{facts.site.title}</a>
        </p>
        <nav aria-label={t("Desk")}>
          <ul>
            <li>
              <a href="#/">{t("Articles")}</a>
            </li>
            <li>
              <a href="#/pictures">{t("Pictures")}</a>
            </li>
            {writes && (
              <li>
                <a class="button first" href="#/new">
                  {t("New article")}
                </a>
              </li>
            )}
          </ul>
        </nav>
        <div class="who">
          <Keyboard />
          <LanguageChoice onChange={onLanguage} />
          <bdi>{editor.name}</bdi>
          <button type="button" onClick={onSignOut}>
            {t("Sign out")}
          </button>
        </div>
      </header>
      {!isOnline && (
        <p class="offline warned" role="status">
          {t("There is no network. What you type is kept on this machine, and nothing is sent.")}
        </p>
      )}
      <main id="page" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function skip(): void {
  document.getElementById("page")?.focus();
}
