/** A client that outlives a session: who has to sign in again is asked to, and the call goes on. */

import { type Answer, type ApiClient, type Call, SessionEnded } from "../api/client.ts";

/** Calls as another client does, after signing in again where that is needed. */
export class PatientClient implements ApiClient {
  readonly #client: ApiClient;
  readonly #signedIn: () => Promise<void>;

  /** @param signedIn ends when the editor has signed in again. */
  constructor(client: ApiClient, signedIn: () => Promise<void>) {
    this.#client = client;
    this.#signedIn = signedIn;
  }

  async call<Document>(call: Call): Promise<Answer<Document>> {
    for (;;) {
      try {
        return await this.#client.call<Document>(call);
      } catch (error) {
        if (!(error instanceof SessionEnded)) throw error;
        await this.#signedIn();
      }
    }
  }
}
