import { createTranslator } from "use-intl/core";
import { followPath, oneClickPath } from "@/domain/coalition/following";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { bodyHtml, bodyText, escapeHtml } from "./render-body";
import type { Mail, RenderedMail } from "./template";

const catalogues = { fr, en };
const askedByAnyone = new Set<Mail["template"]>(["sign-in", "booking-confirm", "find-bookings", "contact-confirm"]);

/** Writes a mail in the reader's language. Addresses are built from the configured origin, never from a request. */
export function renderMail(input: {
  id: string;
  to: string;
  locale: string;
  origin: string;
  mail: Mail;
}): RenderedMail {
  const { mail, origin } = input;
  const locale = input.locale === "en" ? "en" : "fr";
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: "mail", timeZone: "Europe/Paris" });
  const code = "code" in mail ? mail.code : undefined;
  const values = { ...mail.values, ...(code ? { code } : {}) };
  const subject = t(`${mail.template}.subject`, values);
  const paragraphs = t(`${mail.template}.text`, values).split(/\n{2,}/);
  const link = mail.path
    ? { href: absolute(origin, locale, mail.path), label: t(`${mail.template}.button`, values) }
    : null;
  // A file, not a page: it has no language.
  const calendar = mail.calendar ? { href: absolute(origin, "fr", mail.calendar), label: t("layout.calendar") } : null;
  const find = { href: absolute(origin, locale, "/reservations"), label: t("layout.findBooking") };
  const stop = mail.stop ? { href: absolute(origin, locale, followPath(mail.stop)), label: t("layout.stop") } : null;
  const signature = t("layout.signature");
  // Anybody may have typed this address: it may be none of its reader's business.
  const ignore = askedByAnyone.has(mail.template) ? t("layout.ignore") : null;
  const foot = [find, ...(stop ? [stop] : [])];

  const text = [
    ...(code ? [code] : []),
    ...paragraphs,
    ...(mail.body ? [bodyText(mail.body)] : []),
    ...(link ? [`${link.label}\n${link.href}`] : []),
    ...(calendar ? [`${calendar.label}\n${calendar.href}`] : []),
    ...(ignore ? [ignore] : []),
    ["-- ", signature, ...foot.map(({ label, href }) => `${label} ${href}`)].join("\n"),
  ].join("\n\n");

  const html = page(
    locale,
    subject,
    [
      ...(code
        ? [`<p style="font-size:32px;font-weight:bold;letter-spacing:6px;margin:0 0 16px">${escapeHtml(code)}</p>`]
        : []),
      ...paragraphs.map(
        (paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph).replaceAll("\n", "<br>")}</p>`,
      ),
      ...(mail.body ? [bodyHtml(mail.body)] : []),
      ...(link ? [button(link)] : []),
      ...(calendar
        ? [
            `<p style="margin:0 0 16px"><a href="${escapeHtml(calendar.href)}" style="color:#0F5B4C">${escapeHtml(calendar.label)}</a></p>`,
          ]
        : []),
      ...(ignore ? [`<p style="margin:0 0 16px;color:#4A585C">${escapeHtml(ignore)}</p>`] : []),
      `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #D8CDB8;color:#4A585C">${escapeHtml(signature)}` +
        foot
          .map(({ label, href }) => `<br><a href="${escapeHtml(href)}" style="color:#0F5B4C">${escapeHtml(label)}</a>`)
          .join("") +
        "</p>",
    ].join("\n"),
  );
  const replyTo = mail.replyTo ? { replyTo: mail.replyTo } : {};
  // RFC 8058: mail programs offer to stop, and do it without a page.
  const headers = mail.stop
    ? {
        headers: {
          "List-Unsubscribe": `<${absolute(origin, "fr", oneClickPath(mail.stop))}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
      }
    : {};
  return { id: input.id, to: input.to, ...replyTo, ...headers, subject, text: `${text}\n`, html };
}

function absolute(origin: string, locale: "fr" | "en", path: string): string {
  return new URL(locale === "fr" ? path : `/${locale}${path}`, origin).href;
}

function button({ href, label }: { href: string; label: string }): string {
  const style =
    "display:inline-block;background:#0F5B4C;color:#FFFFFF;font-weight:bold;text-decoration:none;padding:14px 20px;border-radius:12px";
  return (
    `<p style="margin:0 0 16px"><a href="${escapeHtml(href)}" style="${style}">${escapeHtml(label)}</a></p>\n` +
    `<p style="margin:0 0 16px;font-size:14px;color:#4A585C;word-break:break-all">${escapeHtml(href)}</p>`
  );
}

function page(locale: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#FBF7EF;color:#1D2A2E;font:17px/1.5 Verdana,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#FFFFFF">
<p style="font-size:20px;font-weight:bold;margin:0 0 24px;color:#0F5B4C">Cortège</p>
${body}
</div></body></html>
`;
}
