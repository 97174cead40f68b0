import { getTranslations } from "next-intl/server";
import { CoalitionTitle } from "@/app/coalition-title";
import { localPath } from "@/app/i18n/local-path";
import { seatTexts } from "@/app/seat-texts";
import { seatSum } from "@/components/signup/seat-words";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Procession } from "@/components/ui/procession";
import { toInstant } from "@/domain/kernel/local-time";
import { dayNumber, daysBetween, monthName, spokenTime, weekday } from "@/domain/kernel/spoken-date";

type Coalition = {
  slug: string;
  name: string;
  town: string;
  departement: string;
  description: string;
  organisations: string[];
};
type Departure = { title: string; startsAtLocal: string; place: string };
type Props = {
  coalition: Coalition;
  next: { departure: Departure; trips: number } | null;
  /** Seats free over all trips, and whether there is any trip at all. */
  free: number;
  trips: number;
  hasContacts: boolean;
  photo: { src: string; width: number; height: number; alt: string; credit: string } | null;
  locale: string;
};

/** The poster: who, where, and the next date as a big ticket. */
export async function Cover({ coalition, next, free, trips, hasContacts, photo, locale }: Props) {
  const t = await getTranslations("coalitionPage");
  const seats = seatTexts(await getTranslations());
  const at = next ? toInstant(next.departure.startsAtLocal) : null;
  const days = at ? daysBetween(new Date(), at) : -1;
  return (
    <div className="cover">
      <div className="wrap">
        <div className="stack airy">
          <CoalitionTitle name={coalition.name} poster />
          {coalition.description ? <p className="lead">{coalition.description}</p> : null}
          <ul className="facts flat">
            <li>
              <Icon name="pin" />
              {t("place", { town: coalition.town, departement: coalition.departement })}
            </li>
            {coalition.organisations.length > 0 ? (
              <li>
                <Icon name="people" />
                {t("organisations", { count: coalition.organisations.length })}
              </li>
            ) : null}
            {trips > 0 ? (
              <li>
                <Icon name="seat" />
                <span data-trip-sum>{seatSum(free, seats)}</span>
              </li>
            ) : null}
          </ul>
          <p className="go fill">
            <ButtonLink kind="main" href={localPath(locale, `/${coalition.slug}/rejoindre`)}>
              {t("join")}
            </ButtonLink>
            {trips > 0 ? (
              <ButtonLink kind="second" href="#aller">
                {t("book")}
              </ButtonLink>
            ) : hasContacts ? (
              <ButtonLink kind="second" href="#contact">
                {t("write")}
              </ButtonLink>
            ) : null}
          </p>
        </div>
        {next && at ? (
          <article className="ticket flat next" aria-labelledby="prochaine">
            <div className="stub">
              <b className="when">{dayNumber(at, locale)}</b>
              <span>
                <b>{monthName(at, locale)}</b>
                <br />
                {t("dayAndTime", { weekday: weekday(at, locale), time: spokenTime(at, locale) })}
              </span>
            </div>
            <div className="body stack">
              <h2 id="prochaine">{next.departure.title}</h2>
              <ul className="facts">
                <li>
                  <Icon name="pin" />
                  {next.departure.place}
                </li>
                {days >= 0 ? (
                  <li>
                    <Icon name="clock" />
                    {t("inDays", { days })}
                  </li>
                ) : null}
              </ul>
              {next.trips > 0 ? <a href="#aller">{t("departures", { count: next.trips })}</a> : null}
            </div>
          </article>
        ) : null}
        {photo ? (
          <figure className="shot">
            {/* biome-ignore lint/performance/noImgElement: it was drawn for this page when it came */}
            <img src={photo.src} width={photo.width} height={photo.height} alt={photo.alt} />
            {photo.credit ? (
              <figcaption className="soft small">{t("credit", { name: photo.credit })}</figcaption>
            ) : null}
          </figure>
        ) : null}
      </div>
      <Procession words={(await getTranslations("ui"))("banner")} />
    </div>
  );
}
