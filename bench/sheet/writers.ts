// Forty people who type into one sheet, each with an unmodified y-websocket client. Run as a process of its own.
import { observeRows, readRows, setText, textOf } from "@/domain/transport/sheet";
import { openProvider, whenSynced } from "@/server/realtime/testing/collab-server";

/** People pause: five keys in a second, then none for four. */
const everyMs = 1000;
/** What everybody types ends with the time of the keystroke: whoever reads it knows how long it took. */
const typedAt = /(\d{13})$/;

const { origin, room, cookies }: { origin: string; room: string; cookies: string[] } = JSON.parse(
  process.argv[2] ?? "{}",
);
const port = Number(new URL(origin).port);
const waits: number[] = [];
let counting = false;

const people = await Promise.all(
  cookies.map(async (cookie) => {
    const provider = openProvider(port, room, { origin, cookie });
    await whenSynced(provider);
    return provider;
  }),
);
const [one] = people;
if (!one) throw new Error("nobody came");
const rows = readRows(one.doc).map((row) => row.id);
people.forEach(({ doc, awareness }, n) => {
  const own = rows[n * 7] ?? "";
  observeRows(doc, (changed) => {
    for (const rowId of changed) {
      if (rowId === own || !counting) continue;
      const at = typedAt.exec(textOf(doc, rowId, "title")?.toString() ?? "")?.[1];
      if (at) waits.push(Date.now() - Number(at));
    }
  });
  awareness.setLocalStateField("row", own);
  // Not all at the same moment: people do not type in step.
  setTimeout(
    () => setInterval(() => setText(doc, own, "title", `Car n° ${n} ${Date.now()}`), everyMs),
    (n * everyMs) / cookies.length,
  );
});

process.on("message", (message) => {
  if (message === "count") {
    waits.length = 0;
    counting = true;
  } else if (message === "tell") {
    counting = false;
    process.send?.(waits);
  } else process.exit(0);
});
process.send?.("typing");
