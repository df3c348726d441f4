/** What the page shows before anybody has signed in. */

import type { Facts } from "../facts.ts";
import { leaveToSignIn } from "../identity/sign_in.ts";
import { t } from "../texts/texts.ts";
import { LanguageChoice } from "./frame.tsx";

export function SignInPage({
  facts,
  wrong,
  onLanguage,
}: {
  readonly facts: Facts;
  /** What went wrong before, if anything did. */
  readonly wrong: string | null;
  readonly onLanguage: () => void;
}) {
  return (
    <div class="sign-in">
      <header>
        <p class="nameplate">{facts.site.title}</p>
      </header>
      <main>
        <h1>{t("The desk")}</h1>
        <p>
          {t("Articles are written, scheduled and corrected here, by editors who have an account.")}
        </p>
        {wrong && (
          <p class="fault" role="alert">
            {wrong}
          </p>
        )}
        <button type="button" class="first" onClick={() => leaveToSignIn(facts.desk)}>
          {t("Sign in")}
        </button>
      </main>
      <footer>
        <LanguageChoice onChange={onLanguage} />
      </footer>
    </div>
  );
}
