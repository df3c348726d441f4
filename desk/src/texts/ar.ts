/** The page's texts in Arabic, by the English ones. */

import type { Catalogue } from "./texts.ts";

export const arabic: Catalogue = {
  Desk: "مكتب التحرير",
};
