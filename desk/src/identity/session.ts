/** A session: an editor who has signed in, as long as the tokens can be renewed. */

import type { DeskFacts } from "../facts.ts";
import type { Editor } from "../shell/desk.ts";
import { type Credentials, credentialsFor } from "./credentials.ts";
import { claimsOf, refreshed, revoke, type Tokens } from "./tokens.ts";

const KEPT_AS = "broadsheet.desk.tokens";
/** Milliseconds before their end from which on tokens and credentials are renewed. */
const EARLY = 5 * 60_000;

/** Somebody else signed in, where an editor was to go on. */
export class OtherEditor extends Error {}

/** Whoever has signed in at this page. */
export class Session {
  readonly #desk: DeskFacts;
  #tokens: Tokens;
  #credentials: Credentials | null = null;
  #renewing: Promise<Credentials> | null = null;
  #isOver = false;

  constructor(desk: DeskFacts, tokens: Tokens) {
    this.#desk = desk;
    this.#tokens = tokens;
    this.#keep();
  }

  /** Go on with the session of this tab, if there is one: a reload is no signing out. */
  static kept(desk: DeskFacts): Session | null {
    const kept = sessionStorage.getItem(KEPT_AS);
    return kept === null ? null : new Session(desk, JSON.parse(kept) as Tokens);
  }

  /** Who it is. */
  get editor(): Editor {
    const claims = claimsOf(this.#tokens.id);
    const account = claims["cognito:username"];
    const isDesk = claims["cognito:groups"]?.includes("desk") ?? false;
    return { account, name: claims.name || account, kind: isDesk ? "desk" : "reader" };
  }

  /** Whether the account may do anything at all: it is in a group. */
  get hasRights(): boolean {
    return (claimsOf(this.#tokens.id)["cognito:groups"]?.length ?? 0) > 0;
  }

  /**
   * Return credentials that are good for some minutes yet.
   *
   * @throws SessionEnded if the editor has to sign in again, Unreachable if nothing answers.
   */
  async credentials(): Promise<Credentials> {
    const known = await (this.#credentials ?? this.renewed());
    return known.endsAt - Date.now() > EARLY ? known : this.renewed();
  }

  /** Return new credentials, whatever is known of those before; all who ask at once get the same. */
  renewed(): Promise<Credentials> {
    if (this.#renewing) return this.#renewing;
    const renewing = this.#ask().finally(() => {
      if (this.#renewing === renewing) this.#renewing = null;
    });
    this.#renewing = renewing;
    return renewing;
  }

  /**
   * Go on with other tokens: the editor has signed in again.
   *
   * @throws OtherEditor if it was somebody else: the page shows what another has typed.
   */
  takeOver(tokens: Tokens): void {
    const account = claimsOf(tokens.id)["cognito:username"];
    if (account !== this.editor.account) throw new OtherEditor(account);
    this.#tokens = tokens;
    this.#credentials = null;
    this.#renewing = null;
    this.#keep();
  }

  /** Forget everything here, and end the refresh token at the user pool. */
  async signOut(): Promise<void> {
    this.#isOver = true;
    sessionStorage.removeItem(KEPT_AS);
    this.#credentials = null;
    await revoke(this.#desk, this.#tokens);
  }

  /** Ask the pools; if the editor signs in again meanwhile, no older refusal counts. */
  async #ask(): Promise<Credentials> {
    let asked = this.#tokens;
    try {
      asked = await this.#lasting();
      const credentials = await credentialsFor(this.#desk, asked.id);
      if (this.#tokens === asked) this.#credentials = credentials;
      return credentials;
    } catch (error) {
      if (this.#tokens !== asked) return this.renewed();
      throw error;
    }
  }

  /** Return tokens that are good for some minutes yet. */
  async #lasting(): Promise<Tokens> {
    const known = this.#tokens;
    if (known.endsAt - Date.now() > EARLY) return known;
    const newer = await refreshed(this.#desk, known);
    if (this.#tokens === known) {
      this.#tokens = newer;
      this.#keep();
    }
    return this.#tokens;
  }

  #keep(): void {
    // Tokens that were on their way when the editor signed out stay with nobody.
    if (!this.#isOver) sessionStorage.setItem(KEPT_AS, JSON.stringify(this.#tokens));
  }
}
