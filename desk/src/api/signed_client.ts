/** The API's client: signs each call (SigV4), and tries again what may be tried again. */

import { AwsV4Signer } from "aws4fetch";
import type { DeskFacts } from "../facts.ts";
import type { Credentials } from "../identity/credentials.ts";
import { type Answer, type ApiClient, type Call, ProblemAnswer, Unreachable } from "./client.ts";
import type { Fault } from "./documents.ts";

/** Where credentials come from. */
export interface CredentialSource {
  credentials(): Promise<Credentials>;
  renewed(): Promise<Credentials>;
}

/** Milliseconds before each attempt after the first; the API may ask for longer. */
const WAITS = [500, 1500, 4000];
const LONGEST_WAIT = 20_000;
/** Milliseconds until an answer is missed; API Gateway hangs up after 29 seconds. */
const PATIENCE = 35_000;
const PASSING = new Set([429, 500, 502, 503, 504]);

interface ProblemDocument {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly Fault[];
}

/** Calls the API with an editor's credentials. */
export class SignedClient implements ApiClient {
  readonly #desk: DeskFacts;
  readonly #source: CredentialSource;
  readonly #waits: readonly number[];

  constructor(desk: DeskFacts, source: CredentialSource, waits: readonly number[] = WAITS) {
    this.#desk = desk;
    this.#source = source;
    this.#waits = waits;
  }

  async call<Document>(call: Call): Promise<Answer<Document>> {
    let credentials = await this.#source.credentials();
    let hasRenewed = false;
    for (let attempt = 0; ; attempt += 1) {
      const response = await this.#sent(call, credentials);
      if (response?.ok) return answerOf<Document>(response);
      // A refusal by API Gateway itself may come without the header that lets this page read it.
      if (!hasRenewed && (response === null || response.status === 403)) {
        credentials = await this.#source.renewed();
        hasRenewed = true;
        if (response !== null || mayRepeat(call)) continue;
      }
      const wait = this.#waits[attempt - (hasRenewed ? 1 : 0)];
      const isPassing = response === null || isPassingFailure(response);
      if (!isPassing || !mayRepeat(call) || wait === undefined) throw await failureOf(response);
      await pause(Math.max(wait, retryAfter(response)), call.signal);
    }
  }

  /** Send a call once; nothing where nobody answers. */
  async #sent(call: Call, credentials: Credentials): Promise<Response | null> {
    const url = new URL(this.#desk.api_url + call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
    const headers: Record<string, string> = {};
    if (call.document !== undefined) headers["Content-Type"] = "application/json";
    if (call.ifMatch !== undefined) headers["If-Match"] = `"${call.ifMatch}"`;
    if (call.idempotencyKey !== undefined) headers["Idempotency-Key"] = call.idempotencyKey;
    const signer = new AwsV4Signer({
      ...credentials,
      method: call.method,
      url: url.href,
      headers,
      ...(call.document === undefined ? {} : { body: JSON.stringify(call.document) }),
      service: "execute-api",
      region: this.#desk.region,
    });
    const signed = await signer.sign();
    const patience = AbortSignal.timeout(PATIENCE);
    const signal = call.signal ? AbortSignal.any([call.signal, patience]) : patience;
    try {
      return await fetch(signed.url, {
        method: signed.method,
        headers: signed.headers,
        body: (signed.body as string | undefined) ?? null,
        cache: "no-store",
        signal,
      });
    } catch (error) {
      if (call.signal?.aborted) throw error;
      return null;
    }
  }
}

/** Whether a failure may be over a moment later; one that names a revision is the article's own. */
function isPassingFailure(response: Response): boolean {
  return PASSING.has(response.status) && revisionOf(response) === null;
}

/** Whether a call that may have been carried out can be sent again: all but one that has no name. */
export function mayRepeat(call: Call): boolean {
  const beginsAnArticle = call.method === "POST" && call.path === "/articles";
  return !beginsAnArticle || call.idempotencyKey !== undefined;
}

/** Read an answer: JSON, or a page as a text. */
async function answerOf<Document>(response: Response): Promise<Answer<Document>> {
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
  const document: unknown = await (isPage ? response.text() : response.json());
  return {
    status: response.status,
    document: document as Document,
    etag: revisionOf(response),
    location: response.headers.get("Location"),
  };
}

function revisionOf(response: Response): string | null {
  return response.headers.get("ETag")?.replaceAll('"', "") ?? null;
}

async function failureOf(response: Response | null): Promise<Error> {
  if (response === null) return new Unreachable("nothing answers");
  const text = await response.text();
  let problem: ProblemDocument = {};
  try {
    problem = JSON.parse(text) as ProblemDocument;
  } catch {
    // What stands between here and the API may answer in words of its own.
  }
  // What a gateway says of its own failures tells an editor nothing.
  const detail = problem.detail ?? (response.status < 500 ? text.slice(0, 300) : "");
  const title = problem.title ?? response.statusText;
  const current = revisionOf(response);
  return new ProblemAnswer(response.status, title, detail, problem.errors ?? [], current);
}

function retryAfter(response: Response | null): number {
  const seconds = Number(response?.headers.get("Retry-After") ?? 0);
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_WAIT) : 0;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
