// Bundles the desk's page into the two files that render serves: node build.mjs <folder>

import { build } from "esbuild";

const [folder] = process.argv.slice(2);

await build({
  entryPoints: { desk: "src/main.tsx" },
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome110", "firefox115", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  // The paper's face lies beside the bundle; render writes its address, which changes with it.
  external: ["display.woff2"],
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
});
