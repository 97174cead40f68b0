import { type AbstractIntlMessages, createTranslator } from "next-intl";
import { expect, test } from "vitest";
import fr from "@/messages/fr.json";
import type { AboardPerson } from "@/server/transport/signup-types";
import { personView } from "./view";

const messages: AbstractIntlMessages = fr;
const words = {
  t: createTranslator({ locale: "fr", messages, namespace: "aboard" }),
  prices: createTranslator({ locale: "fr", messages, namespace: "price" }),
  locale: "fr",
  now: new Date("2026-11-24T12:00:00Z"),
};
const written: AboardPerson = {
  signupId: "someone",
  state: "confirmed",
  firstName: "Une personne",
  email: null,
  phone: "+33 6 00 00 00 00",
  party: 1,
  ride: { outbound: null, return: null },
  outbound: null,
  return: null,
  until: null,
  coming: true,
  addressConfirmed: true,
  toCall: false,
  reason: null,
  price: null,
  paid: false,
  access: { wheelchair: false, need: "" },
  passedOver: false,
  rank: null,
  writtenBy: "Réf. transports",
  history: [],
};
const badges = (change: Partial<AboardPerson>) =>
  personView({ ...written, ...change }, words).badges.map(({ text }) => text);

test("S33 · who said that they come and has no address is still to be told by phone", () => {
  expect(badges({})).toEqual(["A confirmé sa venue", "Par téléphone"]);
  expect(badges({ phone: null })).toEqual(["A confirmé sa venue", fr.aboard.noMail]);
  expect(badges({ coming: false })).toEqual(["Par téléphone"]);
  expect(badges({ writtenBy: null, email: "une-personne@example.org" })).toEqual(["A confirmé sa venue"]);
  expect(badges({ writtenBy: null, coming: false })).toEqual([]);
});
