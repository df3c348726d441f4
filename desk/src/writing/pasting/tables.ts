/** Tables of a paste: those that hold data, apart from those that only lay out a page. */

import { readAttributes } from "../body/allowed.ts";
import { element } from "../body/markup.ts";
import { styleOf } from "./styles.ts";

type WriteItem = (item: Element) => string;

/** Whether a table only lays out a mail or a page. */
export function isLayout(table: Element): boolean {
  if (/^(presentation|none)$/.test(table.getAttribute("role") ?? "")) return true;
  const rows = [...table.querySelectorAll("tr")];
  return table.querySelector("table") !== null || rows.every((row) => row.children.length <= 1);
}

/** Write a table. */
export function writtenTable(table: Element, write: WriteItem): string {
  const own = (selector: string) =>
    [...table.querySelectorAll(selector)].filter((found) => found.closest("table") === table);
  const caption = own("caption").map((found) => element("caption", {}, write(found)));
  const rows = own("tr").filter((row) => row.children.length > 0);
  let sections = "";
  let written = "";
  for (const [index, row] of rows.entries()) {
    written += writtenRow(row, write);
    const section = sectionOf(row);
    const next = rows[index + 1];
    if (next && sectionOf(next) === section) continue;
    sections += element(section, {}, written);
    written = "";
  }
  return element("table", {}, (caption[0] ?? "") + sections);
}

function sectionOf(row: Element): string {
  const around = row.parentElement?.localName ?? "";
  return around === "thead" || around === "tfoot" ? around : "tbody";
}

function writtenRow(row: Element, write: WriteItem): string {
  const cells = [...row.children].filter(({ localName }) => /^t[dh]$/.test(localName));
  return element("tr", {}, cells.map((cell) => writtenCell(cell, write)).join(""));
}

function writtenCell(cell: Element, write: WriteItem): string {
  const { id: _id, lang: _lang, dir: _dir, align: _align, ...attributes } = readAttributes(cell);
  for (const name of ["colspan", "rowspan"]) {
    if (attributes[name] === "1") delete attributes[name];
  }
  const side = sideOf(cell);
  const aligned = side ? { align: side, ...attributes } : attributes;
  return element(cell.localName, aligned, write(cell));
}

/** Where a cell has its text, by itself or by its only paragraph. */
function sideOf(cell: Element): string | null {
  const holders = [cell, ...(cell.children.length === 1 ? [...cell.children] : [])];
  const sides = holders.map(
    (holder) => styleOf(holder).get("text-align") ?? holder.getAttribute("align") ?? "",
  );
  const found = sides.map((side) => /(?:-\w+-)?(center|right)$/.exec(side.toLowerCase())?.[1]);
  return found.find((side) => side) ?? null;
}
