/** The newest preview of what is typed. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { previewArticle } from "../api/articles.ts";
import { ProblemAnswer } from "../api/client.ts";
import type { Draft } from "../draft.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";
import { type Previewed, Previewing } from "./previewing.ts";

/** Have previews made of a draft, which is to be the next revision of an article if one is named. */
export function usePreview(draft: Draft, article: string | null) {
  const { api } = useDesk();
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [trouble, setTrouble] = useState("");
  const isFirst = useRef(true);
  const previewing = useMemo(
    () =>
      new Previewing(
        async (asked, signal) => (await previewArticle(api, asked, article, signal)).document,
        (made) => {
          setPreviewed(made);
          setTrouble("");
        },
        (problem) => setTrouble(troubleOf(problem)),
      ),
    [api, article],
  );
  useEffect(() => {
    const isEmpty = draft.headline === "" && draft.body === "";
    if (isFirst.current && !isEmpty) void previewing.show(draft);
    else if (!isEmpty) previewing.typed(draft);
    isFirst.current = false;
  }, [previewing, draft]);
  useEffect(() => () => previewing.stop(), [previewing]);
  return { previewed, trouble };
}

function troubleOf(problem: unknown): string {
  if (problem instanceof ProblemAnswer && problem.status < 500) return problem.message;
  return t("No preview for now: the paper does not answer. What you type is kept.");
}
