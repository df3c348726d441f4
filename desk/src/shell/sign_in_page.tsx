/** What the page shows before anybody has signed in. */

import type { Facts } from "../facts.ts";
import { leaveToSignIn } from "../identity/sign_in.ts";
import { t } from "../texts/texts.ts";
import { LanguageChoice } from "./frame.tsx";

export function SignInPage({
  facts,
  hasFailed,
  onLanguage,
}: {
  readonly facts: Facts;
  readonly hasFailed: boolean;
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
        {hasFailed && (
          <p class="fault" role="alert">
            {t("Signing in did not work. Try again.")}
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
