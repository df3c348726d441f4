/** The title of a page; whoever opens the page begins at it. */

import { useEffect, useRef } from "preact/hooks";

export function Title(props: { readonly text: string; readonly language?: string | undefined }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <h1
      ref={title}
      class="page-title"
      tabIndex={-1}
      dir="auto"
      {...(props.language ? { lang: props.language } : {})}
    >
      {props.text}
    </h1>
  );
}
