"use server";

import { notFound } from "next/navigation";
import { currentActor } from "@/app/actor";
import { fieldOf } from "@/app/form-fields";
import { services } from "@/app/services";
import type { NameAnswer } from "./name-search";
import { sayFound } from "./say-found";

/** Where a name stands. It is posted: a name that somebody wants gone stands in no address, history or log. */
export async function findNameAction(_before: NameAnswer, form: FormData): Promise<NameAnswer> {
  const slug = fieldOf(form, "coalition");
  const found = await services().history.findName(await currentActor(), slug, fieldOf(form, "name"));
  return found.ok ? sayFound(slug, found.value) : notFound();
}
