/** The documents of the API, as docs/openapi.yaml describes them. */

export type Status = "held" | "scheduled" | "published" | "withdrawn" | "not-an-article" | "erased";

/** What is wrong with a field, by its JSON Pointer. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** What of an article readers do not get as it was sent, by the pointer of its place. */
export type Warning = Fault;

/** A picture as an article shows it. */
export interface Illustration {
  readonly id: string;
  readonly alt?: string;
  readonly decorative?: true;
  readonly caption?: string | null;
  readonly credit?: string | null;
  /** Across and down, from 0 to 1. */
  readonly focus?: readonly [number, number] | null;
}

/** An article as the API reads and writes it. */
export interface ArticleDocument {
  readonly headline: string;
  readonly standfirst: string | null;
  readonly section: string;
  readonly label: string | null;
  readonly prominence: "lead" | "normal" | "brief";
  readonly byline: readonly string[];
  readonly body: string;
  readonly body_format: "text" | "markdown" | "html";
  readonly source: { readonly name: string; readonly url: string | null } | null;
  readonly tags: readonly string[];
  readonly language: string;
  readonly translation_of: string | null;
  readonly slug: string | null;
  readonly images: readonly Illustration[];
}

export interface Withdrawal {
  readonly as: "gone" | "vanish";
  readonly reason: string | null;
  readonly keeps_pictures: boolean;
}

export interface IndexFault {
  readonly revision: string;
  readonly reason: string;
  readonly at: string;
}

/** What a submission is answered with. */
export interface Receipt {
  readonly id: string;
  readonly revision: string;
  readonly status: Status;
  readonly url: string | null;
  readonly received_at: string;
  readonly warnings: readonly Warning[];
}

/** Everything that the desk may know of an article, or of one of its revisions. */
export interface Report extends Receipt {
  readonly publish_at: string | null;
  readonly withdrawal: Withdrawal | null;
  readonly corrections: readonly { readonly at: string; readonly text: string }[];
  readonly article: ArticleDocument | null;
  /** The cleaned body; pictures are `<img src="image:…">`. */
  readonly body_html: string | null;
  readonly indexed_revision: string | null;
  readonly fault: IndexFault | null;
  readonly contributor: string;
  readonly contributor_name: string | null;
}

/** A line of a list of articles. */
export interface Listed {
  readonly id: string;
  readonly status: Status | "fault";
  readonly headline?: string;
  readonly section?: string;
  readonly url?: string;
  readonly placed_at?: string;
  readonly revision?: string;
  readonly received_at?: string;
  readonly publish_at?: string | null;
  readonly contributor?: string;
  readonly contributor_name?: string | null;
  readonly fault?: IndexFault;
}

export interface ArticleList {
  readonly articles: readonly Listed[];
  readonly next: string | null;
}

/** A revision in the list of an article's. */
export interface Revision {
  readonly revision: string;
  readonly stands: boolean;
  readonly received_at: string;
  readonly contributor: string;
  readonly contributor_name: string | null;
  readonly based_on: readonly string[];
  readonly publish_at: string | null;
  readonly correction: string | null;
  readonly withdrawal: Withdrawal | null;
  readonly message: string | null;
}

/** What POST /preview answers. */
export interface Preview {
  readonly page: string | null;
  readonly body: string | null;
  readonly url: string | null;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
}

export interface Suggestions {
  readonly bylines: readonly string[];
  readonly tags: readonly string[];
}

/** What the log holds of a picture. */
export interface Picture {
  readonly id: string;
  readonly status: "processing" | "ready" | "refused" | "taken-down";
  readonly filename: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Address of a rendition, at most 640 pixels wide if there is one as narrow. */
  readonly preview: string | null;
  /** What the file says of itself. */
  readonly suggestions: {
    readonly caption: string | null;
    readonly credit: string | null;
    readonly copyright: string | null;
    readonly taken_at: string | null;
  } | null;
  readonly notes: readonly string[];
  /** Why it was refused or taken down. */
  readonly reason: string | null;
}

/** What POST /images answers: with `upload` where the file is wanted. */
export interface AnnouncedPicture {
  readonly id: string;
  readonly status: Picture["status"];
  readonly upload?: {
    readonly url: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly expires_at: string;
  };
}

/** A line of the list of pictures. */
export type ListedPicture = Pick<
  Picture,
  "id" | "status" | "filename" | "width" | "height" | "preview"
> & { readonly announced_at: string };
