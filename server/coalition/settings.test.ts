import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureAccount } from "@/db/account";
import type { Database } from "@/db/client";
import { insertTestCoalition } from "@/db/testing/coalition";
import { testDatabase } from "@/db/testing/database";
import { type Actor, visitor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { createVault } from "@/server/crypto";
import type { Deps } from "@/server/deps";
import { addPhoto, readPhoto, removePhoto } from "./photo";
import { publicCoalition } from "./read-public";
import { readSettings, saveSettings } from "./settings";

const noChannels = { page: "", social: "", chat: "", list: "", phone: "" };
const notFound = { ok: false, refusal: { code: "not_found" } };

describe.each(["postgres", "embedded"] as const)("settings on %s", (engine) => {
  let database: Database;
  let deps: Deps;
  let slug: string;
  let coordinator: Actor;
  let other: Actor;
  let member: Actor;

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
    slug = coalition.slug;
    const person = async (name: string, role: Role): Promise<Actor> => {
      const { id, email } = await ensureAccount(database.db, `${name}@example.org`);
      await database.db
        .insertInto("membership")
        .values({ coalitionId: coalition.id, accountId: id, name, role })
        .execute();
      return { kind: "account", accountId: id, email, name, national: false };
    };
    coordinator = await person("mobilisation", "coordinator");
    other = await person("transport", "coordinator");
    member = await person("membre", "member");
  });
  afterAll(() => database.close());

  const save = (actor: Actor, part: string, revision: number, fields: Record<string, unknown>) =>
    saveSettings(deps, actor, { coalition: slug, part, revision, ...fields });

  test("B40 · coordinators alone read and change the settings; anyone else gets the answer of an unknown page", async () => {
    expect((await readSettings(deps, coordinator, slug)).ok).toBe(true);
    expect(await readSettings(deps, member, slug)).toEqual(notFound);
    expect(await readSettings(deps, coordinator, "ailleurs")).toEqual(notFound);
    expect(await save(member, "words", 0, { name: "Prise", description: "" })).toEqual(notFound);
    expect(await save(visitor, "words", 0, { name: "Prise", description: "" })).toEqual({
      ok: false,
      refusal: { code: "sign_in_first" },
    });
    expect(await save(coordinator, "password", 0, {})).toEqual(notFound);
    expect(await addPhoto(deps, member, slug, await picture())).toEqual(notFound);
    expect(await removePhoto(deps, member, slug)).toEqual(notFound);
  });

  test("B42 · what is saved is on the page at once; what is wrong is said by field and changes nothing", async () => {
    const saved = await save(coordinator, "words", 0, { name: "  Coalition   du Nord ", description: "Ensemble." });
    expect(saved).toMatchObject({
      ok: true,
      value: { kind: "saved", revision: 1, values: { name: "Coalition du Nord" } },
    });
    const listed = await save(coordinator, "organisations", 0, { organisations: "Vélo\r\n\r\n  Énergie \nVélo" });
    expect(listed).toMatchObject({ ok: true, value: { values: { organisations: "Vélo\nÉnergie" } } });
    expect(await publicCoalition(deps, slug)).toMatchObject({
      value: { coalition: { name: "Coalition du Nord", organisations: ["Vélo", "Énergie"] } },
    });
    for (const [part, fields, wrong] of [
      ["words", { name: "", description: "x" }, "name"],
      ["words", { name: "Nom", description: "x".repeat(301) }, "description"],
      ["presentation", { presentation: "x".repeat(12_001) }, "presentation"],
      ["organisations", { organisations: `x\n${"y".repeat(101)}` }, "organisations"],
      ["organisations", { organisations: Array.from({ length: 41 }, (_, n) => `o${n}`).join("\n") }, "organisations"],
      ["photo", { alt: " ", credit: "" }, "alt"],
      ["channels", { ...noChannels, page: "javascript:alert(1)", agreed: "yes" }, "page"],
      ["channels", { ...noChannels, phone: "06 39 98 00 01" }, "agreed"],
    ] as const)
      expect(await save(coordinator, part, 1, fields)).toEqual({
        ok: false,
        refusal: { code: "invalid", fields: { [wrong]: wrong } },
      });
  });

  test("B53 · ways to reach a coalition are shown once somebody says that those who answer there agree, and go when they are taken out", async () => {
    const typed = { ...noChannels, page: "exemple.org", list: "climat@listes.example.org", phone: "06 39 98 00 01" };
    expect(await save(coordinator, "channels", 0, { ...typed, agreed: "yes" })).toMatchObject({
      value: { kind: "saved", values: typed },
    });
    expect(await publicCoalition(deps, slug)).toMatchObject({
      value: {
        channels: [
          { kind: "phone", address: "tel:0639980001" },
          { kind: "page", address: "https://exemple.org" },
          { kind: "list", address: "mailto:climat@listes.example.org" },
        ],
      },
    });
    // Nothing is said of nobody.
    expect(await save(coordinator, "channels", 1, noChannels)).toMatchObject({ value: { kind: "saved" } });
    expect(await publicCoalition(deps, slug)).toMatchObject({ value: { channels: [] } });
  });

  test("B43 · who saves a form that another one has overtaken is shown what stands there, and undoes it only knowingly", async () => {
    expect(await save(coordinator, "presentation", 0, { presentation: "La première." })).toMatchObject({ ok: true });
    const late = await save(other, "presentation", 0, { presentation: "La seconde." });
    expect(late).toMatchObject({
      ok: true,
      value: { kind: "overtaken", by: "mobilisation", revision: 1, values: { presentation: "La première." } },
    });
    const knowing = await save(other, "presentation", 1, { presentation: "La seconde." });
    expect(knowing).toMatchObject({ ok: true, value: { kind: "saved", revision: 2 } });
    // Another part is nobody's to undo.
    expect(await save(coordinator, "organisations", 1, { organisations: "Vélo" })).toMatchObject({
      value: { kind: "saved" },
    });
  });

  test("B43 · of two that save at the same moment, one is overtaken", async () => {
    const both = await Promise.all(
      [coordinator, other].map((actor, n) => save(actor, "presentation", 2, { presentation: `Texte ${n}` })),
    );
    expect(both.map((done) => (done.ok ? done.value.kind : done.refusal.code)).sort()).toEqual(["overtaken", "saved"]);
  });

  test("B44 · a photograph is drawn anew, without the place where it was taken, and shows once it is described", async () => {
    const sent = await picture();
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    expect(await addPhoto(deps, coordinator, slug, sent)).toEqual({ ok: true, value: null });
    expect(await publicCoalition(deps, slug)).toMatchObject({ value: { photo: null } });
    const settings = await readSettings(deps, coordinator, slug);
    if (!settings.ok || !settings.value.photo) throw new Error("no photograph");
    const { revision } = settings.value.parts.photo;
    await save(coordinator, "photo", revision, { alt: "Un cortège sur un pont", credit: "Collectif photo" });
    const page = await publicCoalition(deps, slug);
    const photo = page.ok ? page.value.photo : null;
    expect(photo).toMatchObject({ alt: "Un cortège sur un pont", credit: "Collectif photo" });
    const kept = await readPhoto(deps, visitor, slug, photo?.hash ?? "");
    if (!kept.ok) throw new Error("not kept");
    const { format, exif, xmp } = await sharp(kept.value).metadata();
    expect({ format, exif, xmp }).toEqual({ format: "webp", exif: undefined, xmp: undefined });
    expect(await readPhoto(deps, visitor, slug, "0".repeat(64))).toEqual(notFound);
    // Another picture is not what the words said.
    await addPhoto(deps, coordinator, slug, await picture(40));
    expect(await publicCoalition(deps, slug)).toMatchObject({ value: { photo: null } });
    expect(await removePhoto(deps, coordinator, slug)).toEqual({ ok: true, value: null });
    expect(await readSettings(deps, coordinator, slug)).toMatchObject({ value: { photo: null } });
  });

  test("B44 · what is no photograph is refused, whatever it is called", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    for (const bytes of [svg, "<!doctype html><script>alert(1)</script>", "%PDF-1.7\n%%EOF", "GIF89a"])
      expect(await addPhoto(deps, coordinator, slug, Buffer.from(bytes)), bytes).toEqual({
        ok: false,
        refusal: { code: "image_unreadable" },
      });
    for (const size of [0, 2 * 1024 * 1024 + 1])
      expect(await addPhoto(deps, coordinator, slug, new Uint8Array(size))).toEqual({
        ok: false,
        refusal: { code: "image_too_large" },
      });
  });

  function picture(width = 30): Promise<Buffer> {
    return sharp({ create: { width, height: 20, channels: 3, background: "#0f5b4c" } })
      .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "50/1 38/1 0/1" } })
      .jpeg()
      .toBuffer();
  }
});
