import { z } from "zod";
import type { Db, Trx } from "@/db/client";
import {
  type ChannelRow,
  channelsOf,
  describePhoto,
  lockPart,
  markPart,
  type PartRow,
  type PhotoRow,
  partsOf,
  photoOf,
  replaceChannels,
  settingsOf,
  updateSettings,
} from "@/db/coalition-settings";
import { transact } from "@/db/transact";
import { channelKinds, channelWords } from "@/domain/coalition/channel";
import { partSchemas, type SettingsPart, settingsParts } from "@/domain/coalition/settings";
import type { Actor } from "@/domain/kernel/actor";
import { ok, type Result, refuse } from "@/domain/kernel/result";
import type { Deps } from "@/server/deps";
import { openWorkspace } from "./workspace";

/** The fields of a form as it shows them. */
export type PartValues = Record<string, string>;
export type ShownPart = { revision: number; values: PartValues };
export type Settings = {
  coalition: { id: string; slug: string; name: string };
  parts: Record<SettingsPart, ShownPart>;
  photo: PhotoRow | null;
};
/** Saved; or another one was faster: what they wrote, when, and who they are where that is still known. */
export type SavedPart =
  | ({ kind: "saved" } & ShownPart)
  | ({ kind: "overtaken"; by: string | null; at: Date } & ShownPart);

const sentSchema = z.object({
  coalition: z.string(),
  part: z.enum(settingsParts),
  revision: z.coerce.number().int().min(0).max(1_000_000_000),
});

/** What the coalition's coordinators can change of it; anyone else: `not_found`. */
export async function readSettings({ database: { db } }: Deps, actor: Actor, slug: string): Promise<Result<Settings>> {
  const opened = await openWorkspace(db, actor, slug, "coordinator");
  if (!opened.ok) return opened;
  const { id, name } = opened.value.coalition;
  const { parts, photo } = await shown(db, id);
  return ok({ coalition: { id, slug, name }, parts, photo });
}

/**
 * Saves one part. `revision` is that of the form when it was shown: where somebody saved that part since, nothing is
 * written, and what stands there now is the answer.
 */
export async function saveSettings(
  { database: { db }, clock }: Deps,
  actor: Actor,
  raw: Record<string, unknown>,
): Promise<Result<SavedPart>> {
  const sent = sentSchema.safeParse(raw);
  if (!sent.success) return refuse("not_found");
  if (actor.kind !== "account") return refuse("sign_in_first");
  const { part, revision } = sent.data;
  const opened = await openWorkspace(db, actor, sent.data.coalition, "coordinator");
  if (!opened.ok) return opened;
  const { id: coalitionId } = opened.value.coalition;
  const write = written(part, raw);
  if (!write.ok) return write;
  return transact(db, async (trx) => {
    await lockPart(trx, coalitionId, part);
    const { parts, known } = await shown(trx, coalitionId);
    const row = known.get(part);
    if (row?.at && row.revision !== revision)
      return ok({ kind: "overtaken" as const, by: row.by, at: row.at, ...parts[part] });
    await write.value(trx, coalitionId);
    await markPart(trx, { coalitionId, part, accountId: actor.accountId, now: clock.now() });
    return ok({ kind: "saved" as const, ...(await shown(trx, coalitionId)).parts[part] });
  });
}

type Write = (trx: Trx, coalitionId: string) => Promise<void>;

function written(part: SettingsPart, raw: Record<string, unknown>): Result<Write> {
  const parsed = partSchemas[part].safeParse(raw);
  if (!parsed.success)
    return refuse("invalid", Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path[0], message])));
  const values = parsed.data;
  if ("alt" in values) return ok((trx, coalitionId) => describePhoto(trx, coalitionId, values));
  if ("channels" in values) return ok((trx, coalitionId) => replaceChannels(trx, coalitionId, values.channels));
  return ok((trx, coalitionId) => updateSettings(trx, coalitionId, values));
}

async function shown(
  db: Db,
  coalitionId: string,
): Promise<{ parts: Settings["parts"]; photo: PhotoRow | null; known: Map<string, PartRow> }> {
  const known = await partsOf(db, coalitionId);
  const words = await settingsOf(db, coalitionId);
  const photo = (await photoOf(db, coalitionId)) ?? null;
  const channels = await channelsOf(db, coalitionId);
  const of = (part: SettingsPart, values: PartValues) => ({ revision: known.get(part)?.revision ?? 0, values });
  return {
    known,
    photo,
    parts: {
      words: of("words", { name: words.name, description: words.description }),
      presentation: of("presentation", { presentation: words.presentation }),
      organisations: of("organisations", { organisations: words.organisations.join("\n") }),
      channels: of("channels", channelValues(channels)),
      photo: of("photo", { alt: photo?.alt ?? "", credit: photo?.credit ?? "" }),
    },
  };
}

/** As people write them, one a line. Whoever saves them again says again that those who answer there agree. */
function channelValues(channels: readonly ChannelRow[]): PartValues {
  return Object.fromEntries(
    channelKinds.map((kind) => [
      kind,
      channels
        .filter((channel) => channel.kind === kind)
        .map(({ address }) => (address.startsWith("http:") ? address : channelWords(address)))
        .join("\n"),
    ]),
  );
}
