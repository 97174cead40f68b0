import { repeat } from "@/server/repeat";
import { tellDigests } from "./tell-digest";
import { type NewsDeps, tellNews } from "./tell-news";

const lookEveryMs = 5_000;

type Log = { error(fields: object, message: string): void };

/** Tells what is to be told, at once and once a day, while the server runs. Stopping waits for what has begun. */
export function startNewsJob(deps: NewsDeps, log: Log): { stop(): Promise<void> } {
  const look = async () => {
    await tellNews(deps);
    await tellDigests(deps);
  };
  return repeat(look, lookEveryMs, (error) => log.error({ err: error }, "news could not be told"));
}
