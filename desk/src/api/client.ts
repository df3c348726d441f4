/** The API as the page's rooms call it, and what can come of a call. */

import type { Fault } from "./documents.ts";

/** One call of the API. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the API's own address, such as `/articles`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly document?: unknown;
  /** The revision that a change is based on. */
  readonly ifMatch?: string;
  /** The client's name for a submission: with it a POST may be tried again. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** What the API answered to a call that it carried out. */
export interface Answer<Document> {
  readonly status: number;
  readonly document: Document;
  /** The revision, without quotation marks. */
  readonly etag: string | null;
  readonly location: string | null;
}

/** Whoever calls the API; see `api/signed_client.ts`. */
export interface ApiClient {
  /**
   * Carry out a call.
   *
   * @throws ProblemAnswer if the API refuses it, Unreachable if nothing answers,
   *   SessionEnded if the editor has to sign in again.
   */
  call<Document>(call: Call): Promise<Answer<Document>>;
}

/** The API answered that something is wrong (RFC 9457). */
export class ProblemAnswer extends Error {
  readonly status: number;
  readonly title: string;
  readonly faults: readonly Fault[];
  /** What a change has to be based on, where the call was based on another or nothing can be read. */
  readonly current: string | null;

  constructor(
    status: number,
    title: string,
    detail: string,
    faults: readonly Fault[],
    current: string | null,
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.faults = faults;
    this.current = current;
  }
}

/** Nothing answered: the network or the API is away. */
export class Unreachable extends Error {}

/** The editor has to sign in again. */
export class SessionEnded extends Error {}
