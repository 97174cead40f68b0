import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import { modePaper, type TravelMode } from "@/components/ui/ticket";

/** One person to ask, and the trip that has room for them. */
export type MoveView = {
  readonly id: string;
  readonly name: string;
  readonly party: number;
  readonly from: string;
  readonly to: {
    readonly mode: TravelMode;
    readonly title: string;
    readonly time: string;
    readonly free: number;
  } | null;
  /** A mail or a call, with what is to be said already written; null for who left neither address nor number. */
  readonly contact: { readonly kind: "mail" | "call"; readonly href: string } | null;
};

/** More reservations than seats: who might go elsewhere, the last to have asked first. Nothing is done by itself. */
export function ProposeMoves({
  count,
  seats,
  moves,
  sheetHref,
}: {
  count: number;
  seats: number;
  moves: readonly MoveView[];
  sheetHref: string;
}) {
  const t = useTranslations("aboard");
  return (
    <div className="over">
      <Note tone="bad">
        <p>
          <strong>{t("tooManyTitle", { count })}</strong>
        </p>
        <p>{t("tooManyText", { seats })}</p>
      </Note>
      <section className="section" aria-labelledby="h-moves">
        <header>
          <h2 id="h-moves">{t("movesTitle")}</h2>
          <p className="soft">{t("movesOrder")}</p>
        </header>
        <ul className="rows fold">
          {moves.map((move) => (
            <li key={move.id}>
              <span className="seatbox" aria-hidden="true">
                {move.party}
              </span>
              <div>
                <strong>{move.name}</strong>
                <span className="soft">{t("moveFrom", { count: move.party, place: move.from })}</span>
                {move.to === null ? (
                  <span className="why">{t("moveNowhere")}</span>
                ) : (
                  <span className="to">
                    <span className="mode" data-paper={modePaper(move.to.mode)}>
                      <Icon name={move.to.mode} />
                    </span>
                    {t("moveTo", { trip: move.to.title, time: move.to.time, count: move.to.free })}
                  </span>
                )}
              </div>
              {move.contact === null ? (
                <span className="soft">{t("moveNoContact")}</span>
              ) : (
                <ButtonLink
                  kind="second"
                  slim
                  icon={move.contact.kind === "mail" ? "mail" : "phone"}
                  href={move.contact.href}
                >
                  {t(move.contact.kind === "mail" ? "moveWrite" : "moveCall")}
                  <span className="sr"> : {move.name}</span>
                </ButtonLink>
              )}
            </li>
          ))}
        </ul>
        <p className="soft small">{t("movesKeep")}</p>
        <p>
          <ButtonLink kind="quiet" href={sheetHref}>
            {t("movesBigger")}
          </ButtonLink>
        </p>
      </section>
    </div>
  );
}
