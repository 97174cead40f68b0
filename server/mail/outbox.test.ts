import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { factChannel, parseFact } from "@/db/notify";
import { testDatabase } from "@/db/testing/database";
import { readPresentation } from "@/domain/plan/presentation";
import { hostileTexts } from "@/domain/plan/testing-hostile";
import { createVault } from "@/server/crypto";
import { askedMailsLeft, enqueueMail } from "./enqueue";
import { createOutbox, maxAttempts, retryDelayMs } from "./outbox";
import { renderMail } from "./render";
import type { Mail, RenderedMail, Transport } from "./template";

const vault = createVault("a-secret-of-the-tests-which-is-long-enough");
const origin = "https://cortege.example.org";
const log = { warn: () => undefined, error: () => undefined };
const MINUTE = 60_000;

function mail(extra: Partial<Extract<Mail, { template: "sign-in" }>> = {}): Mail {
  return { template: "sign-in", code: "012345", path: "/connexion/lien/abc", values: { minutes: 10 }, ...extra };
}

/** A transport that keeps what it is given, or does what the test says. */
function collecting(send?: (mail: RenderedMail) => Promise<void>): Transport & { sent: RenderedMail[] } {
  const sent: RenderedMail[] = [];
  return {
    sent,
    async send(rendered) {
      await send?.(rendered);
      sent.push(rendered);
    },
    async close() {},
  };
}

function movableClock(start = new Date("2026-11-24T12:00:00Z")) {
  let at = start.getTime();
  return { now: () => new Date(at), advance: (ms: number) => (at += ms) };
}

describe.each(["postgres", "embedded"] as const)("the outbox on %s", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await database.db.deleteFrom("outbox").execute();
  });

  const queue = (to: string, now: Date, content = mail()) =>
    database.db.transaction().execute((trx) => enqueueMail(trx, vault, { to, locale: "fr", mail: content }, now));
  const rows = () => database.db.selectFrom("outbox").selectAll().orderBy("createdAt").execute();
  const worker = (transport: Transport, clock: ReturnType<typeof movableClock>) =>
    createOutbox({ db: database.db, vault, origin, transport, clock, log });

  test("I19 · a mail is queued with what it tells, encrypted, and erased once sent", async () => {
    const clock = movableClock();
    await database.db
      .transaction()
      .execute(async (trx) => {
        await enqueueMail(trx, vault, { to: "lost@example.org", locale: "fr", mail: mail() }, clock.now());
        throw new Error("taken back");
      })
      .catch(() => undefined);
    expect(await rows()).toEqual([]);

    await queue("someone@example.org", clock.now());
    const [before] = await rows();
    expect(JSON.stringify(before)).not.toContain("someone");
    expect(JSON.stringify(before)).not.toContain("012345");

    const transport = collecting();
    expect(await worker(transport, clock).drain()).toBe(1);
    expect(transport.sent.map(({ to }) => to)).toEqual(["someone@example.org"]);
    const [after] = await rows();
    expect(after).toMatchObject({ payload: null, leasedUntil: null });
    expect(after?.sentAt).not.toBeNull();
    expect(await worker(transport, clock).drain()).toBe(0);
  });

  test("I19 · the worker wakes at the commit, and stops cleanly", async () => {
    let arrived: () => void = () => undefined;
    const sent = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const clock = movableClock();
    const outbox = worker(
      collecting(async () => arrived()),
      clock,
    );
    outbox.start();
    const stopHearing = await database.listen(factChannel, (payload) => {
      if (parseFact(payload)?.kind === "outbox") outbox.wake();
    });
    await queue("woken@example.org", clock.now());
    await sent;
    await stopHearing();
    await outbox.stop();
    const [row] = await rows();
    expect(row?.sentAt).not.toBeNull();
  });

  test("I21 · a failure is tried again after a growing delay, then given up and erased", async () => {
    const clock = movableClock();
    let tries = 0;
    const outbox = worker(
      collecting(async () => {
        tries++;
        throw new Error("451 try later");
      }),
      clock,
    );
    await queue("later@example.org", clock.now());
    for (let attempt = 1; attempt < maxAttempts; attempt++) {
      await outbox.drain();
      expect(tries).toBe(attempt);
      clock.advance(retryDelayMs(attempt) - 1);
      await outbox.drain();
      expect(tries).toBe(attempt);
      clock.advance(1);
    }
    await outbox.drain();
    expect(tries).toBe(maxAttempts);
    expect((await rows())[0]).toMatchObject({ payload: null, sentAt: null, attempts: maxAttempts });
    clock.advance(24 * 60 * MINUTE);
    await outbox.drain();
    expect(tries).toBe(maxAttempts);
    expect(retryDelayMs(2)).toBeGreaterThan(retryDelayMs(1));
    expect(retryDelayMs(50)).toBe(60 * MINUTE);
  });

  test("I21 · a mail whose content has expired is not sent", async () => {
    const clock = movableClock();
    const validUntil = new Date(clock.now().getTime() + 10 * MINUTE).toISOString();
    await queue("slow@example.org", clock.now(), mail({ validUntil }));
    clock.advance(10 * MINUTE);
    const transport = collecting();
    await worker(transport, clock).drain();
    expect(transport.sent).toEqual([]);
    expect((await rows())[0]).toMatchObject({ payload: null, sentAt: null });
  });

  test("I20 · a worker that dies between lease and mark leaves a mail that is sent again, with the same id", async () => {
    const clock = movableClock();
    await queue("again@example.org", clock.now());
    // It dies while the mail is under way: its transport never answers.
    let started: (taken: RenderedMail) => void = () => undefined;
    const taken = new Promise<RenderedMail>((resolve) => {
      started = resolve;
    });
    void worker(
      collecting((rendered) => {
        started(rendered);
        return new Promise(() => undefined);
      }),
      clock,
    ).drain();
    const first = await taken;

    const transport = collecting();
    const second = worker(transport, clock);
    await second.drain();
    expect(transport.sent).toEqual([]);
    clock.advance(2 * MINUTE);
    await second.drain();
    expect(transport.sent.map(({ id }) => id)).toEqual([first.id]);
  });
});

test("I20 · two workers at once never send a leased mail twice", async () => {
  const database = await testDatabase();
  const clock = movableClock();
  const queued = Array.from({ length: 120 }, (_, n) => `reader-${n}@example.org`);
  await database.db.transaction().execute(async (trx) => {
    for (const to of queued) await enqueueMail(trx, vault, { to, locale: "fr", mail: mail() }, clock.now());
  });
  const transport = collecting(() => new Promise((resolve) => setImmediate(resolve)));
  const workers = [1, 2, 3, 4].map(() =>
    createOutbox({ db: database.db, vault, origin, transport, clock, log }).drain(),
  );
  await Promise.all(workers);
  expect(transport.sent.map(({ to }) => to).sort()).toEqual(queued.sort());
  await database.close();
});

test("I9 · at most ten mails an hour that anyone may ask for go to one address", async () => {
  const database = await testDatabase();
  const clock = movableClock();
  const left = () => askedMailsLeft(database.db, vault, "busy@example.org", clock.now());
  expect(await left()).toBe(8);
  expect(await askedMailsLeft(database.db, vault, "busy@example.org", clock.now(), true)).toBe(10);
  await database.db.transaction().execute(async (trx) => {
    for (let n = 0; n < 10; n++)
      await enqueueMail(trx, vault, { to: "busy@example.org", locale: "fr", mail: mail() }, clock.now());
  });
  expect(await left()).toBe(0);
  expect(await askedMailsLeft(database.db, vault, "calm@example.org", clock.now())).toBe(8);
  clock.advance(60 * MINUTE + 1);
  expect(await left()).toBe(8);
  expect(await askedMailsLeft(database.db, vault, "busy@example.org", clock.now(), true)).toBe(10);
  await database.close();
});

test("I1 · the sign-in mail carries the code and the link, in plain text and in HTML, from the configured origin", () => {
  const rendered = renderMail({ id: "1", to: "x@example.org", locale: "fr", origin, mail: mail() });
  expect(rendered.subject).toContain("012345");
  for (const body of [rendered.text, rendered.html]) {
    expect(body).toContain("012345");
    expect(body).toContain(`${origin}/connexion/lien/abc`);
    expect(body).toContain(`${origin}/reservations`);
  }
  // Anyone can type an address; a mail that follows from what its reader does says nothing of it.
  const ignore = "Si ce message ne vous concerne pas";
  expect(rendered.text).toContain(ignore);
  const asked = {
    template: "join-asked",
    path: "/espace/lille/demandes",
    values: { name: "Sam", coalition: "Lille" },
  } as const;
  expect(renderMail({ id: "1", to: "x@example.org", locale: "fr", origin, mail: asked }).text).not.toContain(ignore);
  const english = renderMail({ id: "1", to: "x@example.org", locale: "en", origin, mail: mail() });
  expect(english.text).toContain(`${origin}/en/connexion/lien/abc`);
});

test("N3 · a mail that its reader can stop says so to them and to their mail program, and to nobody else's", () => {
  const stop = `${crypto.randomUUID()}-${"0".repeat(32)}`;
  const known = { template: "follow-known", path: "/suivi/x", stop, values: { coalition: "Lille" } } as const;
  const rendered = renderMail({ id: "1", to: "x@example.org", locale: "en", origin, mail: known });
  expect(rendered.headers).toEqual({
    "List-Unsubscribe": `<${origin}/api/suivi/${stop}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
  for (const body of [rendered.text, rendered.html]) expect(body).toContain(`${origin}/en/suivi/${stop}`);
  expect(renderMail({ id: "1", to: "x@example.org", locale: "fr", origin, mail: mail() }).headers).toBeUndefined();
});

test("N9 · in a mail, what somebody wrote is words and safe links, whatever they typed", () => {
  const bodyOf = (text: string) => {
    const news = {
      template: "news",
      path: "/lille/nouvelles/x",
      stop: "x",
      body: readPresentation(text),
      values: { title: text.slice(0, 100), coalition: "Lille" },
    } as const;
    return renderMail({ id: "1", to: "x@example.org", locale: "fr", origin, mail: news });
  };
  const { text, html } = bodyOf(
    "# Samedi\n\n**Venez** [ici](https://example.org/a?b=1&c=2)\n\n- un\n- [non](javascript:alert(1))",
  );
  expect(text).toContain("Venez ici (https://example.org/a?b=1&c=2)\n\n- un\n- ");
  expect(html).toContain('<strong>Venez</strong> <a href="https://example.org/a?b=1&#38;c=2"');
  expect(html).not.toContain('href="javascript');
  for (const hostile of hostileTexts) {
    const plain = bodyOf("Bonjour").html;
    const tags = (page: string) =>
      (page.match(/<[a-z]+/g) ?? []).filter((tag) => !/^<(p|br|ul|ol|li|strong|em|a|h[23])$/.test(tag));
    const found = bodyOf(hostile.replaceAll("\0", "")).html;
    expect(tags(found), hostile).toEqual(tags(plain));
    for (const [, address = ""] of found.matchAll(/href="([^"]*)"/g))
      expect(address).toMatch(/^(https?:|mailto:|tel:)/);
  }
});
