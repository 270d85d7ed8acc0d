// Lints the extension as it is written: built with content.js not minified, and the popup's modules not joined (build/typed).
import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import noUnsanitized from "eslint-plugin-no-unsanitized";
import globals from "globals";

// design.md, section 7: what the extension never does. Each name would be a way out.
const forbidden = [
  ["fetch", "no request of its own"],
  ["XMLHttpRequest", "no request of its own"],
  ["WebSocket", "no request of its own"],
  ["EventSource", "no request of its own"],
  ["localStorage", "storage.local is the only storage, and the background its only writer"],
  ["sessionStorage", "storage.local is the only storage, and the background its only writer"],
  ["indexedDB", "storage.local is the only storage, and the background its only writer"],
  ["postMessage", "no message to the page"],
].map(([name, message]) => ({ name, message }));

export default [
  js.configs.recommended,
  jsdoc.configs["flat/recommended-typescript-flavor-error"],
  noUnsanitized.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      ecmaVersion: 2024,
      globals: { ...globals.browser, ...globals.webextensions },
    },
    settings: { jsdoc: { mode: "typescript" } },
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 20],
      "consistent-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "max-depth": ["error", 4],
      "no-console": "error",
      "no-constructor-return": "error",
      "no-else-return": "error",
      "no-eval": "error",
      "no-extend-native": "error",
      "no-implied-eval": "error",
      "no-lonely-if": "error",
      "no-new-func": "error",
      "no-promise-executor-return": "error",
      "no-restricted-globals": ["error", ...forbidden],
      "no-restricted-properties": [
        "error",
        { object: "navigator", property: "sendBeacon", message: "no request of its own" },
        { object: "window", property: "postMessage", message: "no message to the page" },
      ],
      "no-self-compare": "error",
      "no-sequences": "error",
      "no-shadow": "error",
      "no-template-curly-in-string": "error",
      "no-unmodified-loop-condition": "error",
      "no-unneeded-ternary": "error",
      "no-unreachable-loop": "error",
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-object-has-own": "error",
      "require-atomic-updates": "error",
      // tsc checks that parameters have types, and infers what is returned.
      "jsdoc/escape-inline-tags": "off",
      "jsdoc/reject-any-type": "off",
      "jsdoc/require-jsdoc": ["error", { publicOnly: true }],
      "jsdoc/require-param": "off",
      "jsdoc/require-returns": "off",
      // Names say most of it; a description that repeats them helps nobody.
      "jsdoc/require-param-description": "off",
      "jsdoc/require-property-description": "off",
      "jsdoc/require-returns-description": "off",
      "jsdoc/tag-lines": "off",
    },
  },
  { files: ["**/*.js"], languageOptions: { sourceType: "module" } },
  { files: ["**/content.js"], languageOptions: { sourceType: "script" } },
  { files: ["*.config.js"], languageOptions: { globals: globals.node } },
];
