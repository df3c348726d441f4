/** What the page is told before anybody has signed in: see `pages/desk_page.py`. */

/** Where the page finds what it talks to; none of it is secret. */
export interface DeskFacts {
  readonly site_url: string;
  readonly api_url: string;
  readonly region: string;
  readonly sign_in_url: string;
  readonly user_pool: string;
  readonly client_id: string;
  readonly identity_pool: string;
  readonly users_url: string;
  readonly identities_url: string;
}

/** A section of the paper. */
export interface Section {
  readonly slug: string;
  readonly name: string;
}

/** The paper's own settings, as far as the desk needs them. */
export interface SiteFacts {
  readonly title: string;
  /** Of the paper: BCP 47. */
  readonly language: string;
  /** That articles may have. */
  readonly languages: readonly string[];
  /** IANA name: moments are written in it. */
  readonly time_zone: string;
  readonly city: string;
  readonly sections: readonly Section[];
  readonly opinion_labels: readonly string[];
  /** Names as bylines write them. */
  readonly authors: readonly string[];
  /** The byline of an article that names nobody. */
  readonly newsroom: string;
}

/** All that the page is told. */
export interface Facts {
  readonly desk: DeskFacts;
  readonly site: SiteFacts;
}

/** Read the facts that render wrote into the page. */
export function readFacts(page: Document): Facts {
  return JSON.parse(page.getElementById("facts")?.textContent ?? "") as Facts;
}
