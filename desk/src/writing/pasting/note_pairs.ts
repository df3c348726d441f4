/** Footnotes of a paste: a link to a note, which has a link back. */

/** A note, and the links that refer to it. */
export interface NotePair {
  readonly marks: Element[];
  readonly note: Element;
}

/**
 * Find the footnotes of a paste, in the order in which its text refers to them.
 *
 * Word, LibreOffice, Google Docs and encyclopedias name them differently; all of them lead there
 * and back. What is found is taken out of the text: `data-note` says which note a mark refers to.
 */
export function takeNotes(body: Element): NotePair[] {
  const links = [...body.querySelectorAll('a[href^="#"]')];
  const pairs: NotePair[] = [];
  for (const mark of links) {
    const target = targetOf(body, mark);
    if (!target || !follows(mark, target)) continue;
    const back = links.find(
      (link) =>
        isWithin(link, target) &&
        targetOf(body, link) !== null &&
        isAt(targetOf(body, link) as Element, mark),
    );
    if (!back) continue;
    const note = noteAround(target, back);
    const known = pairs.find((pair) => pair.note === note);
    if (known) known.marks.push(mark);
    else pairs.push({ marks: [mark], note });
  }
  for (const [index, { marks, note }] of pairs.entries()) takeOut(marks, note, index, body);
  return pairs;
}

function targetOf(body: Element, link: Element): Element | null {
  // Programs write whole addresses of the document they were copied from, too.
  const name = decoded((link.getAttribute("href") ?? "").slice(1));
  if (name === "") return null;
  const quoted = CSS.escape(name);
  return body.querySelector(`[id="${quoted}"], a[name="${quoted}"]`);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function follows(mark: Element, target: Element): boolean {
  return (mark.compareDocumentPosition(target) & 4) !== 0;
}

function isWithin(link: Element, target: Element): boolean {
  const around = target.closest("li, p, div") ?? target;
  return target.contains(link) || around.contains(link);
}

function isAt(target: Element, mark: Element): boolean {
  return (
    target.contains(mark) ||
    mark.contains(target) ||
    (target.closest("sup") === mark.closest("sup") && target.closest("sup") !== null)
  );
}

function noteAround(target: Element, back: Element): Element {
  const item = back.closest("li");
  if (item) return item;
  if (/^(div|li|p|aside)$/.test(target.localName)) return target;
  const paragraph = back.closest("p");
  const around = paragraph?.parentElement;
  const isOwn = around?.localName === "div" && around.querySelectorAll("a[href^='#']").length === 1;
  return isOwn && around ? around : (paragraph ?? target);
}

function takeOut(marks: readonly Element[], note: Element, index: number, body: Element): void {
  for (const mark of marks) {
    const holder = mark.closest("sup") ?? mark;
    const place = body.ownerDocument.createElement("note-mark");
    place.setAttribute("data-note", String(index + 1));
    holder.replaceWith(place);
  }
  for (const link of note.querySelectorAll('a[href^="#"]')) (link.closest("sup") ?? link).remove();
  for (const empty of note.querySelectorAll(".mw-cite-backlink")) empty.remove();
  const list = note.parentElement;
  const rule = list?.previousElementSibling;
  note.remove();
  if (list && list !== body && list.textContent?.trim() === "") {
    if (rule?.localName === "hr") rule.remove();
    list.remove();
  }
}
