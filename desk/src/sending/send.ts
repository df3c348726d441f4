/** Sending a piece of writing so that it arrives once, whatever becomes of the answers. */

import { reviseArticle, submitArticle } from "../api/articles.ts";
import {
  type Answer,
  type ApiClient,
  ProblemAnswer,
  SessionEnded,
  Unreachable,
} from "../api/client.ts";
import type { Fault, Receipt } from "../api/documents.ts";
import { type Draft, isSame } from "../draft.ts";
import { t } from "../texts/texts.ts";

/** What a draft is sent as. */
export interface Target {
  /** The client's name for this piece of writing. */
  readonly key: string;
  /** Whose next revision it is to be; nothing for a new article. */
  readonly article: string | null;
  readonly basedOn: string | null;
}

/** What came of sending. */
export type Outcome =
  | { readonly kind: "saved"; readonly receipt: Receipt }
  | { readonly kind: "faults"; readonly faults: readonly Fault[] }
  /** Somebody else saved the article meanwhile. */
  | { readonly kind: "stale" }
  /** Nothing answers; whether it was saved is not known. */
  | { readonly kind: "away" }
  | { readonly kind: "signed out" }
  | { readonly kind: "refused"; readonly detail: string };

const TRY_LATER = [408, 429];
const TAKEN = 409;
const STALE = 412;

/** One piece of writing on its way. */
export class Sending {
  private unanswered: readonly Draft[];
  private onItsWay: readonly Draft[] = [];
  private readonly api: ApiClient;

  /** @param unanswered what was sent before the page was left, and not answered. */
  constructor(api: ApiClient, unanswered: readonly Draft[] = []) {
    this.api = api;
    this.unanswered = unanswered;
  }

  /** What is sent and not answered: any of it may have been saved. */
  get unsettled(): readonly Draft[] {
    return [...this.unanswered, ...this.onItsWay];
  }

  /** Send a draft; what is unknown afterwards is settled when it is sent again. */
  async send(target: Target, draft: Draft): Promise<Outcome> {
    this.onItsWay = [draft];
    try {
      const receipt = await this.once(target, draft);
      this.unanswered = [];
      return { kind: "saved", receipt };
    } catch (problem) {
      const outcome = outcomeOf(problem);
      if (outcome.kind === "away") this.unanswered = [...this.unanswered, draft];
      return outcome;
    } finally {
      this.onItsWay = [];
    }
  }

  private async once(target: Target, draft: Draft): Promise<Receipt> {
    try {
      return (await this.call(target, draft)).document;
    } catch (problem) {
      if (!isOvertaken(problem)) throw problem;
      const earlier = await this.arrived(target);
      if (earlier === null) throw problem;
      return this.follow(earlier.receipt, earlier.draft, draft);
    }
  }

  private call(target: Target, draft: Draft): Promise<Answer<Receipt>> {
    const { article, basedOn, key } = target;
    if (article === null) return submitArticle(this.api, draft, key);
    return reviseArticle(this.api, article, draft, basedOn ?? "");
  }

  /** Find which of the unanswered drafts was saved: the API answers the same bytes alike again. */
  private async arrived(target: Target): Promise<{ receipt: Receipt; draft: Draft } | null> {
    for (const draft of this.unanswered) {
      try {
        return { receipt: (await this.call(target, draft)).document, draft };
      } catch (problem) {
        if (!isOvertaken(problem)) throw problem;
      }
    }
    return null;
  }

  /** Save what was typed after the draft that arrived. */
  private async follow(receipt: Receipt, arrived: Draft, draft: Draft): Promise<Receipt> {
    if (isSame(arrived, draft)) return receipt;
    const isDatedAlready = arrived.publish_at === draft.publish_at;
    const next = isDatedAlready ? { ...draft, publish_at: null } : draft;
    return (await reviseArticle(this.api, receipt.id, next, receipt.revision)).document;
  }
}

function isOvertaken(problem: unknown): boolean {
  return problem instanceof ProblemAnswer && [TAKEN, STALE].includes(problem.status);
}

function outcomeOf(problem: unknown): Outcome {
  if (problem instanceof SessionEnded) return { kind: "signed out" };
  if (problem instanceof Unreachable) return { kind: "away" };
  if (!(problem instanceof ProblemAnswer)) throw problem;
  if (problem.status === STALE) return { kind: "stale" };
  if (problem.status >= 500 || TRY_LATER.includes(problem.status)) return { kind: "away" };
  if (problem.faults.length > 0) return { kind: "faults", faults: problem.faults };
  const detail = problem.status === 403 ? t("Your account may not do this.") : problem.message;
  return { kind: "refused", detail };
}
