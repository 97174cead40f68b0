import { getTranslations } from "next-intl/server";
import { seatTexts } from "@/app/seat-texts";
import type { LiveTexts } from "@/components/signup/live-counts";
import { LiveCounts } from "@/components/signup/live-counts-island";

/** Seats that follow bookings made elsewhere, on a page that shows trips of one coalition. */
export async function LiveSeats({ coalitionId }: { coalitionId: string }) {
  const t = await getTranslations();
  const texts: LiveTexts = {
    seats: seatTexts(t),
    one: t("ui.live.one", { trip: "{trip}", seats: "{seats}" }),
    several: t("ui.live.several"),
  };
  return <LiveCounts coalitionId={coalitionId} texts={texts} />;
}
