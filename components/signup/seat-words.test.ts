import { expect, test } from "vitest";
import type { SeatNumbers } from "@/domain/signup/seat-numbers";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { foldedSeats, seatWords } from "./seat-words";

const open: SeatNumbers = { total: 51, free: 14, outbound: 14, return: 20, partly: 0, waiting: 0, status: "open" };
const words = (change: Partial<SeatNumbers>) => seatWords({ ...open, ...change }, fr.ui.seats);

test("free seats are said with the total, one alone in the singular", () => {
  expect(words({})).toEqual({ main: "14 places libres", aside: "sur 51", full: false });
  expect(words({ free: 1 }).main).toBe("1 place libre");
  expect(seatWords({ ...open, free: 1 }, en.ui.seats)).toEqual({ main: "1 seat left", aside: "of 51", full: false });
});

test("« Complet » alone means no seat anywhere", () => {
  expect(words({ free: 0, outbound: 0, return: 0 }).main).toBe("Complet");
  expect(words({ free: 0, outbound: 0, return: 0, waiting: 1 }).main).toBe("Complet · 1 personne en attente");
  expect(words({ free: 0, outbound: 0, return: null, waiting: 5 }).main).toBe("Complet · 5 personnes en attente");
});

test("full one way says what is left the other way, or on part of the way", () => {
  expect(words({ free: 0, outbound: 0, return: 2 }).main).toBe("Complet à l’aller, 2 places au retour");
  expect(words({ free: 0, outbound: 1, return: 0 }).main).toBe("Complet au retour, 1 place à l’aller");
  expect(words({ free: 0, outbound: 0, return: 0, partly: 3 }).main).toBe("3 places sur une partie du trajet");
});

test("closed and cancelled trips name no number", () => {
  expect(words({ status: "closed" }).main).toBe("Réservations closes");
  expect(words({ status: "deadline", free: 0 }).main).toBe("Réservations closes");
  expect(words({ status: "cancelled" }).main).toBe("Trajet annulé");
});

test("folded trips say their seats together, those that take no bookings left out", () => {
  const fold = (...trips: Partial<SeatNumbers>[]) =>
    foldedSeats(
      trips.map((trip) => ({ ...open, ...trip })),
      fr.ui.seats,
    );
  expect(fold({ free: 3 }, { free: 1 }, { free: 9, status: "closed" })).toBe("4 places libres");
  expect(fold({ free: 0 }, { free: 1 })).toBe("1 place libre");
  expect(fold({ free: 0 }, { free: 9, status: "cancelled" })).toBe("complet");
});
