/** Tokens of the user pool: what an editor gets for signing in (RFC 6749, RFC 7009, RFC 7636). */

import { SessionEnded, Unreachable } from "../api/client.ts";
import type { DeskFacts } from "../facts.ts";

/** What was given for signing in. */
export interface Tokens {
  /** Says who somebody is: a JSON Web Token. */
  readonly id: string;
  /** Brings new ones, for a day's work. */
  readonly refresh: string;
  /** When the first ends: milliseconds since 1970. */
  readonly endsAt: number;
}

/** What a token says of its editor. */
export interface Claims {
  readonly "cognito:username": string;
  readonly "cognito:groups"?: readonly string[];
  readonly name?: string;
}

interface TokenAnswer {
  readonly id_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
}

/** Read what a token says; nobody checks it here, since the identity pool does. */
export function claimsOf(idToken: string): Claims {
  const payload = (idToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}

/** Exchange the code that managed login sent back. */
export function tokensForCode(desk: DeskFacts, code: string, verifier: string): Promise<Tokens> {
  return ask(desk, {
    grant_type: "authorization_code",
    code,
    code_verifier: verifier,
    redirect_uri: redirectOf(desk),
  });
}

/** Bring new tokens. */
export function refreshed(desk: DeskFacts, tokens: Tokens): Promise<Tokens> {
  return ask(desk, { grant_type: "refresh_token", refresh_token: tokens.refresh }, tokens.refresh);
}

/** End the refresh token at the user pool: nobody gets anything for it again. */
export async function revoke(desk: DeskFacts, tokens: Tokens): Promise<void> {
  await fetch(desk.users_url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AWSCognitoIdentityProviderService.RevokeToken",
    },
    body: JSON.stringify({ ClientId: desk.client_id, Token: tokens.refresh }),
  });
}

/** Where managed login forgets who signed in: the next person at this machine is asked again. */
export function logoutAddress(desk: DeskFacts): string {
  const query = new URLSearchParams({ client_id: desk.client_id, logout_uri: redirectOf(desk) });
  return `${desk.sign_in_url}/logout?${query}`;
}

/** Where managed login leads back to. */
export function redirectOf(desk: DeskFacts): string {
  return `${desk.site_url}/desk/`;
}

async function ask(
  desk: DeskFacts,
  grant: Readonly<Record<string, string>>,
  kept?: string,
): Promise<Tokens> {
  let response: Response;
  try {
    response = await fetch(`${desk.sign_in_url}/oauth2/token`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...grant, client_id: desk.client_id }).toString(),
    });
  } catch {
    throw new Unreachable("the user pool does not answer");
  }
  if (response.status >= 500 || response.status === 429) {
    throw new Unreachable("the user pool fails");
  }
  if (!response.ok) throw new SessionEnded("the user pool gives no token for this");
  const answer = (await response.json()) as TokenAnswer;
  return {
    id: answer.id_token,
    refresh: answer.refresh_token ?? kept ?? "",
    endsAt: Date.now() + answer.expires_in * 1000,
  };
}
