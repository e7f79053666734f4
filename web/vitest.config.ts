import { defineConfig } from "vitest/config";

// Pages in a real browser belong to tests/journeys; these are for code that needs no DOM.
export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts", "src/**/*.test.ts"],
    passWithNoTests: true,
    restoreMocks: true,
    // Style sheets are read as they are written (tests/design).
    css: true,
  },
});
