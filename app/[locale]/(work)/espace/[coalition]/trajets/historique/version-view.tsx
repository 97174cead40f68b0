import { ChangeValues } from "@/components/transport/history-lines";
import { RestoreButton } from "@/components/transport/history-room";
import { type HistoryWords, thingOf } from "@/components/transport/history-words";
import { ButtonLink } from "@/components/ui/button";
import { type Change, sheetDifference } from "@/domain/transport/difference";
import type { Version, VersionContent } from "@/server/transport/sheet-versions";
import { versionWords } from "./versions-part";

/** What restoring a version would change, trip by trip, before anybody does it. */
export function VersionView({
  version,
  content,
  words,
  back,
  mayWrite,
}: {
  version: Version;
  content: VersionContent;
  words: HistoryWords;
  back: string;
  mayWrite: boolean;
}) {
  const { t } = words;
  const { name, note } = versionWords(version, words);
  const changes = sheetDifference(content.present, content.past);
  const trips = new Map<string, Change[]>();
  for (const change of changes) trips.set(change.rowId, [...(trips.get(change.rowId) ?? []), change]);
  return (
    <div className="history-page">
      <div className="work-head">
        <p>
          <ButtonLink kind="quiet" icon="back" className="backlink" href={`${back}#versions`}>
            {t("versionBack")}
          </ButtonLink>
        </p>
        <h1>{name}</h1>
        <p className="soft">{note}</p>
      </div>
      <p>{t("versionIs", { count: changes.length })}</p>
      {mayWrite && changes.length > 0 && (
        <div className="restorebox">
          <RestoreButton act={{ kind: "version", rows: content.past }} what={name} main={t("restoreVersion")} />
          <p className="small soft">{t("restoreNote")}</p>
        </div>
      )}
      <ul className="rows plain hist">
        {[...trips].map(([rowId, own]) => (
          <li key={rowId}>
            <div>
              <strong>{own[0]?.rowTitle || t("untitled")}</strong>
              <ul className="plainlist">
                {own.map((change) => (
                  <li key={`${change.partId} ${change.field}`}>
                    {wouldText(change, words)}
                    <ChangeValues change={change} words={words} />
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** « revient », « l’arrêt « Douai » est retiré », or the field that would change. */
function wouldText(change: Change, words: HistoryWords): string {
  const { t } = words;
  if (change.what === "changed") return thingOf(change, words);
  const goes = change.what === "removed";
  if (change.list === null) return goes ? t("wouldRemove") : t("wouldAdd");
  const name = change.partName || t("untitled");
  if (change.list === "prices") return goes ? t("wouldPriceRemove", { name }) : t("wouldPriceAdd", { name });
  return goes ? t("wouldStopRemove", { name }) : t("wouldStopAdd", { name });
}
