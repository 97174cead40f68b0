import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { admit, type Capacity, nextOffers, type Waiting } from "./admission";
import { mayHold } from "./limits";
import { codeSchema, emailSchema, firstNameSchema, phoneSchema, reasonSchema } from "./request";
import { isLive, mayBecome, signupStates, takesSeats } from "./state";
import { holdUntil, offerUntil } from "./timing";

const minute = 60_000;
const hour = 60 * minute;
const now = new Date("2027-03-01T12:00:00Z");
const inMs = (ms: number) => new Date(now.getTime() + ms);

/** A thing with one number of places, as a task or an action has. */
const places = (free: number): Capacity<null> => ({
  fits: (_, party) => party <= free,
  shortage: (_, party) => Math.max(0, party - free),
  with: (_, party) => places(free - party),
});
const parties = fc
  .array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 })
  .map((sizes) =>
    sizes.map((party, n): Waiting<null> => ({ id: `w${n}`, claim: null, party, boarding: inMs(100 * hour) })),
  );
const always = () => inMs(hour);

describe("admission", () => {
  test("S9 · a newcomer gets seats only if they fit and nobody confirmed who waits would fit", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 20 }), parties, fc.integer({ min: 1, max: 5 }), (free, waiting, party) => {
        const answer = admit(places(free), waiting, null, party);
        const may = party <= free && waiting.every((other) => other.party > free);
        expect(answer).toBe(may ? "seats" : "queue");
      }),
    );
  });

  test("S10 · offers never exceed what is free, keep the order, and leave nobody out who still fits", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 20 }), parties, (free, waiting) => {
        const { offers, passedOver } = nextOffers(places(free), waiting, always);
        const sizes = new Map(waiting.map((party) => [party.id, party.party]));
        const given = offers.reduce((sum, { id }) => sum + (sizes.get(id) ?? 0), 0);
        expect(given).toBeLessThanOrEqual(Math.max(0, free));
        const offered = new Set(offers.map(({ id }) => id));
        expect(offers.map(({ id }) => id)).toEqual(waiting.map(({ id }) => id).filter((id) => offered.has(id)));
        for (const party of waiting) if (!offered.has(party.id)) expect(party.party).toBeGreaterThan(free - given);
        const last = waiting.findLastIndex(({ id }) => offered.has(id));
        expect(passedOver.map(({ id }) => id)).toEqual(
          waiting
            .slice(0, Math.max(0, last))
            .map(({ id }) => id)
            .filter((id) => !offered.has(id)),
        );
        expect(passedOver.every(({ shortage }) => shortage > 0)).toBe(true);
      }),
    );
  });

  test("S10 · after the offers nobody who waits fits any more, so a newcomer who fits overtakes nobody", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), parties, fc.integer({ min: 1, max: 5 }), (free, waiting, party) => {
        const { offers } = nextOffers(places(free), waiting, always);
        const offered = new Set(offers.map(({ id }) => id));
        const left = waiting.filter(({ id }) => offered.has(id)).reduce((rest, other) => rest - other.party, free);
        const still = waiting.filter(({ id }) => !offered.has(id));
        expect(admit(places(left), still, null, party)).toBe(party <= left ? "seats" : "queue");
      }),
    );
  });

  test("S10 · nobody is offered what they have no time to answer for", () => {
    const waiting = [{ id: "w", claim: null, party: 1, boarding: inMs(10 * minute) }];
    expect(nextOffers(places(5), waiting, (boarding) => offerUntil(now, boarding))).toEqual({
      offers: [],
      passedOver: [],
    });
  });
});

describe("times", () => {
  test.each([
    [100 * hour, 12 * hour],
    [48 * hour, 12 * hour],
    [24 * hour, 6 * hour],
    [2 * hour, 30 * minute],
    [59 * minute, 15 * minute],
    [15 * minute, 15 * minute],
  ])("S10 · with %d ms left before boarding, an offer lasts %d ms", (left, lasts) => {
    expect(offerUntil(now, inMs(left))).toEqual(inMs(lasts));
  });

  test("S10 · there is none in the last 15 minutes, nor after departure", () => {
    expect(offerUntil(now, inMs(15 * minute - 1))).toBeNull();
    expect(offerUntil(now, inMs(-hour))).toBeNull();
  });

  test("S10 · an offer never outlasts boarding", () => {
    fc.assert(
      fc.property(fc.integer({ min: -hour, max: 1000 * hour }), (left) => {
        const until = offerUntil(now, inMs(left));
        if (until) expect(until.getTime()).toBeLessThanOrEqual(inMs(left).getTime());
      }),
    );
  });

  test("S3 · seats are held for two hours, half an hour in the last two days", () => {
    expect(holdUntil(now, inMs(48 * hour))).toEqual(inMs(2 * hour));
    expect(holdUntil(now, inMs(48 * hour - 1))).toEqual(inMs(30 * minute));
  });
});

describe("limits and states", () => {
  test("S7 · the third sign-up, the sixth and the twelfth seat are held, the next are not", () => {
    const none = { emailSignups: 0, emailSeats: 0, networkSeats: 0 };
    expect(mayHold({ ...none, emailSignups: 2, emailSeats: 2 }, 4)).toBe(true);
    expect(mayHold({ ...none, emailSignups: 3, emailSeats: 3 }, 1)).toBe(false);
    expect(mayHold({ ...none, emailSignups: 1, emailSeats: 3 }, 4)).toBe(false);
    expect(mayHold({ ...none, networkSeats: 11 }, 1)).toBe(true);
    expect(mayHold({ ...none, networkSeats: 11 }, 2)).toBe(false);
  });

  test("S2 · what has ended never lives again, and takes no seat", () => {
    for (const from of signupStates) {
      for (const to of signupStates) if (!isLive(from)) expect(mayBecome(from, to, true)).toBe(false);
      if (!isLive(from) || from === "waiting") expect(takesSeats(from, true)).toBe(false);
    }
  });

  test("S7 · only a request that held nothing may go from pending to the queue", () => {
    expect(mayBecome("pending", "waiting", false)).toBe(true);
    expect(mayBecome("pending", "waiting", true)).toBe(false);
    expect(takesSeats("pending", false)).toBe(false);
  });
});

describe("fields", () => {
  test("S21 · whatever is typed, the answer is a clean value or a refusal", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const name = firstNameSchema.safeParse(value);
        if (name.success) expect(name.data).toMatch(/^[^\n\r\0]{1,80}$/u);
        const email = emailSchema.safeParse(value);
        if (email.success) expect(email.data).toMatch(/^[^\s@]+@[^\s@]+$/);
        const phone = phoneSchema.safeParse(value);
        if (phone.success && phone.data) expect(phone.data).toMatch(/^\+?[\d .()/-]+$/);
        const code = codeSchema.safeParse(value);
        if (code.success) expect(code.data).toMatch(/^\d{6}$/);
      }),
    );
  });

  test("S21 · blanks around are forgiven, capitals in an address are not kept", () => {
    expect(emailSchema.parse("  Benevole@Example.ORG ")).toBe("benevole@example.org");
    expect(firstNameSchema.parse("  Zoé-Lou ")).toBe("Zoé-Lou");
    expect(codeSchema.parse(" 012 345 ")).toBe("012345");
    expect(reasonSchema.parse(" Panne du car,\r\nvoir le trajet suivant ")).toBe(
      "Panne du car, voir le trajet suivant",
    );
    expect(reasonSchema.safeParse("x".repeat(501)).success || reasonSchema.safeParse(" \n ").success).toBe(false);
    expect(phoneSchema.parse(" ")).toBeUndefined();
    expect(phoneSchema.parse("+33 6 00 00 00 00")).toBe("+33 6 00 00 00 00");
  });
});
