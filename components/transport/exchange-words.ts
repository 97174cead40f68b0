import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { readEach } from "@/domain/kernel/document-values";
import { exported } from "@/domain/transport/exchange/columns";
import type { ExchangeWords } from "@/domain/transport/exchange/write-rows";
import { animals, luggages, modes, payments, rowStates, yesNo } from "@/domain/transport/schema";

type Translate = ReturnType<typeof useTranslations<"exchange.words">>;

/** The words of a language for headings and values of a file. */
export function exchangeWords(t: Translate): ExchangeWords {
  return {
    heading: readEach(exported, (name) => t(`heading.${name}`)),
    mode: readEach(modes, (mode) => t(`mode.${mode}`)),
    state: readEach(rowStates, (state) => t(`state.${state}`)),
    choice: {
      payment: readEach(payments, (value) => t(`choice.payment.${value}`)),
      quietSeat: readEach(yesNo, (value) => t(`choice.quietSeat.${value}`)),
      luggage: readEach(luggages, (value) => t(`choice.luggage.${value}`)),
      animals: readEach(animals, (value) => t(`choice.animals.${value}`)),
    },
    stepFree: t("stepFree"),
    freePrice: t("freePrice"),
  };
}

/** The same, of the page's language. */
export function useExchangeWords(): ExchangeWords {
  const t = useTranslations("exchange.words");
  return useMemo(() => exchangeWords(t), [t]);
}
