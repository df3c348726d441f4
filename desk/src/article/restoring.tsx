/** An older text is sent again, as a revision of its own. */

import { readArticle, sendAgain } from "../api/articles.ts";
import type { Report } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { DeedDialog } from "./deed_dialog.tsx";

/** Say what becomes of everything else, and restore a revision. */
export function RestoreDialog(props: {
  readonly revision: string;
  readonly standing: Report;
  onDone(): void;
  onClose(): void;
}) {
  const { api, say } = useDesk();
  const { revision, standing } = props;
  const run = async () => {
    const { article } = (await readArticle(api, standing.id, revision)).document;
    if (article === null) throw new Error(`${revision} has no text`);
    await sendAgain(api, standing.id, article, standing.revision);
    say({ kind: "done", text: t("The text of {revision} stands again.", { revision }) });
    props.onDone();
  };
  const isWithdrawn = standing.withdrawal !== null;
  return (
    <DeedDialog
      title={t("Restore {revision}?", { revision })}
      deed={t("Restore it")}
      run={run}
      onClose={props.onClose}
    >
      <p>{t("Its text, pictures and facts are sent again as the newest revision.")}</p>
      <ul class="told">
        <li>{t("All that was saved since stays in the history.")}</li>
        <li>{t("Corrections stay: readers go on seeing each of them.")}</li>
        <li>
          {isWithdrawn
            ? t("The article is withdrawn now: this brings it back.")
            : t("When readers see it stays as it is now.")}
        </li>
        {standing.status === "published" && (
          <li>{t("Readers find no note of this; to leave one, correct the article instead.")}</li>
        )}
      </ul>
    </DeedDialog>
  );
}
