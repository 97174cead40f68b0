import { loadavg } from "node:os";

let failed = false;

/** Prints one figure beside its limit; `atLeast` where more is better. */
export function figure(what: string, value: number, limit: number, unit: string, atLeast = false): void {
  const holds = atLeast ? value >= limit : value <= limit;
  failed ||= !holds;
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(1);
  console.log(`${holds ? "pass" : "FAIL"}  ${what}: ${shown} ${unit} (${atLeast ? "at least" : "at most"} ${limit})`);
}

export function note(text: string): void {
  console.log(`      ${text}`);
}

/** The value below which this share of all lies. */
export function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The last words: what the machine was doing besides, and whether all limits hold. */
export function conclude(): void {
  note(
    `load of this machine: ${loadavg()
      .map((each) => each.toFixed(1))
      .join(" ")}`,
  );
  if (failed) process.exitCode = 1;
}
