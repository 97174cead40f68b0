import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** What every page of the workspace may say in the browser. */
const everywhere = ["collab", "refusal"];

/** The texts that a part of the workspace needs in the browser, and no others: each page carries them. */
export async function WorkMessages({ names, children }: { names: readonly string[]; children: ReactNode }) {
  const wanted = new Set([...everywhere, ...names]);
  const messages = Object.fromEntries(Object.entries(await getMessages()).filter(([name]) => wanted.has(name)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
