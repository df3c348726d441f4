/** Lists of Word: paragraphs whose style has a level, with points written as text. */

import { styleOf } from "./styles.ts";

const NUMBER = /^\W?(?:\d+(?:\.\d+)*|[a-z]{1,4})[.):]|^\d+(?:\.\d+)+/i;

interface Item {
  readonly paragraph: Element;
  readonly level: number;
  readonly kind: "ul" | "ol";
  readonly start: string | null;
}

/** Join the lists of Word on the web, which writes one for each item. */
export function joinWebLists(body: Element): void {
  for (const holder of body.querySelectorAll(".ListContainerWrapper + .ListContainerWrapper")) {
    const [list, item] = [holder.querySelector("ul, ol"), holder.querySelector("li")];
    const before = holder.previousElementSibling;
    const level = Number(item?.getAttribute("data-aria-level") ?? 1);
    let target = before?.querySelector(":scope > ul, :scope > ol") ?? null;
    for (let depth = 1; target && depth < level; depth += 1) target = within(target, list);
    if (!list || !before || target?.localName !== list.localName) continue;
    target.append(...list.childNodes);
    // What follows is joined to the same list.
    holder.replaceWith(before);
  }
}

function within(list: Element, kind: Element | null): Element | null {
  const item = list.lastElementChild;
  const inner = item?.querySelector(":scope > ul, :scope > ol");
  if (inner || !item || !kind) return inner ?? null;
  const made = list.ownerDocument.createElement(kind.localName);
  item.append(made);
  return made;
}

/** Make lists of the paragraphs that are items of Word's lists. */
export function makeWordLists(body: Element): void {
  const paragraphs = [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")];
  const items = new Map(
    paragraphs.flatMap((paragraph) => {
      const item = readItem(paragraph);
      return item ? [[paragraph, item] as const] : [];
    }),
  );
  while (items.size > 0) {
    const [first] = items.values();
    if (!first) return;
    const together = [first];
    let next = following(first.paragraph);
    for (let item = next && items.get(next); item; item = next && items.get(next)) {
      together.push(item);
      next = following(item.paragraph);
    }
    for (const item of together) items.delete(item.paragraph);
    writeLists(together);
  }
}

function following(element: Element): Element | null {
  let next = element.nextSibling;
  while (next && next.nodeType !== 1 && (next.nodeType === 8 || !next.nodeValue?.trim())) {
    next = next.nextSibling;
  }
  return next?.nodeType === 1 ? (next as Element) : null;
}

function readItem(paragraph: Element): Item | null {
  const level = /\blevel(\d)\b/.exec(styleOf(paragraph).get("mso-list") ?? "")?.[1];
  // A numbered heading stays a heading; its number goes with its point.
  const point = [...paragraph.querySelectorAll("span")].find(
    (span) => styleOf(span).get("mso-list") === "ignore",
  );
  if (!level) return null;
  const text = (point?.textContent ?? "").trim();
  point?.remove();
  if (/^h\d$/.test(paragraph.localName)) return null;
  const number = /^\(?(\d+)/.exec(text)?.[1];
  return {
    paragraph,
    level: Number(level),
    kind: NUMBER.test(text) ? "ol" : "ul",
    start: number && number !== "1" ? number : null,
  };
}

function writeLists(items: readonly Item[]): void {
  const open: { list: Element; level: number; kind: string }[] = [];
  for (const item of items) {
    const page = item.paragraph.ownerDocument;
    const deepest = () => open.at(-1);
    while ((deepest()?.level ?? 0) > item.level) open.pop();
    if (deepest()?.level === item.level && deepest()?.kind !== item.kind) open.pop();
    if (!deepest() || (deepest()?.level ?? 0) < item.level) {
      const list = page.createElement(item.kind);
      if (item.start) list.setAttribute("start", item.start);
      const around = deepest()?.list.lastElementChild;
      if (around) around.append(list);
      else item.paragraph.before(list);
      open.push({ list, level: item.level, kind: item.kind });
    }
    const point = page.createElement("li");
    deepest()?.list.append(point);
    point.append(item.paragraph);
  }
}
