import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { routing } from "@/app/i18n/routing";

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

/** Refuses a language that we do not speak, below the root layout: there the « not found » page can catch it. */
export default async function PublicLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  return children;
}
