/** Two revisions of an article beside one another. */

import type { Report } from "../api/documents.ts";
import type { SiteFacts } from "../facts.ts";
import { t } from "../texts/texts.ts";
import { changedFacts, pictureText } from "./article_facts.ts";
import { markedBody } from "./marked.ts";
import { MarkedBody, MarkedText } from "./marked_text.tsx";

/** What changed from one revision to another, in words. */
export function Comparison(props: {
  readonly before: Report;
  readonly after: Report;
  readonly site: SiteFacts;
}) {
  const [was, is] = [props.before.article, props.after.article];
  if (was === null || is === null) {
    return <p>{t("A withdrawal has no text to compare.")}</p>;
  }
  const facts = changedFacts(was, is, props.site);
  const images = [...is.images, ...was.images];
  const shown = (id: string) => {
    const image = images.find((each) => each.id === id);
    return image ? pictureText(image) : id;
  };
  const isSameBody = props.before.body_html === props.after.body_html;
  return (
    <div class="comparison">
      {facts.length > 0 && (
        <dl class="facts">
          {facts.map((fact, at) => (
            <div key={`${at}`}>
              <dt>{fact.name}</dt>
              <dd dir="auto">
                <MarkedText runs={fact.runs} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isSameBody ? (
        <p class="hint">
          {facts.length > 0 ? t("The text is the same.") : t("Both are the same in everything.")}
        </p>
      ) : (
        <MarkedBody
          paragraphs={markedBody(props.before.body_html ?? "", props.after.body_html ?? "")}
          language={is.language}
          pictureText={shown}
        />
      )}
    </div>
  );
}
