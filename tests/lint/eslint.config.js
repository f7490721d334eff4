// What phones load is ES5, which every browser reads that people bring; what moderators load may be newer.
import js from "@eslint/js";
import globals from "globals";

const rules = {
  ...js.configs.recommended.rules,
  "no-undef": "error",
  "no-unused-vars": ["error", { caughtErrors: "none" }],
  eqeqeq: "error",
};

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["phone/static/phone.js", "phone/static/jetzt.js", "phone/static/kommentar.js", "room/static/*.js"],
    languageOptions: { ecmaVersion: 5, sourceType: "script", globals: globals.browser },
    rules,
  },
  {
    files: ["phone/static/druck.js", "phone/static/interesse.js", "web/static/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: globals.browser },
    rules,
  },
];
