/** Signing in by managed login: away from the page and back, or in a window beside it. */

import { SessionEnded } from "../api/client.ts";
import type { DeskFacts } from "../facts.ts";
import { redirectOf, type Tokens, tokensForCode } from "./tokens.ts";

/** What has to be remembered while managed login has the editor. */
interface Asking {
  readonly state: string;
  readonly verifier: string;
  /** Where the editor was: a hash. */
  readonly route: string;
}

const ASKING = "broadsheet.desk.asking";
const BESIDE = "beside-";
const CHANNEL = "broadsheet.desk.sign-in";
const BYTES = 32;

/** Leave the page for managed login. */
export async function leaveToSignIn(desk: DeskFacts): Promise<void> {
  const asking = newAsking("", location.hash);
  sessionStorage.setItem(ASKING, JSON.stringify(asking));
  location.assign(await loginAddress(desk, asking));
}

/**
 * Take up what managed login sent back, if it did.
 *
 * The code is taken out of the address bar and of the history at once. In a window that was opened
 * beside a page, the code is handed to that page.
 *
 * @returns tokens, nothing where nobody has come back, "handed-over" in such a window.
 */
export async function comeBack(desk: DeskFacts): Promise<Tokens | "handed-over" | null> {
  const query = new URLSearchParams(location.search);
  const [code, state] = [query.get("code"), query.get("state") ?? ""];
  if (code === null) return null;
  if (state.startsWith(BESIDE)) {
    history.replaceState(null, "", location.pathname);
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage({ code, state });
    channel.close();
    return "handed-over";
  }
  const asking = JSON.parse(sessionStorage.getItem(ASKING) ?? "null") as Asking | null;
  sessionStorage.removeItem(ASKING);
  history.replaceState(null, "", `${location.pathname}${asking?.route ?? ""}`);
  if (asking === null || asking.state !== state) throw new SessionEnded("it was not asked for");
  return tokensForCode(desk, code, asking.verifier);
}

/**
 * Sign in again in a window of its own: the page and all that is typed in it stay.
 *
 * To be called where the editor presses something, or the browser opens no window.
 */
export async function signInBeside(desk: DeskFacts): Promise<Tokens> {
  const asking = newAsking(BESIDE, "");
  const beside = window.open("about:blank", "_blank", "popup,width=480,height=640");
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const coming = codeFor(asking.state, channel);
    const address = await loginAddress(desk, asking);
    if (beside) beside.location.href = address;
    else window.open(address, "_blank");
    return await tokensForCode(desk, await coming, asking.verifier);
  } finally {
    channel.close();
  }
}

function codeFor(state: string, channel: BroadcastChannel): Promise<string> {
  return new Promise((resolve) => {
    channel.onmessage = ({ data }: MessageEvent<{ code: string; state: string }>) => {
      if (data.state === state) resolve(data.code);
    };
  });
}

function newAsking(prefix: string, route: string): Asking {
  return { state: prefix + random(), verifier: random(), route };
}

async function loginAddress(desk: DeskFacts, asking: Asking): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(asking.verifier));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: desk.client_id,
    redirect_uri: redirectOf(desk),
    scope: "openid",
    state: asking.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  });
  return `${desk.sign_in_url}/oauth2/authorize?${query}`;
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(BYTES)));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
