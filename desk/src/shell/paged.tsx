/** Lists that the API gives page by page. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { t } from "../texts/texts.ts";
import { troubleText } from "./loaded.tsx";

/** A part of a list, and where it goes on. */
export interface ListPart<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A list as far as it is read. */
export interface Paged<Item> {
  /** Nothing until the first page has come. */
  readonly items: readonly Item[] | null;
  readonly hasMore: boolean;
  readonly isAsking: boolean;
  /** Why the page that was asked for last did not come. */
  readonly trouble: unknown;
  /** Ask for the next page; or for the same once more, if it did not come. */
  more(): void;
}

/** Read a list from its beginning, and further when that is wanted. */
export function usePaged<Item>(
  read: (cursor: string | undefined) => Promise<ListPart<Item>>,
  inputs: readonly unknown[],
): Paged<Item> {
  const [known, setKnown] = useState<ListPart<Item> | null>(null);
  const [isAsking, setAsking] = useState(true);
  const [trouble, setTrouble] = useState<unknown>(null);
  const ask = useCallback(async (before: ListPart<Item> | null) => {
    setAsking(true);
    setTrouble(null);
    try {
      const { items, next } = await read(before?.next ?? undefined);
      setKnown({ items: [...(before?.items ?? []), ...items], next });
    } catch (problem) {
      setTrouble(problem);
    }
    setAsking(false);
  }, inputs);
  useEffect(() => void ask(null), [ask]);
  const hasMore = known?.next != null;
  return { items: known?.items ?? null, hasMore, isAsking, trouble, more: () => void ask(known) };
}

/** Below a list: that more of it is on its way, did not come, or can be had. */
export function Further(props: { readonly list: Paged<unknown>; readonly more: string }) {
  const { isAsking, hasMore, trouble, more } = props.list;
  return (
    <>
      <p role="status">{isAsking && t("Loading…")}</p>
      {trouble !== null && (
        <p class="fault" role="alert">
          {troubleText(trouble)}
        </p>
      )}
      {(trouble !== null || hasMore) && (
        // It stays while more is on its way: the keyboard is on it.
        <p>
          <button type="button" aria-disabled={isAsking} onClick={() => isAsking || more()}>
            {trouble === null ? props.more : t("Try again")}
          </button>
        </p>
      )}
    </>
  );
}
