/** What the styles of a paste mean. */

/** The properties of an element's own style, all in lower case. */
export function styleOf(element: Element): ReadonlyMap<string, string> {
  const written = element.getAttribute("style") ?? "";
  const found = new Map<string, string>();
  for (const declaration of written.toLowerCase().split(";")) {
    const [name = "", ...value] = declaration.split(":");
    found.set(name.trim(), value.join(":").replace("!important", "").trim());
  }
  return found;
}

/** How a text looks, as far as it means something. */
export interface Look {
  readonly strong: boolean;
  readonly em: boolean;
  readonly u: boolean;
  readonly s: boolean;
  readonly sup: boolean;
  readonly sub: boolean;
  /** In points; 0 where nothing says it. */
  readonly size: number;
}

export const PLAIN_LOOK: Look = {
  strong: false,
  em: false,
  u: false,
  s: false,
  sup: false,
  sub: false,
  size: 0,
};

const ELEMENTS: Readonly<Record<string, Partial<Look>>> = {
  strong: { strong: true },
  b: { strong: true },
  em: { em: true },
  i: { em: true },
  u: { u: true },
  s: { s: true },
  strike: { s: true },
  sup: { sup: true, sub: false },
  sub: { sub: true, sup: false },
};

/** Return how a text looks within an element: by its name, and by its style, which counts more. */
export function lookWithin(element: Element, around: Look): Look {
  const style = styleOf(element);
  const look = { ...around, ...ELEMENTS[element.localName] };
  const weight = style.get("font-weight") ?? "";
  if (/^(bold|bolder|[6-9]\d\d)$/.test(weight)) look.strong = true;
  else if (/^(normal|lighter|[1-5]\d\d)$/.test(weight)) look.strong = false;
  const slant = style.get("font-style") ?? "";
  if (/^(italic|oblique)/.test(slant)) look.em = true;
  else if (slant === "normal") look.em = false;
  const line = style.get("text-decoration-line") ?? style.get("text-decoration") ?? "";
  if (line.includes("underline")) look.u = true;
  if (line.includes("line-through")) look.s = true;
  if (/^none\b/.test(line)) Object.assign(look, { u: false, s: false });
  const place = style.get("vertical-align") ?? "";
  if (place === "super") Object.assign(look, { sup: true, sub: false });
  else if (place === "sub") Object.assign(look, { sup: false, sub: true });
  look.size = sizeOf(style.get("font-size") ?? "") || look.size;
  return look;
}

function sizeOf(written: string): number {
  const found = /^([\d.]+)(pt|px)$/.exec(written);
  return found ? Number(found[1]) * (found[2] === "px" ? 0.75 : 1) : 0;
}

const MEANT = ["font-weight", "font-style", "text-decoration", "vertical-align", "font-size"];
const MAX_RULES = 200;

/** Write what the sheets of a paste say of its classes into the elements themselves. */
export function withSheets(page: Document): void {
  for (const sheet of page.querySelectorAll("style")) {
    const text = (sheet.textContent ?? "").replace(/<!--|-->/g, "");
    const read = new CSSStyleSheet();
    read.replaceSync(text.replace(/@import[^;]*;/g, ""));
    for (const rule of [...read.cssRules].slice(0, MAX_RULES)) {
      if (rule instanceof CSSStyleRule && rule.selectorText.includes(".")) applyRule(page, rule);
    }
  }
}

function applyRule(page: Document, rule: CSSStyleRule): void {
  const said = MEANT.map((name) => [name, rule.style.getPropertyValue(name)] as const)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}:${value}`)
    .join(";");
  if (said === "") return;
  for (const element of page.body.querySelectorAll(rule.selectorText)) {
    element.setAttribute("style", `${said};${element.getAttribute("style") ?? ""}`);
  }
}

/** Whether readers are not meant to see an element. */
export function isHidden(element: Element): boolean {
  const style = styleOf(element);
  return (
    style.get("display") === "none" ||
    style.get("mso-hide") === "all" ||
    element.hasAttribute("hidden")
  );
}
