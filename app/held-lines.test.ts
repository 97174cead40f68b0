import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { register } from "@/domain/account/register";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { heldLines } from "./held-lines";

test("K4 · each table in which somebody is found has a name in both languages", () => {
  const by = ["account_id", "email", "email_hash", "recipient_hash"];
  const found = Object.entries(register).filter(
    ([table, kept]) => table === "account" || kept?.columns.some((name) => by.includes(name)),
  );
  expect(found.length).toBeGreaterThan(20);
  for (const { myData } of [fr, en])
    expect(Object.keys(myData.table)).toEqual(expect.arrayContaining(found.map(([table]) => table)));
});

test("K4 · what is held is read in words: what it is about, what it says, when; neither ids nor hashes", () => {
  const t = createTranslator({ locale: "fr", messages: fr, namespace: "myData" });
  const trip = "6f1c1d1e-0000-4000-8000-000000000001";
  const held = { held: [], tables: {}, titles: { [trip]: "Car n° 1" } };
  const line = (row: Parameters<typeof heldLines>[0][number]) =>
    heldLines([row, row], held, "moi@example.org", t as never, "fr").map(
      ({ text, times }) => `${times} × ${text.replaceAll("\u00a0", " ")}`,
    );
  const signup = {
    id: trip,
    trip_id: trip,
    first_name: "Camille",
    email: "moi@example.org",
    party: 2,
    state: "confirmed",
  };
  expect(line({ ...signup, email_hash: "ab12", created_at: "2026-11-24T12:00:00Z" })).toEqual([
    "2 × Car n° 1 · Prénom : Camille · État : confirmée · Places : 2 · mardi 24 novembre 2026",
  ]);
  expect(line({ person: '{"firstName":"Camille","email":"autre@example.org","shows":["firstName"]}' })).toEqual([
    "2 × Contact : Camille, autre@example.org, firstName",
  ]);
  expect(line({ body: "[sic] {tel quel", locale: "en" })).toEqual(["2 × Texte : [sic] {tel quel · Langue : anglais"]);
});
