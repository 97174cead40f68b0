import { type Kysely, type Migration, Migrator, sql } from "kysely";
import * as thread from "./migrations/0001-thread";
import * as projection from "./migrations/0020-projection";
import * as signupLinks from "./migrations/0030-signup-links";
import * as signInRequest from "./migrations/0040-sign-in-request";
import * as manySignUps from "./migrations/0041-many-sign-ups";
import * as moreFields from "./migrations/0050-more-fields";
import * as needsEnd from "./migrations/0051-needs-end";
import * as accountPhone from "./migrations/0055-account-phone";
import * as history from "./migrations/0060-history";
import * as beforeDeparture from "./migrations/0070-before-departure";
import * as generations from "./migrations/0075-generations";
import * as agenda from "./migrations/0080-agenda";
import * as calendarFeeds from "./migrations/0081-calendar-feeds";
import * as calendarSources from "./migrations/0082-calendar-sources";
import * as signupThings from "./migrations/0085-signup-things";
import * as registration from "./migrations/0086-registration";
import * as datePoll from "./migrations/0087-date-poll";
import * as plan from "./migrations/0090-plan";
import * as planLink from "./migrations/0091-plan-link";
import * as planComment from "./migrations/0092-plan-comment";
import * as entryChange from "./migrations/0094-entry-change";
import * as documentHistory from "./migrations/0095-document-history";
import * as seriesRegistration from "./migrations/0096-series-registration";
import * as coalitionPlace from "./migrations/0100-coalition-place";
import * as coalitionWords from "./migrations/0101-coalition-words";
import * as sheetRow from "./migrations/0105-sheet-row";
import * as declaration from "./migrations/0110-declaration";
import * as declarationPerson from "./migrations/0111-declaration-person";
import * as joining from "./migrations/0120-joining";
import * as coalitionPage from "./migrations/0130-coalition-page";
import * as material from "./migrations/0131-material";
import * as contactMessage from "./migrations/0132-contact-message";
import * as channelPart from "./migrations/0133-channel-part";
import * as follower from "./migrations/0140-follower";
import * as news from "./migrations/0141-news";
import * as digest from "./migrations/0142-digest";
import * as invitation from "./migrations/0150-invitation";
import * as shownName from "./migrations/0151-shown-name";
import * as archivedCoalition from "./migrations/0152-archived-coalition";
import * as erasure from "./migrations/0160-erasure";
import * as idleAccount from "./migrations/0161-idle-account";
import * as reportLocale from "./migrations/0170-report-locale";
import * as departures from "./migrations/0171-departures";
import * as withdrawing from "./migrations/0172-withdrawing";
import * as publicSince from "./migrations/0173-public-since";
import * as askedForNews from "./migrations/0174-asked-for-news";
import * as reportsEnd from "./migrations/0175-reports-end";
import type { DB } from "./schema";

/** Every migration, in order; the name is what the database remembers. */
const migrations: Record<string, Migration> = {
  "0001-thread": thread,
  "0020-projection": projection,
  "0030-signup-links": signupLinks,
  "0040-sign-in-request": signInRequest,
  "0041-many-sign-ups": manySignUps,
  "0050-more-fields": moreFields,
  "0051-needs-end": needsEnd,
  "0055-account-phone": accountPhone,
  "0060-history": history,
  "0070-before-departure": beforeDeparture,
  "0075-generations": generations,
  "0080-agenda": agenda,
  "0081-calendar-feeds": calendarFeeds,
  "0082-calendar-sources": calendarSources,
  "0085-signup-things": signupThings,
  "0086-registration": registration,
  "0087-date-poll": datePoll,
  "0090-plan": plan,
  "0091-plan-link": planLink,
  "0092-plan-comment": planComment,
  "0094-entry-change": entryChange,
  "0095-document-history": documentHistory,
  "0096-series-registration": seriesRegistration,
  "0100-coalition-place": coalitionPlace,
  "0101-coalition-words": coalitionWords,
  "0105-sheet-row": sheetRow,
  "0110-declaration": declaration,
  "0111-declaration-person": declarationPerson,
  "0120-joining": joining,
  "0130-coalition-page": coalitionPage,
  "0131-material": material,
  "0132-contact-message": contactMessage,
  "0133-channel-part": channelPart,
  "0140-follower": follower,
  "0141-news": news,
  "0142-digest": digest,
  "0150-invitation": invitation,
  "0151-shown-name": shownName,
  "0152-archived-coalition": archivedCoalition,
  "0160-erasure": erasure,
  "0161-idle-account": idleAccount,
  "0170-report-locale": reportLocale,
  "0171-departures": departures,
  "0172-withdrawing": withdrawing,
  "0173-public-since": publicSince,
  "0174-asked-for-news": askedForNews,
  "0175-reports-end": reportsEnd,
};

/** Brings the database to the present; throws with the name of the migration that failed. */
export async function migrate(db: Kysely<DB>): Promise<void> {
  await sql`create extension if not exists unaccent`.execute(db);
  // Parallel branches add migrations out of order until the first release.
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: true,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? "?";
  throw new Error(`migration ${failed} failed`, { cause: error });
}
