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

/** Return the keys of the drafts that are held. */
export async function heldDrafts(): Promise<ReadonlySet<string>> {
  const all = await locks()?.query();
  const names = (all?.held ?? []).map(({ name = "" }) => name);
  const own = names.filter((name) => name.startsWith(NAME));
  return new Set(own.map((name) => name.slice(NAME.length)));
}

function locks(): LockManager | undefined {
  return (navigator as { locks?: LockManager }).locks;
}
