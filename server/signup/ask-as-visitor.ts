import { lockAddress } from "@/db/code-failure";
import {
  findLiveSignup,
  findSignup,
  insertSignup,
  nextQueueNumber,
  pendingCounts,
  queueLength,
  type SignupRow,
} from "@/db/signup";
import { findLink, insertLink, lockNetwork, updateLink } from "@/db/signup-link";
import { type ThingKey, thingColumns, thingId } from "@/db/signup-thing";
import { newId } from "@/domain/kernel/ids";
import { ok, type Result } from "@/domain/kernel/result";
import { mayHold } from "@/domain/signup/limits";
import { bookingPath } from "@/domain/signup/paths";
import type { VisitorRequest } from "@/domain/signup/request";
import { asSignupState, isLive, type SignupState } from "@/domain/signup/state";
import { holdUntil, manageLinkUntil } from "@/domain/signup/timing";
import { randomCode, sha256 } from "@/server/crypto";
import { networkMayAsk } from "@/server/mail/enqueue";
import { networkHash } from "@/server/mail/network";
import { decide } from "./admit-request";
import { type Asked, isOver, readAsked, sealAsked } from "./asked";
import { atDesk } from "./at-desk";
import { codeHash } from "./code";
import type { RequestContext } from "./deps";
import { asLocale, type SignupDeps } from "./deps";
import type { Desk } from "./desk";
import type { Booked } from "./holder-desk";
import { endOf } from "./link";
import { sendConfirmation } from "./mails";
import { sealPhone } from "./phone";
import type { Wish } from "./thing";

type Request = {
  key: ThingKey;
  person: VisitorRequest;
  requestId: string;
  raw: Record<string, unknown>;
  context: RequestContext;
};
/** What a newcomer would get now: a held place, one in the queue, or neither until the address is confirmed. */
type Answer = { state: "pending" | "waiting"; holds: boolean; until: Date | null };

/**
 * A visitor's places are held until the address is confirmed, by code or link. Who asks with an address that has a
 * sign-up for this thing changes nothing, and sees and gets by mail what anybody would: the mail leads to the first one.
 */
export async function askAsVisitor(deps: SignupDeps, request: Request): Promise<Result<Booked>> {
  const { person, context } = request;
  const heldFrom = context.network ? deps.vault.mac("network", context.network) : null;
  const network = networkHash(deps.vault, context.network);
  const token = tokenOf(deps, request);
  return atDesk(
    deps,
    request.key,
    async (desk) => {
      const { thing } = desk;
      const again = await sameRequest(desk, token);
      if (again) return ok({ state: again, path: bookingPath(token) });
      if (thing.closed) return { ok: false, refusal: thing.closed };
      const asking = await thing.ask(request.raw);
      if (!asking.ok) return asking;
      const wish = asking.value;

      const holder = `email:${person.email}`;
      const first = await findLiveSignup(desk.trx, thing.key, { holder, email: person.email });
      const answer = await answerFor(desk, request, wish, { heldFrom, network });
      const row = first ?? (await insert(desk, request, wish, answer, heldFrom));
      const code = randomCode();
      await openPage(desk, token, row, {
        email: person.email,
        codeHash: codeHash(deps.vault, token, code),
        asked: first ? sealAsked(deps.vault, await asked(desk, request, wish, answer)) : null,
      });
      await sendConfirmation(desk, row, {
        email: person.email,
        locale: asLocale(context.locale),
        network,
        code,
        wish,
        until: answer.holds ? answer.until : null,
      });
      return ok({ state: answer.state, path: bookingPath(token) });
    },
    async (trx) => {
      await lockAddress(trx, person.email);
      for (const hash of [heldFrom, network]) if (hash) await lockNetwork(trx, hash);
    },
  );
}

/** The same rendered form sent twice opens the same page: its token comes from the form's own random number. */
function tokenOf(deps: SignupDeps, { key, person, requestId }: Request): string {
  const mac = deps.vault.mac("booking-token", `${thingId(key)} ${person.email} ${requestId}`);
  return Buffer.from(mac, "hex").toString("base64url");
}

async function sameRequest(desk: Desk, token: string): Promise<SignupState | null> {
  const link = await findLink(desk.trx, sha256(token), desk.now);
  if (!link?.signupId || link.endedAt) return null;
  if (link.asked) {
    const asked = readAsked(desk.deps.vault, link.asked);
    return isOver(asked, desk.now) ? null : asked.state;
  }
  const row = await findSignup(desk.trx, link.signupId);
  const state = row && asSignupState(row.state);
  return state && isLive(state) ? state : null;
}

async function answerFor(
  desk: Desk,
  request: Request,
  wish: Wish,
  from: { heldFrom: string | null; network: string | null },
): Promise<Answer> {
  const { email } = request.person;
  const until = holdUntil(desk.now, desk.thing.startsAt(wish));
  const held = await pendingCounts(desk.trx, email, from.heldFrom, desk.now);
  // Where no mail may go, nobody can confirm: nothing is kept from others meanwhile.
  const mailed = await networkMayAsk(desk.trx, desk.deps.vault, from.network, email, desk.now);
  if (!mayHold(held, wish.party) || !mailed) return { state: "pending", holds: false, until };
  if ((await decide(desk, wish)) === "queue") return { state: "waiting", holds: true, until: null };
  return { state: "pending", holds: true, until };
}

async function insert(
  desk: Desk,
  { person, context }: Request,
  wish: Wish,
  answer: Answer,
  heldFrom: string | null,
): Promise<SignupRow> {
  const id = newId();
  const { thing } = desk;
  const row = await insertSignup(desk.trx, {
    id,
    ...wish,
    ...thingColumns(thing.key),
    coalitionId: thing.coalitionId,
    holder: `email:${person.email}`,
    email: person.email,
    firstName: person.firstName,
    phoneEncrypted: sealPhone(desk.deps.vault, person.phone),
    state: answer.state,
    holds: answer.holds,
    queueNumber: answer.state === "waiting" ? await nextQueueNumber(desk.trx, thing.key) : null,
    expiresAt: answer.until,
    consentAt: desk.now,
    networkHash: heldFrom,
    locale: asLocale(context.locale),
    createdAt: desk.now,
  });
  await desk.record({
    signupId: id,
    what: answer.state === "waiting" ? "queued" : "asked",
    byKind: "holder",
    detail: { party: wish.party },
  });
  return row;
}

/** The page of this browser. A token whose sign-up has ended is used again: the same form, sent once more. */
async function openPage(
  desk: Desk,
  token: string,
  row: SignupRow,
  page: { email: string; codeHash: string; asked: string | null },
): Promise<void> {
  const expires = manageLinkUntil(endOf(desk));
  const tokenHash = sha256(token);
  const isNew = await insertLink(desk.trx, { tokenHash, signupId: row.id, purpose: "holder", expires, ...page });
  if (!isNew)
    await updateLink(desk.trx, tokenHash, { signupId: row.id, wrongCodes: 0, endedAt: null, expires, ...page });
}

async function asked(desk: Desk, { person }: Request, wish: Wish, answer: Answer): Promise<Asked> {
  return {
    ...wish,
    state: answer.state,
    holds: answer.holds,
    firstName: person.firstName,
    until: answer.until?.toISOString() ?? null,
    rank: answer.state === "waiting" ? (await queueLength(desk.trx, desk.thing.key)) + 1 : null,
  };
}
