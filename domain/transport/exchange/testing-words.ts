import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import type { ExchangeWords } from "./write-rows";

/** The words of the interface, as the import and the export use them. */
export const frenchWords: ExchangeWords = fr.exchange.words;
export const englishWords: ExchangeWords = en.exchange.words;
