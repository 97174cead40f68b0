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
        {trip.wheelchairSpaces === null ? null : (
          <li>
            <Icon name="wheelchair" />
            {t("wheelchairSpaces", { count: trip.wheelchairSpaces })}
          </li>
        )}
        {trip.quietSeat === "yes" ? (
          <li>
            <Icon name="seat" />
            {t("quietSeat")}
          </li>
        ) : null}
        {trip.luggage === null && trip.animals === null ? null : (
          <li>
            <Icon name="check" />
            <span>
              {trip.luggage === null ? null : t(`luggage.${trip.luggage}`)}{" "}
              {trip.animals === null ? null : t(`animals.${trip.animals}`)}
            </span>
          </li>
        )}
        {trip.payment === "free" ? (
          <li>
            <Icon name="check" />
            {t("freeOfCharge")}
          </li>
        ) : null}
      </ul>
      {trip.bring === null ? null : (
        <>
          <h3>{t("bring")}</h3>
          <p className="notes">{trip.bring}</p>
        </>
      )}
    </Section>
  );
}
