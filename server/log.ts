import { pino } from "pino";

/** One JSON line per event, on standard output. Never a name, an address, a token or a code. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: { role: process.env.ROLE || "all" },
  redact: ["email", "*.email", "phone", "*.phone", "token", "*.token", "code", "*.code", "req.headers.cookie"],
});
