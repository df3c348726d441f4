/** The client: what is tried again and what is not, and what becomes of each refusal. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { type Call, ProblemAnswer, SessionEnded, Unreachable } from "../src/api/client.ts";
import { mayRepeat, SignedClient } from "../src/api/signed_client.ts";
import type { DeskFacts } from "../src/facts.ts";
import type { Credentials } from "../src/identity/credentials.ts";

const DESK = { api_url: "https://api.example/v1", region: "eu-west-1" } as DeskFacts;
const LIST: Call = { method: "GET", path: "/articles", query: { status: "held" } };
const fetched = globalThis.fetch;
let asked: Request[] = [];

afterEach(() => {
  globalThis.fetch = fetched;
});

function credentials(name: string): Credentials {
  return { accessKeyId: name, secretAccessKey: "s", sessionToken: "t", endsAt: Infinity };
}

function answering(...answers: (Response | Error)[]): SignedClient {
  asked = [];
  globalThis.fetch = async (url, init) => {
    asked.push(new Request(url as string, init as RequestInit));
    const answer = answers[asked.length - 1];
    if (answer === undefined) throw new Error("nobody expected this call");
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const source = {
    credentials: async () => credentials("first"),
    renewed: async () => credentials("renewed"),
  };
  return new SignedClient(DESK, source, [0, 0]);
}

function json(status: number, document: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(document), { status, headers });
}

function keyOf(request: Request | undefined): string {
  return /Credential=(\w+)\//.exec(request?.headers.get("Authorization") ?? "")?.[1] ?? "";
}

test("a call is signed, and its answer read with the revision that stands", async () => {
  const client = answering(json(200, { id: "bridge" }, { ETag: '"desk-2"' }));
  const call: Call = { method: "PUT", path: "/articles/bridge", document: {}, ifMatch: "desk-1" };
  const answer = await client.call(call);
  assert.deepEqual([answer.etag, answer.document], ["desk-2", { id: "bridge" }]);
  assert.equal(asked[0]?.headers.get("If-Match"), '"desk-1"');
  assert.equal(asked[0]?.headers.get("X-Amz-Security-Token"), "t");
  assert.equal(keyOf(asked[0]), "first");
});

test("what passes is asked for again, and no oftener than it is told", async () => {
  const client = answering(json(503, {}), json(502, {}), json(200, {}));
  assert.equal((await client.call(LIST)).status, 200);
  await assert.rejects(
    answering(json(503, {}), json(503, {}), json(503, { detail: "It is away." })).call(LIST),
    (error: ProblemAnswer) => error.status === 503 && error.message === "It is away.",
  );
  assert.equal(asked.length, 3);
});

test("an article without a name of its own is never sent twice", async () => {
  const unnamed: Call = { method: "POST", path: "/articles", document: {} };
  await assert.rejects(answering(json(503, {})).call(unnamed), ProblemAnswer);
  await assert.rejects(answering(new TypeError("away")).call(unnamed), Unreachable);
  assert.equal(asked.length, 1);
  const named: Call = { ...unnamed, idempotencyKey: "k" };
  assert.equal((await answering(json(503, {}), json(201, {})).call(named)).status, 201);
  assert.equal(asked[1]?.headers.get("Idempotency-Key"), "k");
  assert.ok(mayRepeat({ method: "POST", path: "/preview" }));
});

test("a refusal is answered with new credentials, once", async () => {
  assert.equal((await answering(json(403, {}), json(200, {})).call(LIST)).status, 200);
  assert.deepEqual(asked.map(keyOf), ["first", "renewed"]);
  await assert.rejects(
    answering(json(403, {}), json(403, { detail: "No right." })).call(LIST),
    (error: ProblemAnswer) => error.status === 403 && error.message === "No right.",
  );
  assert.equal(asked.length, 2);
});

test("so is silence, since a refusal may come without a header that lets it be read", async () => {
  assert.equal((await answering(new TypeError("?"), json(200, {})).call(LIST)).status, 200);
  assert.deepEqual(asked.map(keyOf), ["first", "renewed"]);
  const away = new TypeError("away");
  await assert.rejects(answering(away, away, away, away).call(LIST), Unreachable);
});

test("faults and the revision that stands are told", async () => {
  const faults = [{ pointer: "/headline", detail: "is empty" }];
  await assert.rejects(
    answering(json(422, { errors: faults })).call(LIST),
    (error: ProblemAnswer) => error.faults[0]?.pointer === "/headline",
  );
  await assert.rejects(
    answering(json(412, {}, { ETag: '"desk-7"' })).call(LIST),
    (error: ProblemAnswer) => error.current === "desk-7",
  );
  await assert.rejects(
    answering(new Response("<html>", { status: 404 })).call(LIST),
    (error: ProblemAnswer) => error.status === 404 && error.message === "<html>",
  );
});

test("a session that has ended ends the call", async () => {
  const ended = async () => {
    throw new SessionEnded("sign in again");
  };
  const client = new SignedClient(DESK, { credentials: ended, renewed: ended }, []);
  await assert.rejects(client.call(LIST), SessionEnded);
});
