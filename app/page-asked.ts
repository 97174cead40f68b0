import { z } from "zod";

const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1);

/** Which page of a list an address asks for, from 1. */
export async function pageAsked(searchParams: Promise<Record<string, string | string[] | undefined>>): Promise<number> {
  return pageSchema.parse((await searchParams).page ?? 1);
}
