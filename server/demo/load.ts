import * as Y from "yjs";
import type { Database } from "@/db/client";
import { findDocument, loadDocument } from "@/db/document";
import { entriesByKey, hasMarker, seed, setMarker, sheetRooms, tripsByRow } from "@/db/seed";
import type { Clock } from "@/domain/kernel/clock";
import { formatRoomName } from "@/domain/kernel/room-name";
import { parisDay } from "@/domain/kernel/spoken-date";
import { projectAgenda } from "@/server/calendar/project-agenda";
import type { Vault } from "@/server/crypto";
import { projectPlan } from "@/server/plan/project-plan";
import { type ProjectDeps, projectSheet } from "@/server/transport/project-sheet";
import { readDemoData } from "./demo-data";
import { waitingRows } from "./demo-declarations";
import { invitationRows } from "./demo-invitations";
import { materialRows } from "./demo-materials";
import { followerRows, newsRows } from "./demo-news";
import { planDocumentId } from "./demo-plan";
import { registrationRows } from "./demo-registrations";
import {
  accountRows,
  agendaIdOf,
  channelRows,
  coalitionIdOf,
  coalitionRows,
  contactRows,
  departureRows,
  documentRows,
  eventRows,
  keyDateRows,
  membershipRows,
  planRows,
  sheetIdOf,
  signupRows,
  updateRows,
} from "./demo-rows";
import { shiftFrom } from "./shift-dates";

type Db = Database["db"];

/**
 * Loads the demo data once: later calls change nothing, and one that was killed is taken up where it stopped. Answers
 * whether it loaded anything. Call it before anybody can connect.
 */
export async function loadDemo({ db, clock, vault }: { db: Db; clock: Clock; vault: Vault }): Promise<boolean> {
  if (await hasMarker(db, "demo-bookings")) return false;
  const data = readDemoData();
  const now = clock.now();
  const shift = shiftFrom(now);
  await db.transaction().execute(async (trx) => {
    if (!(await setMarker(trx, "demo-coalitions"))) return;
    await seed(trx, "coalition", coalitionRows(data, shift));
    await seed(trx, "coalitionChannel", channelRows(data));
    await seed(trx, "coalitionContact", contactRows(data, shift));
    await seed(trx, "account", accountRows());
    await seed(trx, "membership", membershipRows(data));
    await seed(trx, "keyDate", keyDateRows(data, shift));
    await seed(trx, "departure", departureRows(data, shift));
    await seed(trx, "document", documentRows(data));
    await seed(trx, "documentUpdate", updateRows(data, shift, parisDay(now)));
    const { document, update, plan } = planRows(data, shift, now);
    await seed(trx, "document", [document]);
    await seed(trx, "documentUpdate", [update]);
    await seed(trx, "plan", [plan]);
    const waiting = waitingRows(vault, now);
    await seed(trx, "declaration", waiting.declarations);
    await seed(trx, "declarationContact", waiting.contacts);
    await seed(trx, "consent", waiting.consents);
    await seed(trx, "report", waiting.reports);
    const { materials, pieces } = materialRows(data, shift, now, coalitionIdOf);
    await seed(trx, "material", materials);
    await seed(trx, "materialPiece", pieces);
    await seed(trx, "invitation", invitationRows(data, now, vault, coalitionIdOf));
    await seed(trx, "news", newsRows(data, now, coalitionIdOf));
    await seed(trx, "follower", followerRows(data, now, coalitionIdOf));
  });
  const deps: ProjectDeps = { db, clock, read: readStored(db), offerNext: async () => undefined };
  for (const { id } of data.coalitions) {
    await projectSheet(deps, sheetIdOf(id));
    await projectAgenda(deps, agendaIdOf(id));
  }
  await projectPlan(deps, planDocumentId(data.coalitions[0]?.id ?? ""));
  await db.transaction().execute(async (trx) => {
    if (!(await setMarker(trx, "demo-bookings"))) return;
    const signups = signupRows(data, shift, await tripsByRow(trx), now, vault);
    await seed(trx, "signup", signups);
    await seed(trx, "signupEvent", eventRows(signups));
    await seed(trx, "entryRegistration", registrationRows(await entriesByKey(trx), now));
  });
  return true;
}

export type DemoCoalition = { slug: string; room: string };

/** Coalitions with the room of their transport sheet; the first is the one whose people can sign in. */
export async function demoCoalitions(db: Db): Promise<DemoCoalition[]> {
  const rooms = await sheetRooms(db);
  return rooms.map(({ slug, documentId, generation }) => ({
    slug,
    room: formatRoomName({ kind: "sheet", documentId, generation }),
  }));
}

/** Reads documents from their log, while no room is open yet. */
function readStored(db: Db): ProjectDeps["read"] {
  return async (documentId, look) => {
    const document = await findDocument(db, documentId);
    const loaded = document && (await loadDocument(db, documentId, document.generation));
    if (!loaded) return null;
    const doc = new Y.Doc();
    if (loaded.snapshot) Y.applyUpdate(doc, loaded.snapshot.state);
    for (const { payload } of loaded.updates) Y.applyUpdate(doc, payload);
    return { value: look(doc), seq: loaded.updates.at(-1)?.seq ?? loaded.snapshot?.seq ?? 0 };
  };
}
