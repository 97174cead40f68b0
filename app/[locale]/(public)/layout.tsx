import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { routing } from "@/app/i18n/routing";
import { PageFooter, PublicTop, SkipLink } from "@/app/page-frame";

/** The frame of public pages; each brings its own `main#contenu`. */
export default async function PublicLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  return (
    <>
      <SkipLink />
      <PublicTop />
      {children}
      <PageFooter />
    </>
  );
}
