import type { Past } from "@/components/collab/history-act";
import { ChangeValues } from "@/components/collab/history-lines";
import { RestoreButton } from "@/components/collab/history-room";
import type { HistoryWords } from "@/components/collab/history-words";
import { ButtonLink } from "@/components/ui/button";
import type { Change } from "@/domain/kernel/change";
import type { Version } from "@/server/history/versions";
import { versionWords } from "./versions-part";

/** What restoring a version would change, thing by thing, before anybody does it. */
export function VersionView({
  version,
  past,
  changes,
  words,
  back,
  mayWrite,
}: {
  version: Version;
  past: Past;
  changes: readonly Change[];
  words: HistoryWords;
  back: string;
  mayWrite: boolean;
}) {
  const { t, k, speech } = words;
  const { name, note } = versionWords(version, words);
  const things = new Map<string, Change[]>();
  for (const change of changes) things.set(change.thingId, [...(things.get(change.thingId) ?? []), change]);
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
      <p>{k("versionIs", { count: changes.length })}</p>
      {mayWrite && changes.length > 0 && (
        <div className="restorebox">
          <RestoreButton act={{ kind: "version", version: past }} what={name} main={t("restoreVersion")} />
          <p className="small soft">{k("restoreNote")}</p>
        </div>
      )}
      <ul className="rows plain hist">
        {[...things].map(([thingId, own]) => (
          <li key={thingId}>
            <div>
              <strong>{own[0]?.thingTitle || k("untitled")}</strong>
              <ul className="plainlist">
                {own.map((change) => (
                  <li key={`${change.partId} ${change.field}`}>
                    {speech.wouldOf(change)}
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
