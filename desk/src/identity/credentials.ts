/** Credentials: the rights of an editor's group, for an hour, from the identity pool. */

import { SessionEnded, Unreachable } from "../api/client.ts";
import type { DeskFacts } from "../facts.ts";

/** What requests are signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** Errors of the pools that have nothing to do with the token, though their status is 400. */
const PASSING = /TooManyRequests|LimitExceeded|InternalError|Throttling/;

interface Given {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretKey: string;
    readonly SessionToken: string;
    readonly Expiration: number;
  };
}

/**
 * Ask for the credentials that a token stands for.
 *
 * @throws SessionEnded if there are none for it, Unreachable if nothing answers.
 */
export async function credentialsFor(desk: DeskFacts, idToken: string): Promise<Credentials> {
  const provider = `cognito-idp.${desk.region}.amazonaws.com/${desk.user_pool}`;
  const logins = { [provider]: idToken };
  const asked = { IdentityPoolId: desk.identity_pool, Logins: logins };
  const identity = await call<{ IdentityId: string }>(desk, "GetId", asked);
  const given = await call<Given>(desk, "GetCredentialsForIdentity", {
    IdentityId: identity.IdentityId,
    Logins: logins,
  });
  return {
    accessKeyId: given.Credentials.AccessKeyId,
    secretAccessKey: given.Credentials.SecretKey,
    sessionToken: given.Credentials.SessionToken,
    endsAt: given.Credentials.Expiration * 1000,
  };
}

async function call<Answer>(desk: DeskFacts, operation: string, asked: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(desk.identities_url, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `AWSCognitoIdentityService.${operation}`,
      },
      body: JSON.stringify(asked),
    });
  } catch {
    throw new Unreachable("the identity pool does not answer");
  }
  if (response.ok) return (await response.json()) as Answer;
  const said = await response.text();
  if (response.status >= 500 || PASSING.test(said))
    throw new Unreachable("the identity pool fails");
  throw new SessionEnded("the identity pool gives no credentials for this");
}
