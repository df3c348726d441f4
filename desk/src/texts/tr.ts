/** The page's texts in Turkish, by the English ones. */

import type { Catalogue } from "./texts.ts";

export const turkish: Catalogue = {
  Desk: "Yazı işleri",
};
