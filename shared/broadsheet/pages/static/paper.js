// The menu over the page, more of a list in its place, a link to copy. Without this script, or when
// it fails, the same links lead to the same things on pages of their own.

const PATIENCE = 10_000; // milliseconds until a page that does not come has failed
const FRESH = 60_000; // milliseconds that the menu is shown again for, as long as the edge keeps it

async function part(address, selector) {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.querySelector(selector);
  if (!found) throw new Error(`${address} has no ${selector}`);
  return found;
}

// A click that asks for a new tab, a new window or a download is the browser's own.
const isPlain = (event) =>
  event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

const overlay = document.querySelector("dialog.overlay");
const address = overlay?.dataset.source;
let opener = null;
let loadedAt = -Infinity;

async function fillOverlay() {
  const [loading, failed, contents] = overlay.querySelectorAll(".loading, .failed, .contents");
  if (Date.now() - loadedAt < FRESH) return;
  contents.replaceChildren();
  failed.hidden = true;
  loading.hidden = false;
  try {
    contents.replaceChildren(...(await part(address, "main .contents")).childNodes);
    loadedAt = Date.now();
  } catch {
    failed.hidden = false;
  }
  loading.hidden = true;
}

// CLOSE stands where Menu was.
function placeClose({ top, right }) {
  overlay.style.setProperty("--end", "0px");
  const { right: edge } = overlay.querySelector(".close").getBoundingClientRect();
  overlay.style.setProperty("--end", `${Math.abs(edge - right)}px`);
  overlay.style.setProperty("--top", `${top}px`);
}

function openOverlay(event) {
  const link = event.target.closest?.(`a[href="${address}"]`);
  if (!link || overlay.contains(link) || !isPlain(event)) return;
  event.preventDefault();
  opener = link;
  overlay.removeAttribute("style");
  overlay.showModal();
  const place = link.getBoundingClientRect();
  if (link.matches(".opener") && place.top >= 0) placeClose(place);
  overlay.scrollTop = 0;
  fillOverlay();
}

// A dialog keeps the page out of reach by itself; the browser's own buttons it does not.
function keepFocus(event) {
  if (event.key !== "Tab") return;
  const stops = [...overlay.querySelectorAll("a, button")].filter((stop) => stop.checkVisibility());
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to.focus();
}

if (overlay?.showModal) {
  let pressedOutside = false; // a text that is selected from the inside out closes nothing
  document.addEventListener("click", openOverlay);
  overlay.addEventListener("keydown", keepFocus);
  overlay.addEventListener("pointerdown", (event) => (pressedOutside = isOutside(event)));
  overlay.addEventListener("click", (event) => {
    if (event.target.closest("button") || (pressedOutside && isOutside(event))) overlay.close();
  });
  overlay.addEventListener("close", () => opener?.focus({ preventScroll: true }));
  addEventListener("pagehide", () => overlay.close());
}

function isOutside({ target, clientX, clientY }) {
  const { left, right, top, bottom } = overlay.getBoundingClientRect();
  const inside = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  return target === overlay && !inside;
}

const river = document.querySelector(".river");
const older = document.querySelector(".pager .older");
const told = document.querySelector(".pager .told");

let isLoading = false;

async function loadMore(event) {
  if (!isPlain(event)) return;
  event.preventDefault();
  if (isLoading) return;
  isLoading = true;
  told.textContent = told.dataset.loading;
  try {
    const main = await part(older.href, "main");
    const found = [...main.querySelectorAll(".river .card")];
    const next = main.querySelector(".pager .older");
    if (!found.length) throw new Error(`${older.href} has no stories`);
    // The lead, and a section's newest, may be older than the stories that were loaded with them.
    const shown = new Set([...document.querySelectorAll(".card a")].map((link) => link.href));
    const cards = found.filter((card) => !shown.has(card.querySelector("a").href));
    river.append(...cards);
    const end = next ? "" : told.dataset.end;
    const count = cards.length.toLocaleString(document.documentElement.lang);
    told.textContent = `${told.dataset.loaded} ${count}. ${end}`;
    // A card's picture leads there, too, and takes no focus.
    cards[0]?.querySelector("a:not(.shot)").focus();
    if (next) older.href = next.href;
    else older.remove();
  } catch {
    told.textContent = "";
    location.assign(older.href);
  }
  isLoading = false;
}

if (older && river) {
  older.textContent = older.dataset.more;
  older.addEventListener("click", loadMore);
}

const copy = document.querySelector(".share button");

async function copyLink() {
  const told = copy.parentNode.querySelector(".told");
  try {
    await navigator.clipboard.writeText(copy.value);
    told.textContent = copy.dataset.copied;
  } catch {
    told.textContent = copy.value; // to be copied by hand
  }
}

if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", copyLink);
}
