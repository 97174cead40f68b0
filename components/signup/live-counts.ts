import { io } from "socket.io-client";
import { reconnectOnWake } from "@/components/collab/wake-socket";
import { drawSeats, type SeatKind, type SeatState } from "@/components/ui/seats-drawing";
import { liveCounts, type SeatNumbers } from "@/domain/signup/seat-numbers";
import { foldedSeats, freeOver, type SeatTexts, seatSum, seatWords, withoutNumber } from "./seat-words";

export type LiveTexts = {
  seats: SeatTexts;
  /** `{trip} : {seats}`, read out when one trip moved. */
  one: string;
  /** Read out when several did. */
  several: string;
};

/** Nobody is told more often than this, however fast seats go. */
const announceEveryMs = 10_000;

/**
 * Keeps a public page's seats true while it is open: hears of each change and patches numbers, words and drawings where
 * they stand. Nothing is rendered again. Returns what stops it.
 */
export function watchCounts(coalitionId: string, texts: LiveTexts, announcer: HTMLElement): () => void {
  const socket = io({ transports: ["websocket"], reconnectionDelayMax: 30_000, randomizationFactor: 0.8 });
  const announce = announcerInto(announcer);
  const known: Record<string, SeatNumbers> = {};
  let first = true;
  socket.on("connect", () => socket.emit(liveCounts.watch, { coalitionId }));
  socket.on(liveCounts.changed, (counts: Record<string, SeatNumbers>) => {
    const moved = Object.entries(counts).filter(([tripId, numbers]) => patchTrip(tripId, numbers, texts.seats));
    Object.assign(known, counts);
    patchSum(Object.values(known), texts.seats);
    patchFolds(known, texts.seats);
    // What the first answer mends is the page's own age, not news.
    if (!first && moved.length > 0) announce(sentence(moved, texts));
    first = false;
  });
  const stopWaking = reconnectOnWake(socket);
  return () => {
    stopWaking();
    socket.disconnect();
    announce.stop();
  };
}

/** Whether anything on the page changed. */
export function patchTrip(tripId: string, numbers: SeatNumbers, texts: SeatTexts): boolean {
  let changed = false;
  const words = seatWords(numbers, texts);
  for (const line of all(`[data-trip-words="${CSS.escape(tripId)}"]`)) {
    const bare = line.hasAttribute("data-bare") && !words.full;
    changed = write(line.querySelector("[data-main]"), bare ? withoutNumber(words.main) : words.main) || changed;
    changed = write(line.querySelector("[data-aside]"), words.aside) || changed;
    line.classList.toggle("full", words.full);
  }
  for (const figure of all(`[data-trip-free="${CSS.escape(tripId)}"]`)) {
    changed = write(figure, String(numbers.free)) || changed;
    figure.toggleAttribute("hidden", words.full);
  }
  if (changed) for (const drawing of all(`[data-trip-seats="${CSS.escape(tripId)}"]`)) redraw(drawing, numbers);
  return changed;
}

/** The seats of all open trips together, where the page says them. */
function patchSum(trips: readonly SeatNumbers[], texts: SeatTexts): void {
  const free = freeOver(trips);
  for (const place of all("[data-trip-sum]")) write(place, seatSum(free, texts));
}

/** The summaries of folded trips; one that counts a trip not heard of stays as it is. */
export function patchFolds(known: Readonly<Record<string, SeatNumbers>>, texts: SeatTexts): void {
  for (const place of all("[data-trip-fold]")) {
    const ids = place.getAttribute("data-trip-fold")?.split(" ") ?? [];
    const trips = ids.flatMap((id) => known[id] ?? []);
    if (trips.length === ids.length) write(place, foldedSeats(trips, texts));
  }
}

function redraw(drawing: Element, { total, free }: SeatNumbers): void {
  const mine = Number(drawing.getAttribute("data-mine") ?? 0);
  const kind = (drawing.getAttribute("data-kind") ?? "coach") as SeatKind;
  const taken = Math.max(0, total - free - mine);
  const { paths, view, hull } = drawSeats(kind, { total, taken, mine }, drawing.hasAttribute("data-compact"));
  // Another number of seats is another drawing: the next visit shows it.
  if (drawing.getAttribute("viewBox") !== `${view.x} ${view.y} ${view.width} ${view.height}`) return;
  drawing.querySelector(".hull")?.setAttribute("d", hull);
  for (const state of ["taken", "mine", "held", "free"] satisfies SeatState[]) {
    drawing.querySelector(`.${state}`)?.setAttribute("d", paths[state]);
  }
}

function all(selector: string): NodeListOf<Element> {
  return document.querySelectorAll(selector);
}

function write(element: Element | null, text: string): boolean {
  if (!element || element.textContent === text) return false;
  element.textContent = text;
  return true;
}

function sentence(moved: [string, SeatNumbers][], texts: LiveTexts): string {
  const [only] = moved;
  if (!only || moved.length > 1) return texts.several;
  const place = document.querySelector(
    `[data-trip-words="${CSS.escape(only[0])}"], [data-trip-free="${CSS.escape(only[0])}"]`,
  );
  const title = place?.closest("article")?.querySelector("h1, h2, h3, h4")?.textContent ?? "";
  return texts.one.replace("{trip}", title).replace("{seats}", seatWords(only[1], texts.seats).main);
}

function announcerInto(element: HTMLElement) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: string | undefined;
  let last = 0;
  const say = () => {
    timer = undefined;
    last = Date.now();
    element.textContent = waiting ?? "";
  };
  return Object.assign(
    (text: string) => {
      waiting = text;
      timer ??= setTimeout(say, Math.max(0, last + announceEveryMs - Date.now()));
    },
    { stop: () => clearTimeout(timer) },
  );
}
