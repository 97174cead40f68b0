import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { demoMailbox } from "./demo-mailbox";
import { smtpTransport } from "./smtp";
import { chooseTransport } from "./start-mail";
import type { RenderedMail } from "./template";

const mail: RenderedMail = {
  id: "0b8f6f0e-7a3f-4f6e-9d3c-0f4f7a1d2c3b",
  to: "someone@example.org",
  subject: "012345, votre code",
  text: "012345\n",
  html: "<p>012345</p>",
};

/** As much of a mail server as a mail needs; answers `verdict` to its end. */
async function mailServer(verdict: string) {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let inData = false;
    let text = "";
    socket.write("220 test\r\n");
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      for (let end = text.indexOf("\r\n"); end >= 0 && !inData; end = text.indexOf("\r\n")) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (line.startsWith("DATA")) inData = true;
        socket.write(inData ? "354 go on\r\n" : line.startsWith("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
      }
      const end = text.indexOf("\r\n.\r\n");
      if (inData && end >= 0) {
        received.push(text.slice(0, end));
        text = text.slice(end + 5);
        inData = false;
        socket.write(`${verdict}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return {
    url: `smtp://127.0.0.1:${address.port}?ignoreTLS=true`,
    received,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test("I20 · SMTP hands the mail over with an id that stays the same at each attempt", async () => {
  const server = await mailServer("250 taken");
  const transport = smtpTransport({ smtpUrl: server.url, from: "Cortège <cortege@example.org>" });
  await transport.send(mail);
  await transport.send(mail);
  await transport.close();
  await server.close();
  expect(server.received).toHaveLength(2);
  for (const message of server.received) {
    expect(message).toContain(`Message-ID: <${mail.id}@example.org>`);
    expect(message).toContain("To: someone@example.org");
    expect(message).toContain("Auto-Submitted: auto-generated");
    expect(message).toMatch(/text\/plain[\s\S]*text\/html/);
  }
});

test("N3 · the address at which a mail program stops goes out whole", async () => {
  const server = await mailServer("250 taken");
  const transport = smtpTransport({ smtpUrl: server.url, from: "Cortège <cortege@example.org>" });
  const address = `<https://cortege.example.org/api/suivi/${crypto.randomUUID()}-${"0".repeat(32)}>`;
  const headers = { "List-Unsubscribe": address, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
  await transport.send({ ...mail, headers });
  await transport.close();
  await server.close();
  const unfolded = server.received[0]?.replaceAll(/\r\n(?=[ \t])/g, "");
  expect(unfolded).toContain(`List-Unsubscribe: ${address}\r\n`);
  expect(unfolded).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
});

test("I21 · a mail server that refuses, or is not there, is a failure to be tried again", async () => {
  const server = await mailServer("451 later");
  const refused = smtpTransport({ smtpUrl: server.url, from: "cortege@example.org" });
  await expect(refused.send(mail)).rejects.toThrow();
  await server.close();
  const absent = smtpTransport({ smtpUrl: server.url, from: "cortege@example.org" });
  await expect(absent.send(mail)).rejects.toThrow();
});

test("I22 · the demo's mailbox keeps mails across restarts, for their owner only, a retried one once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cortege-mailbox-"));
  let at = Date.parse("2026-11-24T12:00:00Z");
  const open = () =>
    demoMailbox(join(folder, "box"), () => {
      at += 1000;
      return new Date(at);
    });
  const box = open();
  expect(await box.list("")).toEqual([]);
  await box.send(mail);
  await box.send({ ...mail, id: "1b8f6f0e-7a3f-4f6e-9d3c-0f4f7a1d2c3b", to: "other@example.org" });
  await box.send(mail);
  await writeFile(join(folder, "box", "broken.json"), "{");
  const mails = await open().list("");
  expect(mails.map(({ to }) => to)).toEqual(["other@example.org", "someone@example.org"]);
  expect((await open().list(" SOMEONE@example.org ")).map(({ to }) => to)).toEqual(["someone@example.org"]);
  const [first = ""] = await readdir(join(folder, "box"));
  expect((await stat(join(folder, "box", first))).mode & 0o077).toBe(0);
  await rm(folder, { recursive: true });
});

test("I22 · in production mail goes to the mail server, and there is no mailbox", () => {
  const env = { MAIL_FROM: "cortege@example.org", DATA_DIR: ".data", ORIGIN: new URL("https://cortege.example.org") };
  const clock = { now: () => new Date() };
  const chosen = chooseTransport({ ...env, MODE: "production", SMTP_URL: "smtp://127.0.0.1:25" }, clock);
  expect(chosen.mailbox).toBeNull();
  expect(() => chooseTransport({ ...env, MODE: "production" }, clock)).toThrow("SMTP_URL");
  expect(chooseTransport({ ...env, MODE: "demo" }, clock).mailbox).not.toBeNull();
});
