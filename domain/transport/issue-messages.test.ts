import { expect, test } from "vitest";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { issueCodes } from "./trip-facts";

test("T8 · each issue has a reason in each language", () => {
  for (const texts of [fr, en]) expect(Object.keys(texts.transport.issue).sort()).toEqual([...issueCodes].sort());
});
