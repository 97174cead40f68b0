import { expect, test } from "vitest";
import { readEnv, SettingsError } from "./env";

const strong = {
  MODE: "production",
  ORIGIN: "https://cortege.example.org",
  DATABASE_URL: "postgres://cortege@db/cortege",
  SMTP_URL: "smtps://mail.example.org",
  MAIL_FROM: "Cortège <bonjour@cortege.example>",
  AUTH_SECRET: "q8Zr1vY0mB3kT6xW9cE2hJ5nL7pS4uAd",
  CONTROLLER_NAME: "Association de coordination",
  CONTROLLER_CONTACT: "donnees@cortege.example",
  HOSTING_NAME: "Hébergeur, 1 rue de la Salle, Lille",
  DATA_KEY: "3q2+7wABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs=",
};
/** Production names who answers for personal data. */
const legal = ["CONTROLLER_NAME", "CONTROLLER_CONTACT", "HOSTING_NAME"] as const;
const problem = (change: Record<string, string | undefined>) => {
  try {
    readEnv({ ...strong, ...change });
    return "";
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
};

test("strong settings are accepted", () => {
  expect(readEnv(strong)).toMatchObject({ ROLE: "all", PORT: 3000, ORIGIN: new URL("https://cortege.example.org") });
});

test.each(["ORIGIN", "DATABASE_URL", "SMTP_URL", "MAIL_FROM", "AUTH_SECRET", "DATA_KEY", ...legal] as const)(
  "K2 · production does not start without %s, and says so",
  (name) => {
    expect(problem({ [name]: undefined })).toContain(`  ${name} is required`);
    expect(problem({ [name]: "" })).toContain(`  ${name} is required`);
  },
);

test.each([
  ["ORIGIN", "http://cortege.example.org"],
  ["ORIGIN", "https://cortege.example.org/nord"],
  ["DATABASE_URL", "mysql://db/cortege"],
  ["SMTP_URL", "mail.example.org"],
  ["AUTH_SECRET", "short"],
  ["AUTH_SECRET", "a".repeat(40)],
  ["AUTH_SECRET", "please-change-me-0123456789-abcdefghij"],
  ["DATA_KEY", Buffer.alloc(32).toString("base64")],
  ["DATA_KEY", "abc"],
  ["ROLE", "everything"],
  ["PORT", "70000"],
])("a weak %s is refused, without being shown (%s)", (name, value) => {
  expect(problem({ [name]: value })).toMatch(new RegExp(`^  ${name} `, "m"));
  if (name === "AUTH_SECRET") expect(problem({ [name]: value })).not.toContain(value);
});

test("every missing or weak setting is named at once, once", () => {
  const named = (message: string) => message.split("\n").flatMap((line) => /^ {2}(\w+) /.exec(line)?.[1] ?? []);
  const needed = ["ORIGIN", "DATABASE_URL", "AUTH_SECRET", "DATA_KEY", "SMTP_URL", "MAIL_FROM", ...legal];
  expect(named(problem(Object.fromEntries(needed.map((name) => [name, undefined])))).sort()).toEqual(needed.sort());
  const weak = {
    AUTH_SECRET: "short",
    DATA_KEY: "abc",
    SMTP_URL: "mail",
    MAIL_FROM: undefined,
    ORIGIN: "http://a.example",
  };
  expect(named(problem({ ...weak, PORT: "x", ROLE: "all" })).sort()).toEqual([...Object.keys(weak), "PORT"].sort());
});

test.each(["web", "realtime"])("ROLE=%s needs Postgres: the embedded engine belongs to one process", (role) => {
  const development = { MODE: "development", ORIGIN: "http://localhost:3000", DATABASE_URL: undefined };
  expect(problem({ ...development })).toBe("");
  expect(problem({ ...development, ROLE: role })).toContain("  DATABASE_URL is required by ROLE=");
});

test("the demo stays on this machine", () => {
  const demo = { MODE: "demo", ORIGIN: "http://localhost:3000", SMTP_URL: undefined, DATABASE_URL: undefined };
  expect(problem(demo)).toBe("");
  expect(problem({ ...demo, HOST: "0.0.0.0" })).toContain("  HOST of the demo");
  expect(problem({ ...demo, ORIGIN: "https://cortege.example.org" })).toContain("  ORIGIN of the demo");
});
