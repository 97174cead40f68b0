// What the scripts tell the person who runs them.

/** A failure that its message explains: shown without a stack. */
export class Failure extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "Failure";
  }
}

const begun = Date.now();

/** One line of progress, with the seconds since the start. @param {string} line */
export function say(line) {
  console.log(`[${String(Math.round((Date.now() - begun) / 1000)).padStart(3)} s] ${line}`);
}

/** Runs a script to its end; an explained failure is one message and exit code 1. @param {() => Promise<void>} script */
export function runScript(script) {
  script().catch((error) => {
    const explained = error instanceof Error && ["Failure", "HeldError", "SettingsError"].includes(error.name);
    console.error(explained ? `\n${error.message}` : error);
    process.exit(1);
  });
}
