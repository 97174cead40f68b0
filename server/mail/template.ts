import type { Role } from "@/domain/kernel/role";
import type { Body } from "@/domain/plan/body";

/**
 * What every mail may carry: the button's path on this site, that of a calendar file, the instant (ISO) after which
 * sending it makes no sense, whom it is answered to, the key with which its reader stops more of the kind, and what somebody wrote (it stands below
 * the template's own text).
 */
type Envelope = {
  path?: string;
  calendar?: string;
  validUntil?: string;
  replyTo?: string;
  stop?: string;
  body?: Body;
};

/**
 * Every mail of the product. The texts stand in the messages: `mail.<template>.subject`, `.text` (paragraphs parted by
 * an empty line) and, when it has a `path`, `.button`; `values` fills their placeholders. A `code` is shown large.
 */
export type Mail = Envelope &
  (
    | { template: "sign-in"; code: string; path: string; values: { minutes: number } }
    | { template: "booking-confirm"; code: string; path: string; values: Seat & { held: string; until: string } }
    | { template: "booking-confirmed"; path: string; values: Seat }
    | { template: "booking-waiting"; path: string; values: Seat & { rank: number } }
    | { template: "seat-offered"; path: string; values: Seat & { until: string } }
    | { template: "offer-expired"; path: string; values: Seat }
    | { template: "booking-reminder"; path: string; values: Seat & Before }
    | { template: "booking-coming"; path: string; values: Seat & Before }
    | { template: "booking-cancelled"; values: Seat & { by: string; reason: string } }
    | { template: "trip-cancelled"; values: Seat & { reason: string } }
    | {
        template: "stop-changed";
        path: string;
        values: { trip: string; oldPlace: string; oldTime: string; newPlace: string; newTime: string };
      }
    | { template: "entry-changed"; path: string; values: { title: string; before: string; after: string } }
    | { template: "contact-confirm"; path: string; values: { coalition: string } }
    | {
        template: "contact-message";
        values: { name: string; email: string; message: string; coalition: string; verified: "yes" | "no" };
      }
    | { template: "find-bookings"; path: string; values: Record<string, never> }
    | {
        template: "declaration-confirm";
        path: string;
        values: Declared & { firstName: string; town: string; until: string };
      }
    | { template: "declaration-received" | "declaration-declined"; path: string; values: Declared }
    | {
        template: "declaration-published" | "declaration-asked" | "declaration-refused" | "declaration-merged";
        path: string;
        values: Declared & { message: string };
      }
    | { template: "declaration-queue"; path: string; values: { count: number } }
    | { template: "people-proposed"; path: string; values: Declared }
    | { template: "still-active"; path: string; values: Declared & { until: string } }
    | { template: "follow-confirm" | "follow-known"; path: string; values: { coalition: string } }
    | { template: "invitation"; path: string; values: { coalition: string; role: Role; days: number } }
    | { template: "account-idle"; path: string; values: { day: string; alone: number; coalitions: string } }
    | { template: "coordinator-idle"; path: string; values: Declared }
    | {
        template: "digest";
        path: string;
        stop: string;
        body: Body;
        values: { count: number; coalition: string; coalitions: number };
      }
    | { template: "news"; path: string; stop: string; body: Body; values: { title: string; coalition: string } }
    | { template: "join-asked"; path: string; values: { coalition: string; name: string } }
    | { template: "join-agreed" | "join-declined"; path: string; values: { coalition: string } }
    | {
        template: "key-date-changed";
        path: string;
        values: Record<"title" | "coalition" | "before" | "after" | "reason", string> & {
          change: "moved" | "cancelled" | "restored";
          trips: number;
          actions: number;
        };
      }
    | { template: "page-archived"; path: string; values: Declared & { message: string } }
    | { template: "report-answered"; path: string; values: Declared & { message: string } }
    | { template: "organiser-cancelled-late"; path: string; values: Seat & { firstName: string } }
  );

/** The coalition's whole name. */
type Declared = { name: string };

/** What every mail about a sign-up says: for what, when and where, for how many. */
type Seat = { kind: "trip" | "action" | "event"; title: string; when: string; place: string; party: number };

/** How many days before it begins it was queued, and what to bring when the thing says so. */
type Before = { days: number; day: string; hasBring: "yes" | "no"; bring: string };

export type TemplateName = Mail["template"];

/** Mails that anyone may have sent to an address by typing it: together at most `mailsPerHour` to one address. */
export const askedTemplates: readonly TemplateName[] = [
  "sign-in",
  "booking-confirm",
  "find-bookings",
  "contact-confirm",
  "follow-confirm",
  "follow-known",
  "declaration-confirm",
  "invitation",
];
export const mailsPerHour = 10;
/** Of these, so many are kept for browsers that have proved the address before: nobody else can use them up. */
export const mailsKeptForKnown = 2;

/**
 * To how many addresses one network may have mails sent at anybody's asking. A meeting in a hall shares one network, so
 * sixty people who book within the hour must fit.
 */
export const addressesPerNetwork = { hour: 80, day: 200 } as const;

/** A mail as it leaves: plain text and simple HTML. `id` is the same at each attempt. */
export type RenderedMail = {
  id: string;
  to: string;
  replyTo?: string;
  /** What mail programs read beside it. */
  headers?: Record<string, string>;
  subject: string;
  text: string;
  html: string;
};

/** Hands a mail over; resolves once it is taken, throws when it is to be tried again. */
export type Transport = { send(mail: RenderedMail): Promise<void>; close(): Promise<void> };
