import { defineConfig } from "vite";
import { setOf } from "./src/texts/sets.ts";

const TEXT = /\/server\/texts\/(\w+)\.(\w+)\.ftl\?raw$/;

// The pages are written into the Python package, which serves them under /assets/ and finds an entry's files in
// manifest.json. The strict content policy (no inline script or style, no data: addresses) decides most of this.
// The gallery of controls is built in its own mode only (`npm run gallery`, `make dev`): no package has it.
export default defineConfig(({ mode }) => ({
  base: "/assets/",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../server/assets",
    emptyOutDir: true,
    assetsDir: "",
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    license: { fileName: "licenses.json" },
    modulePreload: { polyfill: false },
    target: "es2022",
    rolldownOptions: {
      // how long callbacks took is of no interest to whoever builds; on a busy machine it would be told at every build
      checks: { bundlerTimings: false },
      input: {
        desk: "src/desk/main.tsx",
        join: "src/join/main.tsx",
        ...(mode === "gallery" ? { gallery: "src/gallery/main.tsx" } : {}),
      },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
        codeSplitting: { groups: [{ debugName: "words", test: TEXT, name: wordsOf }] },
      },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: {
      output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
}));

/** The file of words a text goes into: that of its set in its language, or one of its own. */
function wordsOf(module: string): string | null {
  const [, text = "", language = ""] = TEXT.exec(module) ?? [];
  const set = setOf(text);
  return set && `words-${set}.${language}`;
}
