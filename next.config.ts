import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import en from "./messages/en.json";
import fr from "./messages/fr.json";

const icons = readFileSync(`${import.meta.dirname}/public/icons.svg`);
const map = readFileSync(`${import.meta.dirname}/public/carte.svg`);
const versionOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex").slice(0, 8);
const lasting = [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }];

const config: NextConfig = {
  env: {
    ICONS_VERSION: versionOf(icons),
    MAP_VERSION: versionOf(map),
    // For the page that stands when everything else fails, the reading of messages too.
    ERROR_TEXTS: JSON.stringify({ fr: fr.error, en: en.error }),
  },
  headers: async () => [
    { source: "/carte.svg", has: [{ type: "query", key: "v" }], headers: lasting },
    { source: "/icons.svg", has: [{ type: "query", key: "v" }], headers: lasting },
    // A font that changes gets another name.
    { source: "/fonts/:name", headers: lasting },
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks types, once and for everything.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: import.meta.dirname,
    // Put in wherever a library names Buffer, even in a branch for Node alone.
    resolveAlias: {
      "next/dist/compiled/buffer": { browser: "./app/no-buffer.ts" },
      "next/dist/compiled/process": { browser: "./app/no-process.ts" },
      "lib0/logging": { browser: "./app/quiet-lib0.ts" },
      "lib0/dom": { browser: "./app/quiet-lib0.ts" },
    },
  },
};

export default createNextIntlPlugin({
  requestConfig: "./app/i18n/request.ts",
  experimental: {
    // Parsed by the build: what parses them would be a tenth of what a page of the workspace carries.
    messages: { path: "./messages", format: "json", locales: "infer", precompile: true },
  },
})(config);
