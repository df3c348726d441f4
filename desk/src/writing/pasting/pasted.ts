/** Pastes: HTML of other programs, cleaned as the API cleans it and said as the desk writes. */

import { inertBody } from "../body/kept.ts";
import { element } from "../body/markup.ts";
import { PasteReader } from "./flow.ts";
import { type PastedPictures, readPictures } from "./images.ts";
import { takeNotes } from "./note_pairs.ts";
import { withSheets } from "./styles.ts";
import { joinWebLists, makeWordLists } from "./word_lists.ts";

const OFFICE = /mso-|docs-internal-guid|LibreOffice|OpenOffice|urn:schemas-microsoft-com/i;

/** Return what a body may have of a paste, with its footnotes at the end. */
export function cleanPasted(html: string): string {
  const body = inertBody(html);
  withSheets(body.ownerDocument);
  makeWordLists(body);
  joinWebLists(body);
  const notes = takeNotes(body);
  // Word processors write the language of their dictionaries at every text.
  const reader = new PasteReader(!OFFICE.test(html));
  const text = reader.written(body);
  if (notes.length === 0) return text;
  const items = notes.map(({ note }, index) => {
    const times = reader.times(index + 1);
    const links = Array.from({ length: times }, (_, nth) =>
      element("a", { href: `#at-fnref${index + 1}${nth ? `:${nth}` : ""}` }, "↩\ufe0e"),
    ).join(" ");
    return element("li", { id: `at-fn${index + 1}` }, withLinks(reader.writtenNote(note), links));
  });
  return `${text}<hr><ol>${items.join("")}</ol>`;
}

function withLinks(note: string, links: string): string {
  return note.endsWith("</p>") ? `${note.slice(0, -4)} ${links}</p>` : `${note}<p>${links}</p>`;
}

/** Return the pictures of a paste. */
export function picturesIn(html: string): PastedPictures {
  return readPictures(inertBody(html));
}
