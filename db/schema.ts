// Written by `npm run db:types` from the migrated database.
import type { ColumnType, Generated, GeneratedAlways } from "kysely";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface AccountTable {
  id: Generated<string>;
  email: string;
  name: Generated<string>;
  national: Generated<boolean>;
  createdAt: Generated<Date>;
  locale: Generated<string>;
  phoneEncrypted: string | null;
  activeAt: Generated<Date>;
  toldIdleAt: Date | null;
}

export interface AgendaEntryTable {
  id: Generated<string>;
  documentId: string;
  entryId: string;
  coalitionId: string;
  kind: string;
  title: string;
  notes: string;
  bring: string;
  place: string;
  address: string;
  startsLocal: string | null;
  endsLocal: string | null;
  startsAt: Date | null;
  overAt: Date | null;
  leadId: string | null;
  helpers: number | null;
  visibility: string;
  due: string | null;
  ownerId: string | null;
  state: string;
  partOf: string | null;
  recurrence: ColumnType<Json, string | null | undefined, string | null>;
  publishedAt: Date | null;
  removedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  revision: Generated<number>;
  changedAt: Date;
  publicAt: Date | null;
}

export interface AgendaExceptionTable {
  entry: string;
  at: string;
  cancelled: boolean;
  startsLocal: string;
  endsLocal: string;
  place: string;
  cancelReason: string | null;
}

export interface CalendarFeedTable {
  accountId: string;
  tokenHash: string;
  madeAt: Date;
}

export interface CalendarSourceTable {
  id: Generated<string>;
  coalitionId: string;
  url: string;
  title: string;
  addedBy: string | null;
  addedAt: Date;
  items: ColumnType<Json, string | undefined, string>;
  etag: string | null;
  nextAt: Date;
  fetchedAt: Date | null;
  failures: Generated<number>;
  problem: string | null;
}

export interface CoalitionTable {
  id: Generated<string>;
  slug: string;
  name: string;
  scope: string;
  town: string;
  postcode: string;
  departement: string;
  region: Generated<string>;
  description: Generated<string>;
  forecast: Generated<string>;
  organisations: Generated<string[]>;
  website: string | null;
  publishedAt: Date | null;
  createdAt: Generated<Date>;
  latitude: number | null;
  longitude: number | null;
  foldedName: GeneratedAlways<string>;
  foldedTown: GeneratedAlways<string>;
  activeAt: Generated<Date>;
  askedActiveAt: Date | null;
  joinMode: Generated<string>;
  presentation: Generated<string>;
  archivedAt: Date | null;
  publishedBefore: Date | null;
}

export interface CoalitionChannelTable {
  id: Generated<string>;
  coalitionId: string;
  kind: string;
  address: string;
  position: number;
}

export interface CoalitionContactTable {
  id: Generated<string>;
  coalitionId: string;
  role: string;
  organisation: string | null;
  email: string | null;
  phone: string | null;
  consentAt: Date;
  emailHash: string | null;
}

export interface CoalitionPartTable {
  coalitionId: string;
  part: string;
  revision: Generated<number>;
  changedBy: string | null;
  changedAt: Date | null;
}

export interface CoalitionPhotoTable {
  coalitionId: string;
  hash: string;
  width: number;
  height: number;
  bytes: Buffer;
  alt: Generated<string>;
  credit: Generated<string>;
  createdAt: Date;
}

export interface CodeFailureTable {
  email: string;
  day: string;
  count: Generated<number>;
}

export interface ConsentTable {
  id: Generated<string>;
  emailHash: string;
  declarationId: string | null;
  coalitionId: string | null;
  field: string;
  textVersion: string;
  givenAt: Date;
  withdrawnAt: Date | null;
}

export interface ContactMessageTable {
  id: Generated<string>;
  coalitionId: string;
  content: string | null;
  tokenHash: string | null;
  emailHash: string;
  networkHash: string | null;
  createdAt: Date;
}

export interface DatePollTable {
  id: Generated<string>;
  coalitionId: string;
  title: string;
  about: Generated<string>;
  place: Generated<string>;
  minutes: number;
  closesAt: Date;
  createdBy: string | null;
  createdAt: Date;
  keptOption: string | null;
  keptAt: Date | null;
  entryId: string | null;
  removedAt: Date | null;
}

export interface DatePollAnswerTable {
  pollId: string;
  replyId: string;
  optionId: string;
  answer: string;
}

export interface DatePollOptionTable {
  pollId: string;
  id: Generated<string>;
  startsLocal: string;
}

export interface DatePollReplyTable {
  pollId: string;
  id: Generated<string>;
  firstName: string;
  tokenHash: string;
  networkHash: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface DecisionTable {
  id: Generated<string>;
  accountId: string | null;
  act: string;
  subject: string;
  reason: Generated<string>;
  declarationId: string | null;
  coalitionId: string | null;
  at: Date;
}

export interface DeclarationTable {
  id: Generated<string>;
  keyHash: string | null;
  state: Generated<string>;
  content: string | null;
  name: Generated<string>;
  foldedName: GeneratedAlways<string>;
  town: Generated<string>;
  departement: Generated<string>;
  latitude: number | null;
  longitude: number | null;
  locale: Generated<string>;
  networkHash: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  sentAt: Date | null;
  receivedAt: Date | null;
  decidedAt: Date | null;
  coalitionId: string | null;
}

export interface DeclarationContactTable {
  id: Generated<string>;
  declarationId: string;
  position: number;
  emailHash: string;
  tokenHash: string;
  mailedAt: Date;
  confirmedAt: Date | null;
  refusedAt: Date | null;
  person: string;
}

export interface DepartureTable {
  id: Generated<string>;
  coalitionId: string | null;
  keyDateId: string | null;
  title: string;
  kind: string;
  startsAtLocal: string;
  endsAtLocal: string;
  zone: Generated<string>;
  place: string;
  address: Generated<string>;
  description: Generated<string>;
  removedAt: Date | null;
  revision: Generated<number>;
}

export interface DocumentTable {
  id: Generated<string>;
  coalitionId: string;
  kind: string;
  generation: Generated<number>;
  projectedSeq: Generated<number>;
  createdAt: Generated<Date>;
  historySeq: Generated<number>;
  generationAt: Date | null;
  generationBy: string | null;
}

export interface DocumentAuthorshipTable {
  documentId: string;
  generation: number;
  clientId: number;
  clockFrom: number;
  clockTo: number;
  accountId: string | null;
  committedAt: Generated<Date>;
}

export interface DocumentChangeTable {
  id: GeneratedAlways<number>;
  documentId: string;
  generation: number;
  seq: number;
  thingId: string;
  list: string | null;
  partId: string | null;
  what: string;
  field: string | null;
  before: string | null;
  after: string | null;
  thingTitle: string;
  partName: string;
  accountId: string | null;
  at: Date;
  erasedAt: Date | null;
}

export interface DocumentClientTable {
  documentId: string;
  generation: number;
  clientId: number;
  accountId: string;
  declaredAt: Generated<Date>;
}

export interface DocumentSnapshotTable {
  documentId: string;
  generation: number;
  seq: number;
  state: Buffer;
  createdAt: Generated<Date>;
}

export interface DocumentUpdateTable {
  documentId: string;
  generation: number;
  seq: number;
  payload: Buffer;
  accountId: string | null;
  committedAt: Generated<Date>;
}

export interface DocumentVersionTable {
  id: Generated<string>;
  documentId: string;
  generation: number;
  seq: number;
  kind: string;
  name: string | null;
  hour: Date | null;
  accountId: string | null;
  state: Buffer;
  createdAt: Date;
}

export interface EntryChangeTable {
  entryId: string;
  occurrence: string;
  oldStart: string;
  oldEnd: string | null;
  oldPlace: string;
  changedAt: Date;
}

export interface EntryOrganiserTable {
  entryId: string;
  accountId: string;
  givenBy: string | null;
  givenAt: Generated<Date>;
}

export interface EntryRegistrationTable {
  entryId: string;
  capacity: number;
  closesAt: Date | null;
  days: Generated<string[]>;
  questions: ColumnType<Json, string | undefined, string>;
  purgeOn: string | null;
  updatedBy: string | null;
  updatedAt: Date;
}

export interface FollowerTable {
  id: Generated<string>;
  coalitionId: string;
  email: string;
  locale: string;
  frequency: Generated<string>;
  consentVersion: string;
  askedAt: Date;
  tokenHash: string | null;
  confirmedAt: Date | null;
  toldAt: Date;
}

export interface InvitationTable {
  id: Generated<string>;
  coalitionId: string;
  role: string;
  tokenHash: string;
  emailHash: string | null;
  emailSealed: string | null;
  label: Generated<string>;
  uses: Generated<number>;
  usesMost: number;
  expires: Date;
  revokedAt: Date | null;
  createdBy: string | null;
  createdAt: Date;
}

export interface JobRunTable {
  id: GeneratedAlways<number>;
  job: string;
  startedAt: Date;
  finishedAt: Date | null;
  outcome: ColumnType<Json, string | undefined, string>;
}

export interface JoinRequestTable {
  coalitionId: string;
  accountId: string;
  name: string;
  words: Generated<string>;
  askedAt: Date;
}

export interface KeyDateTable {
  id: Generated<string>;
  title: string;
  startsOn: string;
  endsOn: string;
  scope: string;
  cancelledAt: Date | null;
  cancelReason: Generated<string>;
  revision: Generated<number>;
  changedAt: Generated<Date>;
}

export interface MarkerTable {
  name: string;
  at: Generated<Date>;
}

export interface MaterialTable {
  id: Generated<string>;
  coalitionId: string;
  title: Generated<string>;
  language: string;
  licence: string;
  kind: string;
  size: number;
  hash: string;
  version: Generated<number>;
  revision: Generated<number>;
  position: number;
  changedBy: string | null;
  changedAt: Date;
}

export interface MaterialPieceTable {
  materialId: string;
  place: number;
  bytes: Buffer;
}

export interface MembershipTable {
  id: Generated<string>;
  coalitionId: string;
  accountId: string | null;
  name: string;
  role: string | null;
  removedAt: Date | null;
  createdAt: Generated<Date>;
  leftBySelf: Generated<boolean>;
  frequency: Generated<string>;
  toldAt: Generated<Date>;
  decidedAt: Date | null;
  discreet: Generated<boolean>;
  shownName: GeneratedAlways<string>;
  keptRole: string | null;
}

export interface NewsTable {
  id: Generated<string>;
  coalitionId: string;
  title: string;
  body: string;
  authorId: string | null;
  revision: Generated<number>;
  changedAt: Date;
  sentAt: Date | null;
  readers: Generated<number>;
}

export interface NewsDeliveryTable {
  newsId: string;
  followerId: string | null;
  membershipId: string | null;
}

export interface OutboxTable {
  id: Generated<string>;
  recipientHash: string;
  template: string;
  locale: Generated<string>;
  payload: string | null;
  attempts: Generated<number>;
  nextAttemptAt: Generated<Date>;
  leasedUntil: Date | null;
  sentAt: Date | null;
  failedAt: Date | null;
  createdAt: Generated<Date>;
  networkHash: string | null;
  aboutHashes: Generated<string[]>;
}

export interface PlanTable {
  id: Generated<string>;
  documentId: string;
  coalitionId: string;
  title: string;
  content: ColumnType<Json, string | undefined, string>;
  words: Generated<string>;
  template: string | null;
  templateDay: string | null;
  archivedAt: Date | null;
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
  revision: Generated<number>;
}

export interface PlanCommentTable {
  id: Generated<string>;
  threadId: string;
  accountId: string | null;
  body: string;
  createdAt: Date;
}

export interface PlanImageTable {
  id: Generated<string>;
  coalitionId: string;
  hash: string;
  type: string;
  width: number;
  height: number;
  bytes: Buffer;
  createdBy: string | null;
  createdAt: Date;
}

export interface PlanLinkTable {
  id: Generated<string>;
  planId: string;
  tokenHash: string;
  expires: Date;
  revokedAt: Date | null;
  createdBy: string | null;
  createdAt: Date;
}

export interface PlanMentionTable {
  commentId: string;
  membershipId: string;
}

export interface PlanThreadTable {
  id: Generated<string>;
  planId: string;
  anchorFrom: string | null;
  anchorTo: string | null;
  quote: string;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  createdAt: Date;
}

export interface ReportTable {
  id: Generated<string>;
  coalitionId: string;
  reason: string;
  email: string | null;
  networkHash: string | null;
  createdAt: Date;
  closedAt: Date | null;
  emailHash: string | null;
  locale: Generated<string>;
}

export interface SessionTable {
  tokenHash: string;
  accountId: string;
  expires: Date;
  createdAt: Generated<Date>;
}

export interface SheetRowTable {
  documentId: string;
  rowId: string;
  title: string;
  words: string;
  at: string | null;
  changedAt: Date;
}

export interface SignInTable {
  id: Generated<string>;
  email: string;
  browserHash: string;
  codeHash: string;
  tokenHash: string;
  wrongCodes: Generated<number>;
  expires: Date;
  endedAt: Date | null;
  createdAt: Generated<Date>;
  returnPath: string;
  locale: Generated<string>;
}

export interface SignupTable {
  id: Generated<string>;
  tripId: string | null;
  coalitionId: string;
  holder: string;
  accountId: string | null;
  email: string | null;
  firstName: Generated<string>;
  phoneEncrypted: string | null;
  party: number;
  outboundFrom: string | null;
  outboundTo: string | null;
  returnFrom: string | null;
  returnTo: string | null;
  state: string;
  holds: Generated<boolean>;
  queueNumber: number | null;
  confirmedAt: Date | null;
  expiresAt: Date | null;
  consentAt: Date | null;
  networkHash: string | null;
  writtenBy: string | null;
  cancelReason: string | null;
  endedAt: Date | null;
  anonymisedAt: Date | null;
  createdAt: Generated<Date>;
  locale: Generated<string>;
  passedOverAt: Date | null;
  passedOverLacking: number | null;
  priceId: string | null;
  paidAt: Date | null;
  accessEncrypted: string | null;
  comingAt: Date | null;
  revision: Generated<number>;
  entryId: string | null;
  occurrence: string | null;
  answersEncrypted: string | null;
}

export interface SignupEventTable {
  id: GeneratedAlways<number>;
  signupId: string;
  at: Date;
  what: string;
  byKind: string;
  accountId: string | null;
  detail: ColumnType<Json, string | undefined, string>;
}

export interface SignupLinkTable {
  tokenHash: string;
  signupId: string | null;
  email: string | null;
  purpose: string;
  codeHash: string | null;
  wrongCodes: Generated<number>;
  expires: Date;
  endedAt: Date | null;
  createdAt: Generated<Date>;
  asked: string | null;
  spentAt: Date | null;
}

export interface SignupReminderTable {
  signupId: string;
  daysBefore: number;
  queuedAt: Date;
}

export interface SpentProofTable {
  hash: string;
  expiresAt: Date;
}

export interface StopChangeTable {
  tripId: string;
  stopId: string;
  oldPlace: string;
  oldAt: Date;
  changedAt: Date;
}

export interface TripTable {
  id: Generated<string>;
  documentId: string;
  rowId: string;
  coalitionId: string;
  departureId: string;
  mode: string;
  title: string;
  seats: number;
  organiserSeats: Generated<number>;
  seatsRaisedTo: number | null;
  seatsRaisedAt: Date | null;
  bookingDeadline: Date;
  ownerId: string | null;
  notes: Generated<string>;
  state: string;
  sortOrder: Generated<string>;
  publishedAt: Date | null;
  removedAt: Date | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
  heldBack: Generated<boolean>;
  payment: string | null;
  paymentLink: string | null;
  wheelchairSpaces: number | null;
  quietSeat: string | null;
  luggage: string | null;
  animals: string | null;
  bring: string | null;
  operator: string | null;
  operatorPhone: string | null;
  revision: Generated<number>;
}

export interface TripOrganiserTable {
  tripId: string;
  accountId: string;
  givenBy: string | null;
  givenAt: Generated<Date>;
}

export interface TripPriceTable {
  tripId: string;
  id: string;
  label: string;
  amount: number | null;
  position: number;
  removedAt: Date | null;
}

export interface TripStopTable {
  tripId: string;
  id: string;
  direction: string;
  position: number;
  place: string;
  at: Date;
  removedAt: Date | null;
  stepFree: Generated<boolean>;
}

export interface DB {
  account: AccountTable;
  agendaEntry: AgendaEntryTable;
  agendaException: AgendaExceptionTable;
  calendarFeed: CalendarFeedTable;
  calendarSource: CalendarSourceTable;
  coalition: CoalitionTable;
  coalitionChannel: CoalitionChannelTable;
  coalitionContact: CoalitionContactTable;
  coalitionPart: CoalitionPartTable;
  coalitionPhoto: CoalitionPhotoTable;
  codeFailure: CodeFailureTable;
  consent: ConsentTable;
  contactMessage: ContactMessageTable;
  datePoll: DatePollTable;
  datePollAnswer: DatePollAnswerTable;
  datePollOption: DatePollOptionTable;
  datePollReply: DatePollReplyTable;
  decision: DecisionTable;
  declaration: DeclarationTable;
  declarationContact: DeclarationContactTable;
  departure: DepartureTable;
  document: DocumentTable;
  documentAuthorship: DocumentAuthorshipTable;
  documentChange: DocumentChangeTable;
  documentClient: DocumentClientTable;
  documentSnapshot: DocumentSnapshotTable;
  documentUpdate: DocumentUpdateTable;
  documentVersion: DocumentVersionTable;
  entryChange: EntryChangeTable;
  entryOrganiser: EntryOrganiserTable;
  entryRegistration: EntryRegistrationTable;
  follower: FollowerTable;
  invitation: InvitationTable;
  jobRun: JobRunTable;
  joinRequest: JoinRequestTable;
  keyDate: KeyDateTable;
  marker: MarkerTable;
  material: MaterialTable;
  materialPiece: MaterialPieceTable;
  membership: MembershipTable;
  news: NewsTable;
  newsDelivery: NewsDeliveryTable;
  outbox: OutboxTable;
  plan: PlanTable;
  planComment: PlanCommentTable;
  planImage: PlanImageTable;
  planLink: PlanLinkTable;
  planMention: PlanMentionTable;
  planThread: PlanThreadTable;
  report: ReportTable;
  session: SessionTable;
  sheetRow: SheetRowTable;
  signIn: SignInTable;
  signup: SignupTable;
  signupEvent: SignupEventTable;
  signupLink: SignupLinkTable;
  signupReminder: SignupReminderTable;
  spentProof: SpentProofTable;
  stopChange: StopChangeTable;
  trip: TripTable;
  tripOrganiser: TripOrganiserTable;
  tripPrice: TripPriceTable;
  tripStop: TripStopTable;
}
