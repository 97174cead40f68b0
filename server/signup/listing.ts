import { z } from "zod";
import type { ListPart } from "@/db/signup-list";

/** How many sign-ups a page lists before « suite ». */
export const listedAtOnce = 50;

/** The page that an address names, from 1; anything else is the first. */
const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);

export function pageNumber(raw: unknown): number {
  return pageSchema.parse(raw);
}

export function partOf(page: number): ListPart {
  return { limit: listedAtOnce, offset: (page - 1) * listedAtOnce };
}

export function pagesOf(count: number): number {
  return Math.max(1, Math.ceil(count / listedAtOnce));
}
