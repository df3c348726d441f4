/** Articles whose newest revision readers do not see, since the index has a fault with it. */

import { useEffect, useState } from "preact/hooks";
import { listArticles } from "../api/articles.ts";
import type { Listed } from "../api/documents.ts";
import { useDesk } from "../shell/desk.ts";
import { articleHash } from "../shell/router.ts";
import { t } from "../texts/texts.ts";

export function Faults() {
  const { api } = useDesk();
  const [faults, setFaults] = useState<readonly Listed[]>([]);
  useEffect(() => {
    // The list that was asked for says that nothing can be read; this one need not say it again.
    listArticles(api, "fault").then(
      ({ document }) => setFaults(document.articles),
      () => setFaults([]),
    );
  }, [api]);
  if (faults.length === 0) return null;
  return (
    <section class="attention" aria-labelledby="faults">
      <h2 id="faults" class="rubric">
        {t("Readers do not see what was saved")}
      </h2>
      <ul class="articles">
        {faults.map((each) => (
          <li key={each.id}>
            <p class="what">
              <a href={articleHash(each.id)}>
                <bdi>{each.headline ?? each.id}</bdi>
              </a>
            </p>
            <p class="fault">
              <bdi>{each.fault?.reason}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
