import { getTranslations } from "next-intl/server";
import { localPath } from "@/app/i18n/local-path";
import { amongOf } from "@/app/listing";
import { services } from "@/app/services";
import { CoalitionMap } from "@/components/coalition/coalition-map";
import { ButtonLink } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { Note } from "@/components/ui/note";
import { Section } from "@/components/ui/section";
import { isFiltered, type Listing, listingQuery } from "@/domain/coalition/listing";
import { nearKm, placeWords } from "@/domain/coalition/place";
import { CoalitionLine } from "./coalition-line";
import { type Filter, HomeFilters } from "./home-filters";

/** The coalitions that an address asks for: list, filters, map, and what follows them. `path` is the page's own. */
export async function Directory({ listing, path, locale }: { listing: Listing; path: string; locale: string }) {
  const t = await getTranslations("home");
  const { coalition, signup, transport, calendar } = services();
  const filtered = isFiltered(listing);
  const { coalitions, total, page, pages, near, areas, regions } = await coalition.list(
    listing,
    await amongOf(listing),
  );
  const ids = coalitions.map(({ id }) => id);
  const [ahead, actions] = [await transport.tripsAhead(ids), await calendar.nextActions(ids)];
  const counts = await signup.tripCounts(Object.values(ahead).flatMap((trips) => trips.map((trip) => trip.tripId)));
  const address = (wanted: Partial<Listing>) => {
    const query = listingQuery(wanted);
    return localPath(locale, `${path}${query && `?${query}`}#coalitions`);
  };
  const here = (to: number) => address({ ...listing, page: to });
  // A list of one has nothing to choose from; what is chosen can always be taken back.
  const filters: Filter[] = (["places", "bientot"] as const).flatMap((name) => {
    const on = listing[name] !== undefined;
    const href = address({ ...listing, page: 1, [name]: on ? undefined : "1" });
    return on || total > 1 ? [{ name, on, href }] : [];
  });
  const nearest = coalitions[0]?.km ?? null;
  const heading = near
    ? t("near", { place: near.place.name })
    : listing.q
      ? t("found", { count: total, search: listing.q })
      : t("count", { count: total });
  const cut = listing.region ?? listing.departement;
  const query = listingQuery({ ...listing, page: 1 });
  const feed = (file: string) => `/api/${file}${query && `?${query}`}`;
  return (
    <Section id="coalitions" title={heading} aside={total > 1 ? t(near ? "orderNear" : "order") : undefined}>
      {near && near.others.length > 0 ? (
        <p className="row">
          {t("otherPlaces")}
          {near.others.map((place) => {
            const name = `${place.name} (${place.departement})`;
            return (
              <a key={`${place.departement} ${place.postcodes[0]}`} href={address({ q: placeWords(place) })}>
                {name}
              </a>
            );
          })}
        </p>
      ) : null}
      {near && page === 1 && nearest !== null && nearest > nearKm ? (
        <Note>
          <p>{t("farAway", { km: nearKm, place: near.place.name })}</p>
          <p>
            <a href={localPath(locale, "/declarer")}>{t("declareHere")}</a>
          </p>
        </Note>
      ) : null}
      <HomeFilters
        filters={filters}
        area={
          cut === undefined
            ? null
            : { label: cut, href: address({ ...listing, page: 1, region: undefined, departement: undefined }) }
        }
      />
      {regions.length > 1 ? (
        <More summary={t("byRegion")}>
          <ul className="row regions">
            {regions.map(({ region, count }) => (
              <li key={region}>
                <a
                  href={address({ ...listing, page: 1, departement: undefined, region })}
                  aria-current={listing.region === region ? "true" : undefined}
                >
                  {region}
                </a>{" "}
                <span className="soft">{count}</span>
              </li>
            ))}
          </ul>
        </More>
      ) : null}
      {total === 0 ? (
        <Note>
          <p>{t(filtered ? "nothingFiltered" : "nothing")}</p>
          {filtered ? null : (
            <p>
              <a href={localPath(locale, "/declarer")}>{t("declareHere")}</a>
            </p>
          )}
        </Note>
      ) : null}
      <div className="places">
        <ul>
          {coalitions.map((row) => (
            <CoalitionLine
              key={row.id}
              coalition={row}
              trips={ahead[row.id] ?? []}
              action={actions[row.id]?.[0]}
              counts={counts}
              locale={locale}
            />
          ))}
        </ul>
        {total > 0 ? (
          <CoalitionMap
            label={t("mapTitle")}
            caption={t("mapCaption")}
            names={{
              971: t("overseas.971"),
              972: t("overseas.972"),
              973: t("overseas.973"),
              974: t("overseas.974"),
              976: t("overseas.976"),
            }}
            places={areas.map(({ departement, town, count, slug }) => ({
              departement,
              name: count === 1 ? town : t("mapMore", { town, more: count - 1 }),
              label: t("mapPlace", { departement, town, count }),
              href:
                count === 1
                  ? localPath(locale, `/${slug}`)
                  : address({ ...listing, page: 1, region: undefined, departement }),
            }))}
          />
        ) : null}
      </div>
      {pages > 1 ? (
        <nav className="row between" aria-label={t("pages")}>
          {page > 1 ? (
            <ButtonLink icon="back" href={here(page - 1)} rel="prev">
              {t("previous")}
            </ButtonLink>
          ) : (
            <span />
          )}
          <span className="soft">{t("page", { page, pages })}</span>
          {page < pages ? (
            <ButtonLink href={here(page + 1)} rel="next">
              {t("next")}
            </ButtonLink>
          ) : (
            <span />
          )}
        </nav>
      ) : null}
      {listing.q || filtered ? (
        <p>
          <a href={address({})}>{t("all")}</a>
        </p>
      ) : null}
      {total > 0 ? (
        <More summary={t("follow")}>
          <p>{t("followText")}</p>
          <p className="row">
            <ButtonLink kind="second" slim icon="calendar" href={feed("calendrier/coalitions.ics")}>
              {t("calendarFile")}
            </ButtonLink>
            <a href={feed(`flux/${locale}/coalitions`)} type="application/rss+xml">
              {t("rss")}
            </a>
          </p>
        </More>
      ) : null}
    </Section>
  );
}
