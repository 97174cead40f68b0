import { defineConfig } from "@playwright/test";

// The global setup starts the server and says where it is; this file is read again in each worker.
const { origin } = JSON.parse(process.env.CORTEGE_DEMO ?? "{}");

// One server for all, started by the global setup: the demo itself, on real Postgres and a folder of its own.
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/start-demo.ts",
  outputDir: "test-results",
  workers: 2,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: origin,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    // Recording every step would take a third of the time: what failed is run again with PLAYWRIGHT_TRACE=on.
    trace: process.env.PLAYWRIGHT_TRACE === "on" ? "on" : "off",
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM || undefined,
      args: ["--disable-background-networking", "--disable-component-update"],
    },
  },
});
