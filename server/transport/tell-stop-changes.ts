import type { Database } from "@/db/client";
import { peopleOfStop, takeDueChanges, tripsWithDueChanges } from "@/db/stop-change";
import { transact } from "@/db/transact";
import { lockTrips } from "@/db/trip";
import { findTrips } from "@/db/trip-seats";
import type { Clock } from "@/domain/kernel/clock";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import { stopChangeStandsFor } from "@/domain/transport/projection";
import type { Vault } from "@/server/crypto";
import { enqueueMail } from "@/server/mail/enqueue";

export type TellDeps = { db: Database["db"]; clock: Clock; vault: Vault };

/** Mails the people of each booked stop whose time or place has changed and stood for ten minutes. Answers how many. */
export async function tellStopChanges(deps: TellDeps): Promise<number> {
  const { db, clock, vault } = deps;
  const now = clock.now();
  const before = new Date(now.getTime() - stopChangeStandsFor);
  let told = 0;
  for (const tripId of await tripsWithDueChanges(db, before)) {
    told += await transact(db, async (trx) => {
      let mails = 0;
      await lockTrips(trx, [tripId]);
      const [trip] = await findTrips(trx, [tripId]);
      for (const change of await takeDueChanges(trx, tripId, before)) {
        for (const person of await peopleOfStop(trx, change)) {
          const { email, locale } = person;
          const spoken = (at: Date) => `${spokenDay(at, locale)}, ${spokenTime(at, locale)}`;
          const values = {
            trip: trip?.title ?? "",
            oldPlace: change.oldPlace,
            oldTime: spoken(change.oldAt),
            newPlace: change.newPlace,
            newTime: spoken(change.newAt),
          };
          const mail = {
            template: "stop-changed" as const,
            path: "/reservations",
            validUntil: change.newAt.toISOString(),
            values,
          };
          await enqueueMail(trx, vault, { to: email, locale, mail }, now);
          mails++;
        }
      }
      return mails;
    });
  }
  return told;
}
