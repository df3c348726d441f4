/** The frame of the page. */

import type { Facts } from "../facts.ts";
import { t } from "../texts/texts.ts";

export function App({ facts }: { readonly facts: Facts }) {
  return (
    <header class="masthead">
      <p class="nameplate">{facts.site.title}</p>
      <h1>{t("Desk")}</h1>
    </header>
  );
}
