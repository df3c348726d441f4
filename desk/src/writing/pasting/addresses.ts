/** Addresses of pasted links: out of the wrappings that programs put around them. */

import { allowedAddress } from "../body/allowed.ts";

/** Hosts that lead on to another address, and the parameter that has it. */
const WRAPPINGS: readonly (readonly [RegExp, RegExp, readonly string[]])[] = [
  [/^(www\.)?google\.[a-z.]+$/, /^\/url$/, ["q", "url"]],
  [/\.safelinks\.protection\.outlook\.com$/, /./, ["url"]],
  [/^l{1,2}m?\.(facebook|instagram)\.com$/, /./, ["u"]],
  [/^(www\.)?youtube\.com$/, /^\/redirect$/, ["q"]],
  [/^slack-redir\.net$/, /^\/link$/, ["url"]],
];
const MAX_WRAPPINGS = 5;

/** Return where a link leads in the end, or nothing if no body may lead there. */
export function unwrapped(written: string): string | null {
  let address = written.trim();
  for (let count = 0; count < MAX_WRAPPINGS; count += 1) {
    const inner = within(address);
    if (inner === null) break;
    address = inner;
  }
  return allowedAddress(address);
}

function within(address: string): string | null {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null;
  const { hostname, pathname, searchParams } = new URL(address);
  const found = WRAPPINGS.find(([host, path]) => host.test(hostname) && path.test(pathname));
  const inner = found?.[2].map((name) => searchParams.get(name)).find((value) => value);
  return inner && /^(https?|mailto):/i.test(inner) ? inner : null;
}
