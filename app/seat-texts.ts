import type { getTranslations } from "next-intl/server";
import type { SeatTexts } from "@/components/signup/seat-words";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

/** In a sentence whose figures come later, each stands for itself. */
const open = { n: "{n}", total: "{total}" };

/** Sentences about seats, into which the server and the browser alike put the figures. */
export function seatTexts(t: Words): SeatTexts {
  return {
    freeOne: t("ui.seats.freeOne", open),
    freeMany: t("ui.seats.freeMany", open),
    of: t("ui.seats.of", open),
    noneFolded: t("ui.seats.noneFolded"),
    full: t("ui.seats.full"),
    fullOutbound: t("ui.seats.fullOutbound"),
    fullReturn: t("ui.seats.fullReturn"),
    outboundOne: t("ui.seats.outboundOne", open),
    outboundMany: t("ui.seats.outboundMany", open),
    returnOne: t("ui.seats.returnOne", open),
    returnMany: t("ui.seats.returnMany", open),
    partOne: t("ui.seats.partOne", open),
    partMany: t("ui.seats.partMany", open),
    waitingOne: t("ui.seats.waitingOne", open),
    waitingMany: t("ui.seats.waitingMany", open),
    closed: t("ui.seats.closed"),
    cancelled: t("ui.seats.cancelled"),
  };
}
