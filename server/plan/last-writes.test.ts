import { afterAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { visitor } from "@/domain/kernel/actor";
import { lastWrites } from "./last-writes";
import { testPlace } from "./testing";

const database = await testDatabase();
const { db } = database;
afterAll(() => database.close());

test("C23 · who wrote last in which plan, the latest first, and not who made it empty; a stranger hears nothing", async () => {
  const at = await testPlace(db);
  const plan = async (title: string, writes: [accountId: string | null, minute: number][], archived = false) => {
    const { coalitionId } = at;
    const document = await db
      .insertInto("document")
      .values({ coalitionId, kind: "plan" })
      .returning("id")
      .executeTakeFirstOrThrow();
    const when = (minute: number) => new Date(Date.UTC(2026, 10, 24, 12, minute));
    await db
      .insertInto("plan")
      .values({
        documentId: document.id,
        coalitionId,
        title,
        createdAt: when(0),
        updatedAt: when(0),
        archivedAt: archived ? when(0) : null,
      })
      .execute();
    for (const [index, [accountId, minute]] of writes.entries())
      await db
        .insertInto("documentUpdate")
        .values({
          documentId: document.id,
          generation: 1,
          seq: index + 1,
          payload: Buffer.from([0, 0]),
          accountId,
          committedAt: when(minute),
        })
        .execute();
  };
  await plan("Premier", [
    [null, 0],
    [at.member.accountId, 3],
    [at.coordinator.accountId, 5],
  ]);
  await plan("Second", [[at.member.accountId, 9]]);
  await plan("Vide", [[null, 0]]);
  await plan("Rangé", [[at.member.accountId, 20]], true);
  const read = await lastWrites({ database }, at.member, at.slug);
  expect(read.ok && read.value.map(({ title, by, mine }) => [title, by, mine])).toEqual([
    ["Second", "member", true],
    ["Premier", "coordinator", false],
  ]);
  expect(await lastWrites({ database }, at.outsider, at.slug)).toMatchObject({ refusal: { code: "not_found" } });
  expect(await lastWrites({ database }, visitor, at.slug)).toMatchObject({ ok: false });
});
