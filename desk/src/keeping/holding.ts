/** Which drafts are being written in some tab of this browser: each in one tab only. */

const NAME = "broadsheet.desk.draft.";

/** Hold a draft as long as the tab lives, or until the function that is returned is called. */
export function hold(key: string): () => void {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Where there are no locks two tabs are not told from one another, and both write.
  void locks()?.request(NAME + key, () => held);
  return release;
}

/** Milliseconds after which a page that was left, or is loaded again, has let go. */
const LETS_GO = 700;

/** Return the keys of the drafts that are held; a page that is being left holds none any more. */
export async function heldDrafts(): Promise<ReadonlySet<string>> {
  const held = await heldNow();
  if (held.size === 0) return held;
  await new Promise((resolve) => setTimeout(resolve, LETS_GO));
  return heldNow();
}

async function heldNow(): Promise<ReadonlySet<string>> {
  const all = await locks()?.query();
  const names = (all?.held ?? []).map(({ name = "" }) => name);
  const own = names.filter((name) => name.startsWith(NAME));
  return new Set(own.map((name) => name.slice(NAME.length)));
}

function locks(): LockManager | undefined {
  return (navigator as { locks?: LockManager }).locks;
}
