import { z } from "zod";
import { typedLine } from "@/domain/kernel/typed-text";

/** Files that a coalition gives away. */
export const materialLimits = {
  bytes: 10 * 1024 * 1024,
  perCoalition: 60,
  volume: 100 * 1024 * 1024,
  title: 120,
} as const;
export const fileKinds = ["pdf", "png", "jpeg", "odt", "ods", "odp"] as const;
export type FileKind = (typeof fileKinds)[number];
export const mediaTypes: Record<FileKind, string> = {
  pdf: "application/pdf",
  png: "image/png",
  jpeg: "image/jpeg",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
};
export const fileEndings: Record<FileKind, string> = {
  pdf: "pdf",
  png: "png",
  jpeg: "jpg",
  odt: "odt",
  ods: "ods",
  odp: "odp",
};
/** What people in a coalition may do with it. */
export const licences = ["cc-by-sa", "cc-by", "cc0", "public-domain", "other"] as const;
/** Written as language tags; their names come from the browser's own list. */
export const materialLanguages = [
  "fr",
  "en",
  "ar",
  "br",
  "co",
  "de",
  "es",
  "eu",
  "it",
  "oc",
  "pt",
  "ro",
  "tr",
  "uk",
] as const;

/** What is said of a file. An error is a key of `materials.field.*`. */
export const materialSchema = z.object({
  title: typedLine({ least: 1, most: materialLimits.title }, "title"),
  language: z.enum(materialLanguages, { error: "language" }),
  licence: z.enum(licences, { error: "licence" }),
});
