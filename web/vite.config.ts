import { defineConfig } from "vite";

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
      input: {
        desk: "src/desk/main.tsx",
        join: "src/join/main.tsx",
        ...(mode === "gallery" ? { gallery: "src/gallery/main.tsx" } : {}),
      },
      output: {
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
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
