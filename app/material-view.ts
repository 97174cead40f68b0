import { getFormatter, getTranslations } from "next-intl/server";
import type { ShownMaterial } from "@/components/coalition/material-list";

type Row = {
  id: string;
  title: string;
  language: string;
  licence: string;
  kind: string;
  size: number;
  version: number;
};

/** Files of a library in words: « PDF, 1,2 Mo, français, CC BY-SA, version 2 ». */
export async function materialViews(slug: string, rows: readonly Row[], locale: string): Promise<ShownMaterial[]> {
  const [t, format] = [await getTranslations("materials"), await getFormatter()];
  const languages = new Intl.DisplayNames(locale, { type: "language" });
  return rows.map(({ id, title, language, licence, kind, size, version }) => {
    const name = kind === "jpeg" ? "JPEG" : kind.toUpperCase();
    const mega = Math.max(0.1, size / 1024 / 1024);
    const weight = t("size", { size: format.number(mega, { maximumFractionDigits: mega < 10 ? 1 : 0 }) });
    const facts = [name, weight, languages.of(language) ?? language, t(`licence.${licence}` as never)];
    return {
      id,
      title,
      format: name,
      facts: (version > 1 ? [...facts, t("version", { version })] : facts).join(", "),
      href: `/api/materiel/${slug}/${id}`,
      isImage: kind === "png" || kind === "jpeg",
    };
  });
}

/** The languages a file may be in, by name. */
export function languageOptions(tags: readonly string[], locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  return tags.map((value) => ({ value, label: names.of(value) ?? value }));
}
