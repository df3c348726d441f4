/** The editor by itself, for tests in a browser: bundled by tests/desk_page/body_bench.py. */

import { render } from "preact";
import "../src/desk.css";
import { BodyEditor, type BodyHandle } from "../src/writing/body/body_editor.tsx";
import { lengthOf } from "../src/writing/body/counting.ts";
import { inertBody } from "../src/writing/body/kept.ts";
import { readBody } from "../src/writing/body/reading.ts";
import { said } from "../src/writing/body/same.ts";
import { writtenBody } from "../src/writing/body/written.ts";
import { cleanPasted } from "../src/writing/pasting/pasted.ts";

let handle: BodyHandle | null = null;
const bench = {
  /** The body as the editor wrote it last. */
  html: "",
  /** The names of the files that were handed on. */
  files: [] as string[],
  place: null as ((picture: string) => void) | null,
  cleanPasted,
  lengthOf,
  said: (html: string) => said(inertBody(html)),
  /** Read a body and write it; how many of its blocks are kept as they are. */
  roundTrip(html: string) {
    const read = readBody(html);
    read.check();
    let kept = 0;
    read.descendants((node) => {
      kept += node.type.name === "kept" ? 1 : 0;
    });
    return { html: writtenBody(read), kept };
  },
  /** Show an editor. */
  open(html: string, language: string, previews: Record<string, string> = {}) {
    const place = document.getElementById("bench");
    if (!place) return;
    bench.html = html;
    bench.files = [];
    render(null, place);
    render(
      <BodyEditor
        html={html}
        language={language}
        label="Text"
        invalid={false}
        previews={new Map(Object.entries(previews))}
        onChange={(changed) => {
          bench.html = changed;
        }}
        onFiles={(files, put) => {
          bench.files.push(...files.map(({ name }) => name));
          bench.place = put;
        }}
        onReady={(ready) => {
          handle = ready;
        }}
      />,
      place,
    );
  },
  focus: () => handle?.focus(),
};

Object.assign(window, { bench });
