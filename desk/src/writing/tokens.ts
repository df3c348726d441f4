/** Lists of names, such as tags and bylines, as they are typed. */

/** Suggestions that are shown at once. */
const SHOWN = 8;

/** Return a list with what was typed, parted at commas; what is there already is not added. */
export function withTyped(tokens: readonly string[], typed: string): readonly string[] {
  const added = [...tokens];
  for (const part of typed.split(/[,،\n]/)) {
    const name = part.trim().replace(/\s+/g, " ");
    if (name && !added.some((token) => folded(token) === folded(name))) added.push(name);
  }
  return added;
}

/** Return the suggestions that go with what is typed: those that begin with it first. */
export function matching(
  suggestions: readonly string[],
  taken: readonly string[],
  typed: string,
): readonly string[] {
  const wanted = folded(typed.trim());
  const isTaken = new Set(taken.map(folded));
  const open = suggestions.filter((name) => !isTaken.has(folded(name)));
  const begin = open.filter((name) => folded(name).startsWith(wanted));
  const within = open.filter((name) => !begin.includes(name) && words(name, wanted));
  return [...begin, ...within].slice(0, SHOWN);
}

function words(name: string, wanted: string): boolean {
  return folded(name)
    .split(/[\s-]+/)
    .some((word) => word.startsWith(wanted));
}

/** Case and accents make no other name while one types. */
function folded(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}
