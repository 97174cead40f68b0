import { createHash } from "node:crypto";
import { z } from "zod";
import { taskStates } from "@/domain/calendar/schema";
import { modes, rowStates } from "@/domain/transport/schema";
import raw from "./demo.json";

const stopSchema = z.object({
  id: z.string(),
  name: z.string(),
  time: z.string(),
  stepFree: z.boolean().default(false),
});
const legSchema = z.object({ from: z.string(), to: z.string() });

/** What this version takes of the demo data; the rest waits for the features it belongs to. */
const demoSchema = z.object({
  campaign: z.object({
    keyDates: z.array(
      z.object({ id: z.string(), title: z.string(), start: z.string(), end: z.string(), scope: z.string() }),
    ),
  }),
  coalitions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      scope: z.string(),
      territory: z.object({
        city: z.string(),
        postcode: z.string(),
        departement: z.string(),
        lat: z.number(),
        lng: z.number(),
      }),
      description: z.string(),
      contacts: z.array(
        z.object({
          role: z.string(),
          email: z.string(),
          phone: z.string().nullable(),
          organisation: z.string().nullable(),
          publish: z.object({
            role: z.boolean(),
            email: z.boolean(),
            phone: z.boolean(),
            consentGivenAt: z.string().nullable(),
          }),
        }),
      ),
      channels: z.object({
        web: z.string().nullable(),
        mailingList: z.string().nullable(),
        chat: z.string().nullable(),
        social: z.array(z.string()),
      }),
      actionForecast: z.string(),
      memberOrganisations: z.array(z.string()),
      declaredAt: z.string(),
    }),
  ),
  materials: z.array(
    z.object({ id: z.string(), title: z.string(), description: z.string(), languages: z.array(z.string()) }),
  ),
  actions: z.array(
    z.object({
      id: z.string(),
      coalition: z.string(),
      title: z.string(),
      due: z.string(),
      state: z.enum(taskStates),
    }),
  ),
  events: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.string(),
      start: z.string(),
      end: z.string(),
      place: z.object({ name: z.string(), address: z.string() }),
      organisedBy: z.array(z.string()).min(1),
      description: z.string(),
      keyDate: z.string().nullable(),
    }),
  ),
  trips: z.array(
    z.object({
      id: z.string(),
      coalition: z.string(),
      mode: z.enum(modes),
      title: z.string(),
      event: z.string(),
      outbound: z.array(stopSchema),
      return: z.array(stopSchema),
      capacity: z.object({ seats: z.number(), reservedOrganisers: z.number(), wheelchairSpaces: z.number() }),
      price: z.object({
        tiers: z.array(z.object({ id: z.string(), label: z.string(), amountCents: z.number() })).default([]),
        askedPerSeatEUR: z.number().optional(),
        mode: z.string().optional(),
      }),
      operator: z.object({ name: z.string() }).optional(),
      carpool: z.object({ animals: z.boolean() }).optional(),
      ownerRole: z.string(),
      bookingDeadline: z.string(),
      rules: z.array(z.string()),
      state: z.enum(rowStates),
    }),
  ),
  bookings: z.array(
    z.object({
      id: z.string(),
      trip: z.string(),
      holder: z.string(),
      email: z.email(),
      partySize: z.number(),
      outbound: legSchema.optional(),
      return: legSchema.optional(),
      state: z.enum(["confirmed", "pending", "waiting", "cancelled"]),
      approval: z.string().optional(),
      tier: z.string().nullish(),
      paid: z.boolean().default(false),
      accessNeed: z.string().nullish(),
      consentAt: z.string(),
    }),
  ),
});
export type DemoData = z.infer<typeof demoSchema>;
export type DemoTrip = DemoData["trips"][number];

export function readDemoData(): DemoData {
  return demoSchema.parse(raw);
}

/** The same id at each load, from what the data call a thing. */
export function demoId(...names: string[]): string {
  const hex = createHash("sha256")
    .update(["cortege-demo", ...names].join("\0"))
    .digest("hex");
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Who may look around: one account per role, of the first coalition. */
export const demoAccounts = {
  national: { email: "coordination-nationale@example.org", name: "Coordination nationale" },
  coordinator: { email: "coordination-lille@example.org", name: "Coordination Lille" },
  member: { email: "membre-lille@example.org", name: "Membre Lille" },
  participant: { email: "participant-lille@example.org", name: "Participant·e Lille" },
} as const;
