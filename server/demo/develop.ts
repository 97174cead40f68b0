import { log } from "@/server/log";
import { serveDemo } from "./serve";

// What `npm run dev` runs, and restarts when a file of the server changes.
serveDemo("development", (line) => console.log(line)).catch((error: unknown) => {
  log.fatal({ err: error }, "the server did not start");
  process.exit(1);
});
