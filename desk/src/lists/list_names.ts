/** What the lists are called. */

import type { ListedStatus } from "../shell/router.ts";
import { t } from "../texts/texts.ts";

/** Return the name of a list, as its tab and the keys say it. */
export function listName(status: ListedStatus): string {
  switch (status) {
    case "published":
      return t("Published");
    case "scheduled":
      return t("Scheduled");
    case "held":
      return t("Held");
    case "withdrawn":
      return t("Withdrawn");
  }
}
