import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { materialLimits } from "@/domain/coalition/material";
import { type Actor, visitor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { addMaterial, listMaterials, moveMaterial, readMaterial, removeMaterial, saveMaterial } from "./materials";
import { publicCoalition } from "./read-public";

const notFound = { ok: false, refusal: { code: "not_found" } };
const pdf = (size: number) => Buffer.from(`%PDF-1.7\n${"x".repeat(size)}\n%%EOF\n`);

describe.each(["postgres", "embedded"] as const)("materials on %s", (engine) => {
  let database: Database;
  let deps: Deps;
  let slug: string;
  let elsewhere: string;
  let member: Actor;
  let participant: Actor;

  beforeAll(async () => {
    database = await testDatabase({ engine });
    deps = {
      database,
      clock: { now: () => new Date("2026-11-24T12:00:00Z") },
      vault: createVault("a-secret-of-the-tests-which-is-long-enough"),
      origin: "https://cortege.example.org",
      demoMailbox: null,
    };
    const coalition = await insertTestCoalition(database.db, { publishedAt: new Date("2026-09-01T00:00:00Z") });
    elsewhere = (await insertTestCoalition(database.db, { publishedAt: new Date("2026-09-01T00:00:00Z") })).slug;
    slug = coalition.slug;
    const person = async (name: string, role: Role): Promise<Actor> => {
      const { id, email } = await ensureAccount(database.db, `${name}@example.org`);
      await database.db
        .insertInto("membership")
        .values({ coalitionId: coalition.id, accountId: id, name, role })
        .execute();
      return { kind: "account", accountId: id, email, name, national: false };
    };
    member = await person("membre", "member");
    participant = await person("participe", "participant");
  });
  afterAll(() => database.close());

  const add = async (bytes: Uint8Array, material?: string) => {
    const added = await addMaterial(deps, member, slug, { bytes, material });
    if (!added.ok) throw new Error(added.refusal.code);
    return added.value.id;
  };
  const say = (id: string, title: string, revision = 0) =>
    saveMaterial(deps, member, { coalition: slug, material: id, revision, title, language: "fr", licence: "cc0" });
  const shown = async () => {
    const page = await publicCoalition(deps, slug);
    return page.ok ? page.value.materials.map(({ title, version }) => `${title} ${version}`) : [];
  };
  const bytesOf = async (actor: Actor, id: string) => {
    const file = await readMaterial(deps, actor, slug, id);
    if (!file.ok) return file;
    const pieces: Uint8Array[] = [];
    for await (const piece of file.value.pieces()) pieces.push(piece);
    // A comparison of large buffers byte by byte takes seconds.
    return Buffer.concat(pieces).toString("latin1");
  };

  test("B45 · a file is the public's once it is described, comes back as it was sent, in the order that members chose", async () => {
    const long = pdf(700_000);
    const first = await add(long);
    expect(await shown()).toEqual([]);
    expect(await bytesOf(visitor, first)).toEqual(notFound);
    expect(await bytesOf(participant, first)).toEqual(notFound);
    expect(await listMaterials(deps, participant, slug)).toMatchObject({ value: { mayWrite: false, materials: [] } });
    expect(await say(first, " Affiche  A3 ")).toMatchObject({ ok: true, value: { kind: "saved", revision: 1 } });
    const second = await add(pdf(10));
    await say(second, "Tract");
    expect(await shown()).toEqual(["Affiche A3 1", "Tract 1"]);
    expect(await bytesOf(visitor, first)).toBe(long.toString("latin1"));
    expect(await readMaterial(deps, visitor, elsewhere, first)).toEqual(notFound);
    await moveMaterial(deps, member, { coalition: slug, material: second, way: "up" });
    expect(await shown()).toEqual(["Tract 1", "Affiche A3 1"]);
    // Above the first there is no place.
    await moveMaterial(deps, member, { coalition: slug, material: second, way: "up" });
    const next = pdf(20);
    expect(await add(next, first)).toBe(first);
    expect(await bytesOf(visitor, first)).toBe(next.toString("latin1"));
    expect(await shown()).toEqual(["Tract 1", "Affiche A3 2"]);
    expect(await say(first, "Trop tard", 0)).toMatchObject({
      value: { kind: "overtaken", by: "membre", values: { title: "Affiche A3" } },
    });
    await removeMaterial(deps, member, { coalition: slug, material: second });
    expect(await shown()).toEqual(["Affiche A3 2"]);
  });

  test("B45 · who is no member changes nothing, and nobody reaches another coalition's files by their id", async () => {
    const id = await add(pdf(30));
    const raw = { coalition: slug, material: id, revision: 0, title: "x", language: "fr", licence: "cc0", way: "up" };
    for (const act of [saveMaterial, moveMaterial, removeMaterial]) {
      expect(await act(deps, participant, raw)).toEqual(notFound);
      expect(await act(deps, member, { ...raw, coalition: elsewhere })).toEqual(notFound);
    }
    expect(await addMaterial(deps, participant, slug, { bytes: pdf(1) })).toEqual(notFound);
    expect(await addMaterial(deps, member, slug, { bytes: pdf(1), material: "no-id" })).toEqual(notFound);
    await removeMaterial(deps, member, raw);
  });

  test("B46 · a picture is drawn anew and says nothing of where it was taken; what we do not keep is refused", async () => {
    const sent = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#0f5b4c" } })
      .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "50/1 38/1 0/1" } })
      .jpeg()
      .toBuffer();
    const id = await add(sent);
    const kept = await bytesOf(member, id);
    if (typeof kept !== "string") throw new Error("not kept");
    const { format, width, exif } = await sharp(Buffer.from(kept, "latin1")).metadata();
    expect({ format, width, exif }).toEqual({ format: "jpeg", width: 30, exif: undefined });
    for (const text of ["<!doctype html>", "\xff\xd8\xff no picture"])
      expect(await addMaterial(deps, member, slug, { bytes: Buffer.from(text, "latin1") })).toEqual({
        ok: false,
        refusal: { code: "file_unreadable" },
      });
    expect(await addMaterial(deps, member, slug, { bytes: new Uint8Array(materialLimits.bytes + 1) })).toEqual({
      ok: false,
      refusal: { code: "file_too_large" },
    });
    await removeMaterial(deps, member, { coalition: slug, material: id });
  });

  test("B47 · a coalition keeps so many files and so many bytes, and no more", async () => {
    const rows = await listMaterials(deps, member, slug);
    if (!rows.ok) throw new Error(rows.refusal.code);
    for (const { id } of rows.value.materials) await removeMaterial(deps, member, { coalition: slug, material: id });
    for (let n = 0; n < 10; n++) {
      const more = await add(pdf(5));
      await database.db.updateTable("material").set({ size: materialLimits.bytes }).where("id", "=", more).execute();
    }
    expect(await addMaterial(deps, member, slug, { bytes: pdf(5) })).toEqual({
      ok: false,
      refusal: { code: "files_full" },
    });
  });
});
