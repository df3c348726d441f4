/** The parts of the editor that need a browser, for tests to call: bundled by tests/desk_page/body_bench.py. */
import "../src/writing/body/body.css";

import { inertBody } from "../src/writing/body/kept.ts";
import { readBody } from "../src/writing/body/reading.ts";
import { said } from "../src/writing/body/same.ts";
import { writtenBody } from "../src/writing/body/written.ts";

Object.assign(window, {
  bench: {
    /** Read a body and write it; how many of its blocks are kept as they are, and what it says. */
    roundTrip(html: string) {
      const read = readBody(html);
      read.check();
      let kept = 0;
      read.descendants((node) => {
        kept += node.type.name === "kept" ? 1 : 0;
      });
      return { html: writtenBody(read), kept };
    },
    said: (html: string) => said(inertBody(html)),
  },
});
