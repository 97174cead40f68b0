import { afterEach, expect, test, vi } from "vitest";
import { plainText } from "./plain-text";
import { posterPicture } from "./poster-picture";
import { picture } from "./render";
import { type TicketWords, ticketPicture } from "./ticket-picture";

afterEach(() => vi.unstubAllGlobals());

const words: TicketWords = {
  mode: "coach",
  modeName: "Car",
  weekday: "samedi",
  day: "12\u00a0décembre",
  time: "7\u00a0h\u00a015",
  title: "Car n° 2 Lille – Paris",
  where: "Lille, Grand Palais · Arras, aire de covoiturage",
  seats: { main: "14 places libres", aside: "sur 51", full: false },
  total: 51,
  taken: 37,
  coalition: "Coalition Nord-Pas-de-Calais",
};

/** Width and height as the head of a PNG says them. */
function sizeOf(png: Buffer) {
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

test("S35 · a picture is drawn with our own fonts, whatever the title says: nothing is fetched from elsewhere", async () => {
  const fetched = vi.fn(() => Promise.reject(new Error("no network")));
  vi.stubGlobal("fetch", fetched);
  const wild = plainText("Łódź → 東京 🚌 ﷽ ©️ ☎ <b>&amp; Car\u202f!", 70);
  const png = await picture("wild", () => ticketPicture({ ...words, title: wild, where: wild }));
  expect(sizeOf(png ?? Buffer.alloc(0))).toEqual({ width: 1200, height: 630 });
  const poster = await picture("poster", () =>
    posterPicture({
      kicker: "Coalition Climat 21",
      title: "Nord-Pas-de-Calais",
      lead: "Ensemble.",
      banner: "partir ensemble",
    }),
  );
  expect(sizeOf(poster ?? Buffer.alloc(0))).toEqual({ width: 1200, height: 630 });
  // The layout engine unpacks itself from an address that holds its data.
  const elsewhere = fetched.mock.calls
    .map(([address]: unknown[]) => String(address))
    .filter((a) => !a.startsWith("data:"));
  expect(elsewhere).toEqual([]);
});

test("S35 · letters that our fonts lack lose their accent or stroke, other signs are left out, a long text is cut", () => {
  expect(plainText("Łódź, Besançon", 40)).toBe("Lódz, Besançon");
  expect(plainText("Đặng Tấn, Mıdyat, Malmö, GROẞ", 40)).toBe("Dang Tan, Midyat, Malmö, GROSS");
  expect(plainText("Départ\u202f: 7\u00a0h 🚌", 40)).toBe("Départ\u00a0: 7\u00a0h");
  expect(plainText("©️®️™", 40)).toBe("");
  expect(plainText("a".repeat(80), 70)).toBe(`${"a".repeat(69)}…`);
});

test("S35 · the same picture is drawn once, and only a few at a time", async () => {
  const draws = vi.fn(() => ticketPicture(words));
  const both = await Promise.all([picture("same", draws), picture("same", draws)]);
  expect(draws).toHaveBeenCalledTimes(1);
  expect(both[0]).toBe(both[1]);
  const many = Array.from({ length: 5 }, (_, n) => picture(`many-${n}`, draws));
  expect(many.filter((drawn) => drawn === null)).toHaveLength(2);
  await Promise.all(many);
  expect(picture("after", draws)).not.toBeNull();
});
