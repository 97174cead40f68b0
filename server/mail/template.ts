/** What every mail may carry: the button's path on this site, and the instant (ISO) after which sending it makes no sense. */
type Envelope = { path?: string; validUntil?: string };

/**
 * Every mail of the product. The texts stand in the messages: `mail.<template>.subject`, `.text` (paragraphs parted by
 * an empty line) and, when it has a `path`, `.button`; `values` fills their placeholders. A `code` is shown large.
 */
export type Mail = Envelope & { template: "sign-in"; code: string; path: string; values: { minutes: number } };

export type TemplateName = Mail["template"];

/** Mails that anyone may have sent to an address by typing it: together at most `mailsPerHour` to one address. */
export const askedTemplates: readonly TemplateName[] = ["sign-in"];
export const mailsPerHour = 10;

/** A mail as it leaves: plain text and simple HTML. `id` is the same at each attempt. */
export type RenderedMail = { id: string; to: string; subject: string; text: string; html: string };

/** Hands a mail over; resolves once it is taken, throws when it is to be tried again. */
export type Transport = { send(mail: RenderedMail): Promise<void>; close(): Promise<void> };
