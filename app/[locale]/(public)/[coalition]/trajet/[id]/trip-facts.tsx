import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/ui/icon";
import { Section } from "@/components/ui/section";
import { spokenDay, spokenTime } from "@/domain/kernel/spoken-date";
import type { TripView } from "@/server/transport/signup-types";

export async function TripFacts({ trip, locale }: { trip: TripView; locale: string }) {
  const t = await getTranslations("tripPage");
  if (trip.status === "cancelled") return null;
  return (
    <Section id="bon-a-savoir" title={t("good")} fill>
      <ul className="facts">
        <li>
          <Icon name="clock" />
          {t("until", { day: spokenDay(trip.bookingDeadline, locale), time: spokenTime(trip.bookingDeadline, locale) })}
        </li>
        <li>
          <Icon name="undo" />
          {t("leave")}
        </li>
        <li>
          <Icon name="person" />
          {t("held")}
        </li>
      </ul>
    </Section>
  );
}
