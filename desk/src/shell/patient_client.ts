/** A client that outlives a session: who has to sign in again is asked to, and the call goes on. */

import { type Answer, type ApiClient, type Call, SessionEnded } from "../api/client.ts";

/** Calls as another client does, after signing in again where that is needed. */
export class PatientClient implements ApiClient {
  readonly #client: ApiClient;
  readonly #signInAgain: () => Promise<void>;

  /** @param signInAgain ends when the editor has signed in, fails if that is not wanted. */
  constructor(client: ApiClient, signInAgain: () => Promise<void>) {
    this.#client = client;
    this.#signInAgain = signInAgain;
  }

  async call<Document>(call: Call): Promise<Answer<Document>> {
    for (;;) {
      try {
        return await this.#client.call<Document>(call);
      } catch (error) {
        if (!(error instanceof SessionEnded)) throw error;
        await this.#signInAgain();
      }
    }
  }
}
