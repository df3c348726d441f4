/** The session: what becomes of calls that are on their way while the editor signs in again. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { SessionEnded } from "../src/api/client.ts";
import type { DeskFacts } from "../src/facts.ts";
import { OtherEditor, Session } from "../src/identity/session.ts";
import type { Tokens } from "../src/identity/tokens.ts";

const DESK = {
  region: "eu-west-1",
  user_pool: "pool",
  sign_in_url: "https://sign-in.example",
  identities_url: "https://identities.example",
} as DeskFacts;
const HOUR = 3_600_000;
/** Of the event loop, after which nobody asks any more: all answers here are in memory. */
const TURNS = 1_000;
const fetched = globalThis.fetch;
/** What the tab has kept, the newest last. */
let kept: string[] = [];
/** Answers that are yet to be given, each by the token that is asked with. */
let asked: { token: string; answer: (response: Response) => void }[] = [];

beforeEach(() => {
  asked = [];
  kept = [];
  globalThis.sessionStorage = {
    setItem: (_: string, tokens: string) => kept.push(tokens),
    removeItem: () => kept.push("nothing"),
  } as unknown as Storage;
  globalThis.fetch = (_, init) => {
    const target = new Headers(init?.headers).get("X-Amz-Target") ?? "";
    if (target.endsWith(".GetId")) return Promise.resolve(json({ IdentityId: "identity" }));
    const token = target === "" ? "refresh" : tokenIn(String(init?.body));
    return new Promise((answer) => asked.push({ token, answer }));
  };
});

afterEach(() => {
  globalThis.fetch = fetched;
});

function tokenIn(body: string): string {
  const { Logins = {} } = JSON.parse(body) as { Logins?: Record<string, string> };
  return Object.values(Logins)[0] ?? "";
}

function json(document: unknown, status = 200): Response {
  return new Response(JSON.stringify(document), { status });
}

function credentials(key: string): Response {
  const given = { AccessKeyId: key, SecretKey: "s", SessionToken: "t" };
  return json({ Credentials: { ...given, Expiration: (Date.now() + HOUR) / 1000 } });
}

function tokens(account: string, sign: string, endsAt = Date.now() + HOUR): Tokens {
  const claims = btoa(JSON.stringify({ "cognito:username": account }));
  return { id: `head.${claims}.${sign}`, refresh: `refresh-${sign}`, endsAt };
}

/** Wait until so many answers are wanted, and give the token that the last is wanted for. */
async function wanted(count: number): Promise<string> {
  for (let turn = 0; asked.length < count; turn += 1) {
    assert.ok(turn < TURNS, `nobody asks ${count} times`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return asked[count - 1]?.token ?? "";
}

test("a refusal of the session before is nobody's who has signed in again", async () => {
  const session = new Session(DESK, tokens("anna", "old"));
  const before = session.renewed();
  assert.match(await wanted(1), /old$/);
  session.takeOver(tokens("anna", "new"));
  const after = session.credentials();
  assert.match(await wanted(2), /new$/);
  asked[0]?.answer(json({ __type: "NotAuthorizedException" }, 400));
  asked[1]?.answer(credentials("NEW"));
  assert.equal((await after).accessKeyId, "NEW");
  assert.equal((await before).accessKeyId, "NEW");
});

test("credentials of the session before do not take the place of newer ones", async () => {
  const session = new Session(DESK, tokens("anna", "old"));
  const before = session.renewed();
  await wanted(1);
  session.takeOver(tokens("anna", "new"));
  const after = session.credentials();
  await wanted(2);
  asked[1]?.answer(credentials("NEW"));
  await after;
  asked[0]?.answer(credentials("OLD"));
  await before;
  assert.equal((await session.credentials()).accessKeyId, "NEW");
});

test("tokens that are renewed late do not take the place of newer ones", async () => {
  const session = new Session(DESK, tokens("anna", "old", Date.now()));
  const before = session.renewed();
  assert.equal(await wanted(1), "refresh");
  session.takeOver(tokens("anna", "new"));
  asked[0]?.answer(json({ id_token: tokens("anna", "late").id, expires_in: 3600 }));
  assert.match(await wanted(2), /new$/);
  asked[1]?.answer(credentials("NEW"));
  assert.equal((await before).accessKeyId, "NEW");
});

test("a session that has ended says so, to all who asked", async () => {
  const session = new Session(DESK, tokens("anna", "old"));
  const calls = [session.credentials(), session.credentials()];
  await wanted(1);
  asked[0]?.answer(json({ __type: "NotAuthorizedException" }, 400));
  for (const call of calls) await assert.rejects(call, SessionEnded);
  assert.equal(asked.length, 1);
});

test("tokens that come after signing out are kept nowhere", async () => {
  const session = new Session(DESK, tokens("anna", "old", Date.now()));
  const renewed = session.renewed();
  await wanted(1);
  void session.signOut();
  asked[0]?.answer(json({ id_token: tokens("anna", "late").id, expires_in: 3600 }));
  await wanted(3);
  asked[2]?.answer(credentials("LATE"));
  await renewed;
  assert.equal(kept.at(-1), "nothing");
});

test("nobody goes on with the session of another", () => {
  const session = new Session(DESK, tokens("anna", "old"));
  assert.throws(() => session.takeOver(tokens("nikos", "new")), OtherEditor);
  assert.equal(session.editor.account, "anna");
});
