import { getTranslations } from "next-intl/server";
import type { LiveTexts } from "@/components/signup/live-counts";
import { LiveCounts } from "@/components/signup/live-counts-island";

/** Seats that follow bookings made elsewhere, on a page that shows trips of one coalition. */
export async function LiveSeats({ coalitionId }: { coalitionId: string }) {
  const t = await getTranslations("ui");
  const texts: LiveTexts = { seats: t.raw("seats"), one: t.raw("live.one"), several: t.raw("live.several") };
  return <LiveCounts coalitionId={coalitionId} texts={texts} />;
}
