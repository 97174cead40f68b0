import { z } from "zod";

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a host name, as `URL.hostname` gives it, can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return loopbackHosts.has(hostname);
}

const port = z.coerce.number().int().min(0).max(65_535);

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ["http:", "https:"].includes(url.protocol) && url.origin === text.replace(/\/$/, "")) return url;
  context.addIssue({ code: "custom", message: "must be a bare origin such as https://cortege.example.org" });
  return z.NEVER;
});

const withProtocol = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a URL that starts with ${protocols.join(" or ")}`,
  });

/** Long enough, and not one letter repeated: a secret that somebody typed to get past the check is none. */
const secret = z
  .string()
  .min(32, "must be at least 32 characters, for example `openssl rand -base64 32`")
  .refine((text) => new Set(text).size >= 12, "is too regular, for example `openssl rand -base64 32`")
  .refine((text) => !/secret|change|example|password/i.test(text), "looks like a placeholder");

const dataKey = z
  .string()
  .refine(
    (text) => Buffer.from(text, "base64").length === 32 && new Set(Buffer.from(text, "base64")).size >= 12,
    "must be 32 random bytes in base64, for example `openssl rand -base64 32`",
  );

const settings = z.object({
  /** `demo` is a production build with invented data, on loopback only. */
  MODE: z.enum(["production", "development", "demo"]),
  /** What this process does: pages, rooms and jobs, or all of it. */
  ROLE: z.enum(["web", "realtime", "all"]).default("all"),
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  /** The address that people type; every link is built from it, and every POST must come from it. */
  ORIGIN: origin,
  /** Postgres; without it the embedded engine in DATA_DIR (never in production). */
  DATABASE_URL: withProtocol(["postgres:", "postgresql:"]).optional(),
  DATA_DIR: z.string().default(".data"),
  /** Signs cookies and hashes codes. */
  AUTH_SECRET: secret,
  /** Encrypts the personal data that is kept encrypted. */
  DATA_KEY: dataKey,
  /** Where mail is handed over; without it the demo's mailbox (never in production). */
  SMTP_URL: withProtocol(["smtp:", "smtps:"]).optional(),
  /** Who answers for the personal data, how to reach them, and who keeps the server: what the legal pages say. */
  CONTROLLER_NAME: z.string().trim().min(3).max(200).optional(),
  CONTROLLER_CONTACT: z.string().trim().min(5).max(300).optional(),
  HOSTING_NAME: z.string().trim().min(3).max(300).optional(),
  MAIL_FROM: z.string().min(3).default("Cortège <cortege@example.org>"),
  /** How many proxies of ours stand in front and append to X-Forwarded-For. */
  PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  /** At most so many mails of news leave within a minute: what the mail server bears. */
  NEWS_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(100),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

/** What the settings ask of one another, by name. Each is asked of what could be read, whatever else was wrong. */
function problemsTogether(env: Partial<Env>): [name: string, problem: string][] {
  const problems: [string, string][] = [];
  if (env.MODE === "production") {
    for (const name of ["DATABASE_URL", "SMTP_URL", "CONTROLLER_NAME", "CONTROLLER_CONTACT", "HOSTING_NAME"] as const)
      if (env[name] === undefined) problems.push([name, "is required in production"]);
    if (env.ORIGIN && env.ORIGIN.protocol !== "https:" && !isLoopback(env.ORIGIN.hostname))
      problems.push(["ORIGIN", "must be https"]);
    if (env.MAIL_FROM?.includes("example.org")) problems.push(["MAIL_FROM", "is required in production"]);
  }
  if (env.MODE === "demo") {
    if (env.ORIGIN && !isLoopback(env.ORIGIN.hostname))
      problems.push(["ORIGIN", "of the demo must be a loopback address"]);
    if (env.HOST !== undefined && !isLoopback(env.HOST))
      problems.push(["HOST", "of the demo must be a loopback address"]);
  }
  if ((env.ROLE === "web" || env.ROLE === "realtime") && !env.DATABASE_URL)
    problems.push(["DATABASE_URL", `is required by ROLE=${env.ROLE}: the embedded engine belongs to one process`]);
  return problems;
}

export type Env = z.infer<typeof settings>;

/** What is missing or weak among the settings, one line each; never shows a value. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/** Reads the settings of this process; throws a `SettingsError` that names every one that is missing or weak. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const problems = new Map<string, string>();
  const read: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(settings.shape)) {
    const parsed = schema.safeParse(given[name]);
    if (parsed.success) read[name] = parsed.data;
    else
      problems.set(name, given[name] === undefined ? "is required" : (parsed.error.issues[0]?.message ?? "is wrong"));
  }
  for (const [name, problem] of problemsTogether(read)) if (!problems.has(name)) problems.set(name, problem);
  if (problems.size === 0) return settings.parse(given);
  const lines = [...problems].map(([name, problem]) => `  ${name} ${problem}`);
  throw new SettingsError(`These settings are missing or weak:\n${lines.join("\n")}`);
}
