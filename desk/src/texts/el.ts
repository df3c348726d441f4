/** The page's texts in Greek, by the English ones. */

import type { Catalogue } from "./texts.ts";

export const greek: Catalogue = {
  Desk: "Σύνταξη",
};
