import type { Actor } from "@/domain/kernel/actor";
import { eraseChange } from "./erase-change";
import { dropName, findName } from "./find-name";
import { flatten, readFlattening } from "./flatten";
import { readHistory, readLatestChanges, readRemoved } from "./read-history";
import type { HistoryDeps } from "./stored-document";
import { keepBeforeImport, listVersions, nameVersion, readVersion, removeVersion } from "./versions";

/**
 * Who changed what in a document, and how it stood before. `document` is `sheet`, `agenda` or the id of a plan of the
 * coalition `slug`.
 */
export function historyServices(deps: HistoryDeps) {
  return {
    lines: (actor: Actor, slug: string, document: string, raw: Parameters<typeof readHistory>[4]) =>
      readHistory(deps, actor, slug, document, raw),
    latest: (actor: Actor, slug: string, document: string) => readLatestChanges(deps, actor, slug, document),
    removed: (actor: Actor, slug: string, document: string) => readRemoved(deps, actor, slug, document),
    eraseChange: (actor: Actor, raw: Parameters<typeof eraseChange>[2]) => eraseChange(deps, actor, raw),
    flatten: (actor: Actor, raw: Parameters<typeof flatten>[2]) => flatten(deps, actor, raw),
    /** Where a name stands in what a coalition wrote, and its end in how a document stood before. */
    findName: (actor: Actor, slug: string, raw: unknown) => findName(deps, actor, slug, raw),
    dropName: (actor: Actor, raw: Parameters<typeof dropName>[2]) => dropName(deps, actor, raw),
    flattening: (actor: Actor, slug: string, document: string) => readFlattening(deps, actor, slug, document),
    versions: (actor: Actor, slug: string, document: string) => listVersions(deps, actor, slug, document),
    version: (actor: Actor, slug: string, document: string, id: string) => readVersion(deps, actor, slug, document, id),
    nameVersion: (actor: Actor, raw: Parameters<typeof nameVersion>[2]) => nameVersion(deps, actor, raw),
    removeVersion: (actor: Actor, raw: Parameters<typeof removeVersion>[2]) => removeVersion(deps, actor, raw),
    keepBeforeImport: (actor: Actor, slug: string, document: string) => keepBeforeImport(deps, actor, slug, document),
  };
}
