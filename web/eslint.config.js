import js from "@eslint/js";
import globals from "globals";
import { defineConfig } from "eslint/config";
import typescript from "typescript-eslint";

// What exists only where there is a page: `wire/` and `store/` must also run in a worker and in a test without a browser.
const pageOnly = Object.keys(globals.browser).filter((name) => !(name in globals.worker));

const folder = (...names) => `(^|/)(${names.join("|")})(/|$)`;
const SOCKET = {
  regex: "^socket\\.io-client$|(^|/)(wire/)?socket(\\.ts)?$",
  message: "Message → store → paint; gesture → command → socket. Only the room's wiring touches the socket.",
};
const apart = (...others) => ({
  regex: folder(...others),
  message: "viewer, chat and lobby never import each other: meet in the store.",
});
const PAGES = {
  regex: `${folder("viewer", "chat", "lobby", "room", "desk", "join", "consent", "locked", "opinion", "components")}|^preact(/|$)`,
  message: "wire/ and store/ know no page.",
};
const SINKS = ["innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML", "srcdoc"];

export default defineConfig(
  { ignores: ["node_modules/", "src/wire/messages.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers in a sentence or an address are meant; anything else in a template is a mistake.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => void send()` says that the answer comes as a message, not as a promise.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // The wire's names are snake_case and stay so.
      "@typescript-eslint/naming-convention": "off",
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        ...SINKS.map((property) => ({ property, message: "Text nodes only: markup is never built from strings (T-19)." })),
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: `JSXAttribute[name.name=/^(${SINKS.join("|")}|style)$/]`,
          message: "No markup from strings, and no inline style: the content policy refuses both.",
        },
      ],
    },
  },
  { files: ["src/**"], ignores: ["src/wire/**"], rules: { "no-restricted-imports": ["error", { patterns: [{ regex: "^socket\\.io-client$", message: SOCKET.message }] }] } },
  { files: ["src/viewer/**"], rules: { "no-restricted-imports": ["error", { patterns: [SOCKET, apart("chat", "lobby")] }] } },
  { files: ["src/chat/**"], rules: { "no-restricted-imports": ["error", { patterns: [SOCKET, apart("viewer", "lobby")] }] } },
  { files: ["src/lobby/**"], rules: { "no-restricted-imports": ["error", { patterns: [SOCKET, apart("viewer", "chat")] }] } },
  {
    files: ["src/wire/**", "src/store/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [PAGES] }], "no-restricted-globals": ["error", ...pageOnly] },
  },
  { files: ["*.js"], languageOptions: { globals: globals.node } },
);
