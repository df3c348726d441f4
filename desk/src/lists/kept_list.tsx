/** What was typed on this machine and never sent: offered again, after a crash too. */

import { useEffect, useState } from "preact/hooks";
import type { KeptDraft } from "../keeping/kept_drafts.ts";
import { useDesk } from "../shell/desk.ts";
import { articleHash, newHash } from "../shell/router.ts";
import { t } from "../texts/texts.ts";
import { distance } from "../time.ts";

/** Where a kept draft is gone on with. */
function hashOf({ article, key, mode }: KeptDraft): string {
  return article === null || mode === "new" ? newHash(key) : articleHash(article, mode);
}

export function KeptList() {
  const { drafts, editor, say } = useDesk();
  const [kept, setKept] = useState<readonly KeptDraft[]>([]);
  useEffect(() => {
    drafts.of(editor.account).then(setKept, () =>
      say({
        kind: "wrong",
        text: t("This browser keeps nothing: what you type is lost if it ends. Save often."),
      }),
    );
  }, [drafts, editor.account, say]);
  if (kept.length === 0 || editor.kind !== "desk") return null;
  const drop = async (key: string) => {
    await drafts.drop(key);
    setKept(kept.filter((each) => each.key !== key));
  };
  return (
    <section class="attention" aria-labelledby="kept">
      <h2 id="kept" class="rubric">
        {t("Not sent yet")}
      </h2>
      <ul class="articles">
        {kept.map((each) => (
          <li key={each.key}>
            <p class="what">
              <a href={hashOf(each)}>
                <bdi>{each.draft.headline || t("Without a headline")}</bdi>
              </a>
            </p>
            <p class="hint">
              {t("kept on this machine {distance}", {
                distance: distance(new Date(each.keptAt), new Date()),
              })}{" "}
              <button type="button" class="plain" onClick={() => drop(each.key)}>
                {t("Throw away")}
                <span class="unseen"> {each.draft.headline}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
