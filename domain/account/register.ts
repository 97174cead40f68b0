/**
 * The register of processing: for each SQL table, what it holds of people, what for, and until when. Pages and tests
 * read it here. A table that is not in it fails the tests: add it when you add the table, also when it holds of nobody.
 */

/** What personal data are used for, in the order of the page. */
export const purposes = [
  "account",
  "membership",
  "signup",
  "poll",
  "writing",
  "contact",
  "news",
  "message",
  "declaration",
  "moderation",
  "mail",
] as const;
export type Purpose = (typeof purposes)[number];

/** How the rows of a person are found: by account or roster id, by their address or a hash of it, by a secret that they hold, or by searching the words. */
export type FoundBy = "account" | "email" | "emailHash" | "secret" | "words";

/** The jobs that forget, and what each of their parts is called in what it writes down. */
export type Forgotten =
  | `account-forget.${string}`
  | `account-idle.${string}`
  | `signup-retention.${string}`
  | `coalition-daily.${string}`;

export type Kept = {
  purpose: Purpose;
  /** The columns that say who somebody is, or what they said of themselves. */
  columns: readonly string[];
  foundBy: FoundBy;
  /** What ends it by itself; `with-…` when it goes with something else, `until-removed` when people remove it. */
  until: Forgotten | "with-account" | "with-coalition" | "until-removed";
};

const kept = (purpose: Purpose, foundBy: FoundBy, until: Kept["until"], ...columns: string[]): Kept => ({
  purpose,
  foundBy,
  until,
  columns,
});

/** By table; null holds nothing of anybody. */
export const register: Readonly<Record<string, Kept | null>> = {
  account: kept("account", "account", "account-idle.accounts", "email", "name", "phone_encrypted"),
  session: kept("account", "account", "account-forget.sessions", "account_id"),
  sign_in: kept("account", "email", "account-forget.signIns", "email"),
  code_failure: kept("account", "email", "account-forget.wrongCodes", "email"),
  calendar_feed: kept("account", "account", "with-account", "account_id"),

  membership: kept("membership", "account", "with-account", "account_id", "name", "shown_name"),
  join_request: kept("membership", "account", "with-account", "account_id", "name", "words"),
  invitation: kept(
    "membership",
    "emailHash",
    "coalition-daily.invitations",
    "email_hash",
    "email_sealed",
    "label",
    "created_by",
  ),
  trip_organiser: kept("membership", "account", "with-account", "account_id", "given_by"),
  entry_organiser: kept("membership", "account", "with-account", "account_id", "given_by"),

  signup: kept(
    "signup",
    "email",
    "signup-retention.people",
    "holder",
    "account_id",
    "email",
    "first_name",
    "phone_encrypted",
    "access_encrypted",
    "answers_encrypted",
    "network_hash",
    "written_by",
    "cancel_reason",
  ),
  signup_event: kept("signup", "account", "signup-retention.people", "account_id", "detail"),
  signup_link: kept("signup", "email", "signup-retention.links", "email", "asked"),
  signup_reminder: null,

  date_poll: kept("poll", "account", "with-account", "created_by"),
  date_poll_option: null,
  date_poll_reply: kept("poll", "secret", "signup-retention.polls", "first_name", "network_hash"),
  date_poll_answer: kept("poll", "secret", "signup-retention.polls", "answer"),

  document: kept("writing", "account", "with-account", "generation_by"),
  document_authorship: kept("writing", "account", "with-account", "account_id"),
  document_change: kept("writing", "account", "signup-retention.changes", "account_id", "before", "after"),
  document_client: kept("writing", "account", "with-account", "account_id"),
  document_snapshot: kept("writing", "words", "until-removed", "state"),
  document_update: kept("writing", "account", "until-removed", "account_id", "payload"),
  document_version: kept("writing", "account", "signup-retention.versions", "account_id", "state"),
  agenda_entry: kept("writing", "words", "until-removed", "title", "notes", "lead_id", "owner_id"),
  agenda_exception: null,
  calendar_source: kept("writing", "account", "with-account", "added_by", "items"),
  entry_change: null,
  entry_registration: kept("writing", "account", "with-account", "updated_by"),
  departure: null,
  news: kept("writing", "account", "until-removed", "author_id", "title", "body"),
  plan: kept("writing", "words", "until-removed", "title", "content", "words", "created_by"),
  plan_comment: kept("writing", "account", "with-account", "account_id", "body"),
  plan_mention: kept("writing", "account", "with-account", "membership_id"),
  plan_thread: kept("writing", "words", "until-removed", "quote", "resolved_by"),
  plan_image: kept("writing", "account", "until-removed", "created_by", "bytes"),
  plan_link: kept("writing", "account", "with-account", "created_by"),
  material: kept("writing", "account", "until-removed", "changed_by"),
  material_piece: kept("writing", "words", "until-removed", "bytes"),
  sheet_row: kept("writing", "words", "until-removed", "title", "words"),
  trip: kept("writing", "words", "until-removed", "title", "notes", "owner_id", "operator", "operator_phone"),
  trip_price: null,
  trip_stop: null,
  stop_change: null,

  coalition: kept("contact", "words", "with-coalition", "description", "presentation"),
  coalition_channel: kept("contact", "words", "until-removed", "address"),
  coalition_contact: kept("contact", "emailHash", "until-removed", "email", "phone", "email_hash"),
  coalition_part: kept("contact", "account", "with-account", "changed_by"),
  coalition_photo: kept("contact", "words", "until-removed", "bytes", "credit"),

  follower: kept("news", "email", "coalition-daily.followers", "email"),

  contact_message: kept("message", "emailHash", "signup-retention.messages", "content", "email_hash", "network_hash"),

  consent: kept("declaration", "emailHash", "with-coalition", "email_hash"),
  declaration: kept("declaration", "secret", "coalition-daily.declarations", "content", "network_hash"),
  declaration_contact: kept("declaration", "emailHash", "coalition-daily.declarations", "email_hash", "person"),

  decision: kept("moderation", "account", "with-coalition", "account_id", "reason"),
  report: kept("moderation", "emailHash", "coalition-daily.reports", "reason", "email", "email_hash", "network_hash"),

  outbox: kept(
    "mail",
    "emailHash",
    "account-forget.mails",
    "recipient_hash",
    "about_hashes",
    "payload",
    "network_hash",
  ),

  job_run: null,
  key_date: null,
  marker: null,
  news_delivery: null,
  spent_proof: null,
};

/** The tables of a purpose. */
export function tablesFor(purpose: Purpose): string[] {
  return Object.entries(register).flatMap(([table, one]) => (one?.purpose === purpose ? [table] : []));
}
