import { createTranslator } from "use-intl/core";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import type { About } from "./declaration";

/** What a coalition thinks of doing, as its page says it from then on, in the language of the declaration. */
export function forecastWords(actions: About["actions"], language: string): string {
  const locale = language === "en" ? "en" : "fr";
  const t = createTranslator({ locale, messages: { fr, en }[locale], namespace: "declare" });
  const words = actions.map((action, index) => {
    const text = t(`action.${action}`);
    return index === 0 ? text : text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);
  });
  return words.length > 0 ? `${words.join(", ")}.` : "";
}
