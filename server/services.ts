import { newsShown } from "@/domain/campaign/news";
import type { Listing } from "@/domain/coalition/listing";
import type { Actor } from "@/domain/kernel/actor";
import type { Role } from "@/domain/kernel/role";
import { isSecure } from "./account/auth";
import { demoSignInLinks } from "./account/demo-links";
import type { LegalNotice } from "./account/legal-notice";
import { rename } from "./account/rename";
import { actorFromCookie } from "./account/session";
import { sharedPhone, sharePhone } from "./account/share-phone";
import { createSignIn } from "./account/sign-in";
import { answerPoll, eraseReply } from "./calendar/answer-poll";
import { feedStamp, readFeed } from "./calendar/feeds";
import { keepDate, removePoll } from "./calendar/keep-date";
import { makePoll } from "./calendar/make-poll";
import { nextActions } from "./calendar/next-actions";
import { agendaRoom, openAgenda } from "./calendar/open-agenda";
import { endOwnFeed, hasOwnFeed, makeOwnFeed, ownFeed } from "./calendar/own-feed";
import { publicAhead, publicEntry, publicMonth } from "./calendar/read-agenda";
import { listPolls, publicPoll, workspacePoll } from "./calendar/read-poll";
import { addSource, listSources, removeSource } from "./calendar/sources";
import { cancelKeyDate, keptKeyDate, keptKeyDates, saveKeyDate } from "./campaign/keep-key-dates";
import { keyDatePage } from "./campaign/key-date-page";
import {
  newestNews,
  newsDesk,
  newsItem,
  publicNews,
  publicNewsItem,
  removeNews,
  saveNews,
  sendNewsNow,
} from "./campaign/news";
import { withdraw, withdrawing } from "./campaign/withdraw";
import { acceptInvitation, readInvitation } from "./coalition/accept-invitation";
import { archive, archivedPage, archiving, reopen } from "./coalition/archive";
import { changeRole, removeMember } from "./coalition/change-role";
import { confirmContact, contactChallenge, waitingContact, writeToCoalition } from "./coalition/contact";
import { declarationServices, moderationServices } from "./coalition/declaration-services";
import { changeFollow, confirmFollow, follow, followPage, myFollows } from "./coalition/follow";
import {
  inviteByMail,
  makeInvitationLink,
  readInvitations,
  resendInvitation,
  withdrawInvitation,
} from "./coalition/invite";
import { answerJoin, chooseJoinMode, join, joinDesk, joinPage } from "./coalition/join";
import { leave, leaving } from "./coalition/leave";
import { coalitionsInFeed, listCoalitions } from "./coalition/list-coalitions";
import {
  addMaterial,
  listMaterials,
  moveMaterial,
  readMaterial,
  removeMaterial,
  saveMaterial,
} from "./coalition/materials";
import { readMembers, showMyself } from "./coalition/members";
import { addPhoto, readPhoto, removePhoto } from "./coalition/photo";
import { keyDates, pastKeyDates, publicCoalition } from "./coalition/read-public";
import { readSettings, saveSettings } from "./coalition/settings";
import { myCoalitions, openWorkspace, readRoster, roleIn } from "./coalition/workspace";
import type { Deps } from "./deps";
import { eraseByLink, erasePerson } from "./erase-person";
import { historyServices } from "./history/history-services";
import { lastForgetting } from "./last-forgetting";
import { addressData, personData } from "./person-data";
import { planServices } from "./plan/plan-services";
import { signupThings } from "./signup-things";
import { createTakeAway } from "./take-away";
import { readDepartures, removeDeparture, saveDeparture } from "./transport/keep-departures";
import { openSheet } from "./transport/open-sheet";
import { coalitionsAhead, tripsAhead } from "./transport/read-trips";
import { searchWorkspace } from "./transport/search-workspace";
import { signupServices } from "./transport/signup-services";

/**
 * Every use case that pages may call, one namespace per domain. Built once by the composition root and published under
 * a global symbol, since Next's bundle and the server do not share modules.
 */
export function buildServices(deps: Deps, legal: LegalNotice) {
  const { clock, vault, origin, demoMailbox } = deps;
  const { db } = deps.database;
  const secureCookies = isSecure(origin);
  const signupDeps = { db, clock, vault, things: signupThings };
  const signIn = createSignIn({ db, vault, origin, clock });
  return {
    health: {
      /** Whether the database answers. */
      async ready(): Promise<boolean> {
        await db.selectFrom("marker").select("name").limit(1).execute();
        return true;
      },
    },
    account: {
      /** Who is behind a Cookie header: the same for pages, sockets and websocket upgrades. */
      actor: (cookie: string | null | undefined) => actorFromCookie(db, cookie, { secureCookies, now: clock.now() }),
      signIn,
      /** Who answers for personal data here. */
      legalNotice: () => legal,
      /** When what is no longer needed was last forgotten. */
      lastForgetting: () => lastForgetting(db),
      /** All that is held about the actor, and its end. */
      personData: (actor: Actor) => personData(signupDeps, actor),
      erase: (actor: Actor, raw: { sure?: unknown }) => erasePerson(signupDeps, actor, raw),
      /** The same without an account, by the link of « Retrouver ma réservation ». */
      addressData: (key: string) => addressData(signupDeps, key),
      eraseByLink: (raw: { key?: unknown; sure?: unknown }) => eraseByLink(signupDeps, raw),
      rename: (actor: Actor, raw: { name?: unknown }) => rename(db, actor, raw),
      /** The number that members of one's coalitions may call; empty for none. */
      sharedPhone: (actor: Actor) => sharedPhone(db, vault, actor),
      sharePhone: (actor: Actor, raw: { phone?: unknown }) => sharePhone(db, vault, actor, raw),
    },
    coalition: {
      list: (listing: Listing, among?: readonly string[]) => listCoalitions(deps, listing, among),
      inFeed: (listing: Listing, among?: readonly string[]) => coalitionsInFeed(deps, listing, among),
      publicPage: (slug: string) => publicCoalition(deps, slug),
      keyDates: () => keyDates(deps),
      pastKeyDates: () => pastKeyDates(deps),
      roleIn: (actor: Actor, coalitionId: string) => roleIn(db, actor, coalitionId),
      /** The coalitions where the actor has a role. */
      mine: (actor: Actor) => myCoalitions(db, actor),
      /** The workspace of a coalition, for those who have at least the role `needed`. */
      workspace: (actor: Actor, slug: string, needed: Role = "participant") => openWorkspace(db, actor, slug, needed),
      /** What its coordinators change of it. */
      settings: (actor: Actor, slug: string) => readSettings(deps, actor, slug),
      saveSettings: (actor: Actor, raw: Record<string, unknown>) => saveSettings(deps, actor, raw),
      addPhoto: (actor: Actor, slug: string, sent: Uint8Array) => addPhoto(deps, actor, slug, sent),
      removePhoto: (actor: Actor, slug: string) => removePhoto(deps, actor, slug),
      photo: (actor: Actor, slug: string, hash: string) => readPhoto(deps, actor, slug, hash),
      roster: (actor: Actor, coalitionId: string) => readRoster(db, actor, coalitionId),
      /** Putting it away, and what stands against it; opening it again. */
      archiving: (actor: Actor, slug: string) => archiving(deps, actor, slug),
      archive: (actor: Actor, raw: Record<string, unknown>) => archive(deps, actor, raw),
      archivedPage: (actor: Actor, slug: string) => archivedPage(deps, actor, slug),
      reopen: (actor: Actor, raw: Record<string, unknown>) => reopen(deps, actor, raw),
      leaving: (actor: Actor, slug: string) => leaving(deps, actor, slug),
      leave: (actor: Actor, raw: Record<string, unknown>) => leave(deps, actor, raw),
      joinPage: (actor: Actor, slug: string) => joinPage(deps, actor, slug),
      join: (actor: Actor, raw: Record<string, unknown>) => join(deps, actor, raw),
      /** How one takes part, and who asks to. */
      joinDesk: (actor: Actor, slug: string) => joinDesk(deps, actor, slug),
      chooseJoinMode: (actor: Actor, raw: Record<string, unknown>) => chooseJoinMode(deps, actor, raw),
      answerJoin: (actor: Actor, raw: Record<string, unknown>) => answerJoin(deps, actor, raw),
      members: (actor: Actor, slug: string, asked: { text: string; page: number }) =>
        readMembers(deps, actor, slug, asked),
      showMyself: (actor: Actor, raw: Record<string, unknown>) => showMyself(deps, actor, raw),
      changeRole: (actor: Actor, raw: Parameters<typeof changeRole>[3]) => changeRole(db, clock, actor, raw),
      removeMember: (actor: Actor, raw: Parameters<typeof removeMember>[3]) => removeMember(db, clock, actor, raw),
    },
    invitation: {
      /** What a coordinator sees of those that are open. */
      list: (actor: Actor, slug: string) => readInvitations(deps, actor, slug),
      byMail: (actor: Actor, raw: Record<string, unknown>) => inviteByMail(deps, actor, raw),
      makeLink: (actor: Actor, raw: Record<string, unknown>) => makeInvitationLink(deps, actor, raw),
      withdraw: (actor: Actor, raw: Record<string, unknown>) => withdrawInvitation(deps, actor, raw),
      resend: (actor: Actor, raw: Record<string, unknown>) => resendInvitation(deps, actor, raw),
      open: (actor: Actor, token: string) => readInvitation(deps, actor, token),
      accept: (actor: Actor, raw: Record<string, unknown>) => acceptInvitation(deps, actor, raw),
    },
    /** Files that a coalition gives away. */
    material: {
      list: (actor: Actor, slug: string) => listMaterials(deps, actor, slug),
      add: (actor: Actor, slug: string, sent: Parameters<typeof addMaterial>[3]) =>
        addMaterial(deps, actor, slug, sent),
      save: (actor: Actor, raw: Record<string, unknown>) => saveMaterial(deps, actor, raw),
      move: (actor: Actor, raw: Record<string, unknown>) => moveMaterial(deps, actor, raw),
      remove: (actor: Actor, raw: Record<string, unknown>) => removeMaterial(deps, actor, raw),
      file: (actor: Actor, slug: string, id: string) => readMaterial(deps, actor, slug, id),
    },
    /** What the public writes to a coalition. */
    contact: {
      challenge: (slug: string) => contactChallenge(deps, slug),
      write: (raw: Record<string, unknown>, context: Parameters<typeof writeToCoalition>[2]) =>
        writeToCoalition(deps, raw, context),
      waiting: (token: string) => waitingContact(deps, token),
      confirm: (raw: { token?: unknown }) => confirmContact(deps, raw),
    },
    /** Hearing of a coalition, without an account too. */
    follow: {
      ask: (actor: Actor, raw: Record<string, unknown>, context: Parameters<typeof follow>[3]) =>
        follow(deps, actor, raw, context),
      page: (token: string) => followPage(deps, token),
      confirm: (raw: { token?: unknown }) => confirmFollow(deps, raw),
      change: (raw: { token?: unknown; frequency?: unknown }) => changeFollow(deps, raw),
      mine: (actor: Actor) => myFollows(deps, actor),
    },
    declaration: declarationServices(deps),
    moderation: {
      ...moderationServices(deps),
      withdrawing: (actor: Actor, slug: string) => withdrawing(deps, actor, slug),
      withdraw: (actor: Actor, raw: Record<string, unknown>) => withdraw(deps, signupDeps, actor, raw),
    },
    /** Choosing a date together. */
    poll: {
      list: (actor: Actor, slug: string) => listPolls(deps, actor, slug),
      open: (actor: Actor, slug: string, pollId: string) => workspacePoll(deps, actor, slug, pollId),
      publicPage: (slug: string, pollId: string, token?: string) => publicPoll(deps, slug, pollId, token),
      make: (actor: Actor, raw: Parameters<typeof makePoll>[2]) => makePoll(deps, actor, raw),
      answer: (raw: Parameters<typeof answerPoll>[1], context: Parameters<typeof answerPoll>[2]) =>
        answerPoll(deps, raw, context),
      eraseReply: (raw: Record<string, unknown>) => eraseReply(deps, raw),
      keep: (actor: Actor, raw: Parameters<typeof keepDate>[2]) => keepDate(deps, actor, raw),
      remove: (actor: Actor, raw: Parameters<typeof removePoll>[2]) => removePoll(deps, actor, raw),
    },
    calendar: {
      /** The agenda's page in the workspace, for who has a role in the coalition. */
      openAgenda: (actor: Actor, slug: string) => openAgenda(deps, actor, slug),
      room: (actor: Actor, slug: string) => agendaRoom(deps, actor, slug),
      /** What a coalition announces to everybody: a month, the next dates, one event. */
      publicMonth: (slug: string, month: string | undefined) => publicMonth(deps, slug, month),
      publicAhead: (coalitionId: string) => publicAhead(deps, coalitionId),
      nextActions: (coalitionIds: readonly string[]) => nextActions(deps, coalitionIds),
      publicEntry: (slug: string, id: string) => publicEntry(deps, slug, id),
      /** Calendar files: what changes when they do, and what they say. */
      feedStamp: (feed: Parameters<typeof feedStamp>[1]) => feedStamp(deps, feed),
      readFeed: (feed: Parameters<typeof readFeed>[1]) => readFeed(deps, feed),
      /** Calendars of elsewhere beside the agenda. */
      addSource: (actor: Actor, raw: Parameters<typeof addSource>[2]) => addSource(deps, actor, raw),
      removeSource: (actor: Actor, raw: Parameters<typeof removeSource>[2]) => removeSource(deps, actor, raw),
      sources: (actor: Actor, slug: string) => listSources(deps, actor, slug),
      /** One's own calendar file, at a secret address. */
      makeOwnFeed: (actor: Actor) => makeOwnFeed(deps, actor),
      endOwnFeed: (actor: Actor) => endOwnFeed(deps, actor),
      hasOwnFeed: (actor: Actor) => hasOwnFeed(deps, actor),
      ownFeed: (token: string) => ownFeed(deps, token),
    },
    signup: signupServices(signupDeps),
    plan: planServices(deps),
    campaign: {
      /** A national key date, and who goes. */
      keyDatePage: (id: string, region?: string) => keyDatePage(deps, id, region),
      /** What national coordinators keep. */
      keptKeyDates: (actor: Actor) => keptKeyDates(deps, actor),
      keptKeyDate: (actor: Actor, id: string) => keptKeyDate(deps, actor, id),
      saveKeyDate: (actor: Actor, raw: Record<string, unknown>) => saveKeyDate(deps, actor, raw),
      cancelKeyDate: (actor: Actor, raw: Record<string, unknown>) => cancelKeyDate(deps, actor, raw),
    },
    /** What coalitions write to those who follow them. */
    news: {
      publicPage: (slug: string, page: number) => publicNews(deps, slug, page),
      publicItem: (slug: string, id: string) => publicNewsItem(deps, slug, id),
      newest: (slug: string) => newestNews(deps, slug, newsShown.newest),
      feed: (slug: string) => newestNews(deps, slug, newsShown.feed),
      desk: (actor: Actor, slug: string, page: number) => newsDesk(deps, actor, slug, page),
      item: (actor: Actor, slug: string, id: string) => newsItem(deps, actor, slug, id),
      save: (actor: Actor, raw: Record<string, unknown>) => saveNews(deps, actor, raw),
      send: (actor: Actor, raw: Record<string, unknown>) => sendNewsNow(deps, actor, raw),
      remove: (actor: Actor, raw: Record<string, unknown>) => removeNews(deps, actor, raw),
    },
    history: historyServices(deps),
    /** A coalition taken away whole. */
    takeAway: createTakeAway(deps, signupDeps),
    transport: {
      /** The live sheet's page, for who has a role in the coalition. */
      openSheet: (actor: Actor, slug: string) => openSheet(deps, actor, slug),
      /** What people travel to, kept by members, or toward a key date by national coordinators. */
      departures: (actor: Actor, of: Parameters<typeof readDepartures>[2]) => readDepartures(deps, actor, of),
      saveDeparture: (actor: Actor, raw: Record<string, unknown>) => saveDeparture(deps, actor, raw),
      removeDeparture: (actor: Actor, raw: Record<string, unknown>) => removeDeparture(deps, actor, raw),
      /** Over plans, trips and agenda. */
      search: (actor: Actor, slug: string, raw: unknown) => searchWorkspace(deps, actor, slug, raw),
      coalitionsAhead: (wanted: Parameters<typeof coalitionsAhead>[1]) => coalitionsAhead(deps, wanted),
      tripsAhead: (coalitionIds: readonly string[]) => tripsAhead(deps, coalitionIds),
    },
    /** Null outside the demo: its pages then answer 404. */
    demo: demoMailbox && { mailbox: demoMailbox, links: demoSignInLinks(signIn) },
  };
}

export type Services = ReturnType<typeof buildServices>;

export const servicesKey = Symbol.for("cortege.services");
