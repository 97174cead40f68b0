import nodemailer from "nodemailer";
import type { Transport } from "./template";

/** Sends by SMTP; its time-outs together stay below the lease of the outbox. */
export function smtpTransport(options: { smtpUrl: string; from: string }): Transport {
  const mailer = nodemailer.createTransport(options.smtpUrl, {
    from: options.from,
    // Neither files nor addresses of others are ever read for a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = options.from.replace(/^.*@/, "").replace(/>.*$/, "");
  return {
    async send(mail) {
      const sending = mailer.sendMail({
        to: mail.to,
        replyTo: mail.replyTo,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.id}@${host}>`,
        headers: { "Auto-Submitted": "auto-generated", ...mail.headers },
      });
      await within(60_000, sending);
    },
    async close() {
      mailer.close();
    },
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the mail server took too long")), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
