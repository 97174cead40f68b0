import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { startOf, travelMode } from "@/app/trip-words";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Ticket, type TravelMode } from "@/components/ui/ticket";
import { dayAndMonth, spokenTime, weekday } from "@/domain/kernel/spoken-date";
import type { SignupState } from "@/domain/signup/state";
import type { BookingItem, ListPages } from "@/server/transport/signup-types";
import { claimBooking } from "./[key]/[[...signup]]/actions";

type Props = {
  bookings: readonly BookingItem[];
  toClaim: readonly BookingItem[];
  pages: ListPages;
  locale: string;
  /** Where all that is held about this person is shown. */
  data: string;
};

/** All bookings of a person, one ticket each. */
export async function BookingCards({ bookings, toClaim, pages, locale, data }: Props) {
  const t = await getTranslations("booking.list");
  return (
    <div className="page">
      <h1>{t("title")}</h1>
      {bookings.length === 0 && toClaim.length === 0 ? <p className="soft">{t("empty")}</p> : null}
      {bookings.length > 0 ? (
        <div className="tickets max-w-2xl">
          {bookings.map((item) => (
            <BookingCard key={item.path} item={item} locale={locale} />
          ))}
        </div>
      ) : null}
      {pages.page > 1 || pages.more ? (
        <p className="row">
          {pages.page > 1 ? (
            <ButtonLink kind="quiet" slim href={`?suite=${pages.page - 1}`}>
              {t("newer")}
            </ButtonLink>
          ) : null}
          {pages.more ? (
            <ButtonLink kind="quiet" slim href={`?suite=${pages.page + 1}`}>
              {t("older")}
            </ButtonLink>
          ) : null}
        </p>
      ) : null}
      {toClaim.length > 0 ? (
        <section className="section" aria-labelledby="a-ajouter">
          <h2 id="a-ajouter">{t("claimTitle")}</h2>
          <div className="tickets max-w-2xl">
            {toClaim.map((item) => (
              <BookingCard key={item.path} item={item} locale={locale} claim />
            ))}
          </div>
        </section>
      ) : null}
      <p>
        <a href={localPath(locale, data)}>{t("data")}</a>
      </p>
    </div>
  );
}

const tones: Partial<Record<SignupState, "ok" | "maybe" | "off">> = {
  confirmed: "ok",
  pending: "maybe",
  offered: "maybe",
  cancelled: "off",
  expired: "off",
};

async function BookingCard({ item, locale, claim }: { item: BookingItem; locale: string; claim?: boolean }) {
  const t = await getTranslations("booking");
  const { signup } = item;
  const { title, mode, start } = ofItem(item);
  // The claimed ones stand under a title of their own.
  const Heading = claim ? "h3" : "h2";
  const live = signup.state !== "cancelled" && signup.state !== "expired";
  return (
    <Ticket
      mode={mode}
      state={live && signup.state === "confirmed" ? "mine" : undefined}
      stub={
        start ? (
          <>
            <span className="time">{spokenTime(start, locale)}</span>
            <span>
              {weekday(start, locale)} {dayAndMonth(start, locale)}
            </span>
          </>
        ) : null
      }
    >
      <Badge tone={tones[signup.state]}>{t(`state.${signup.state}`)}</Badge>
      <Heading className="text-lg leading-tight font-bold">{title}</Heading>
      {item.of === "trip" ? <p className="where">{t("party", { n: signup.party })}</p> : null}
      <div className="go">
        {claim && signup.signupId ? (
          <form action={claimBooking}>
            <input type="hidden" name="signupId" value={signup.signupId} />
            <Button slim>{t("list.claim")}</Button>
          </form>
        ) : (
          <ButtonLink slim href={localPath(locale, item.path)}>
            {t("list.open")}
            <span className="sr">{` : ${title}`}</span>
          </ButtonLink>
        )}
      </div>
    </Ticket>
  );
}

function ofItem(item: BookingItem): { title: string; mode: TravelMode; start: Date | null } {
  if (item.of === "entry") return { title: item.entry.title, mode: "walk", start: item.entry.time?.startsAt ?? null };
  const { trip, signup } = item;
  const start = signup.outbound?.from.at ?? signup.return?.from.at ?? startOf(trip);
  return { title: trip.title, mode: travelMode(trip.mode), start };
}
