import { Seats } from "@/components/ui/seats";
import type { TravelMode } from "@/components/ui/ticket";
import type { SeatNumbers } from "@/domain/signup/seat-numbers";
import { type SeatTexts, seatWords, withoutNumber } from "./seat-words";

type TripSeatsProps = { tripId: string; mode: TravelMode; numbers: SeatNumbers; texts: SeatTexts; mine?: number };

/** The drawing and its words. Both carry the trip's id: `live-counts.ts` patches them in place. */
export function TripSeats({ tripId, mode, numbers, texts, mine = 0 }: TripSeatsProps) {
  const taken = Math.max(0, numbers.total - numbers.free - mine);
  return (
    <div className="seats">
      <Seats mode={mode} total={numbers.total} taken={taken} mine={mine} tripId={tripId} />
      <SeatCountWords tripId={tripId} numbers={numbers} texts={texts} />
    </div>
  );
}

/** The words alone. `bare`: a big figure beside them already says the number. */
export function SeatCountWords({
  tripId,
  numbers,
  texts,
  bare,
}: Pick<TripSeatsProps, "tripId" | "numbers" | "texts"> & { bare?: boolean }) {
  const { main, aside, full } = seatWords(numbers, texts);
  const shown = bare && !full ? withoutNumber(main) : main;
  return (
    <p className={full ? "count full" : "count"} data-trip-words={tripId} data-bare={bare ? "" : undefined}>
      <span data-main>{shown}</span>{" "}
      <span className="soft" data-aside>
        {aside}
      </span>
    </p>
  );
}
