import type { Actor } from "@/domain/kernel/actor";
import type { Deps } from "@/server/deps";
import { comment, readThreads, removeComment, resolveThread } from "./comments";
import { addImage, readImage } from "./images";
import { lastWrites } from "./last-writes";
import { openPlan } from "./open-plan";
import { archivePlan, makePlan, readPlans } from "./plans";
import { readLinks, readSharedImage, readSharedPlan, sharePlan, unsharePlan } from "./share-plan";

/** What pages may do with action plans. */
export function planServices(deps: Deps) {
  return {
    /** A page of a coalition's plans, or of those that were put away. */
    list: (actor: Actor, slug: string, raw: Parameters<typeof readPlans>[3]) => readPlans(deps, actor, slug, raw),
    /** For the home of the workspace. */
    lastWrites: (actor: Actor, slug: string) => lastWrites(deps, actor, slug),
    open: (actor: Actor, slug: string, id: string) => openPlan(deps, actor, slug, id),
    make: (actor: Actor, raw: Parameters<typeof makePlan>[2]) => makePlan(deps, actor, raw),
    archive: (actor: Actor, raw: Parameters<typeof archivePlan>[2]) => archivePlan(deps, actor, raw),
    addImage: (actor: Actor, slug: string, sent: Uint8Array) => addImage(deps, actor, slug, sent),
    image: (actor: Actor, slug: string, id: string) => readImage(deps, actor, slug, id),
    threads: (actor: Actor, slug: string, id: string) => readThreads(deps, actor, slug, id),
    comment: (actor: Actor, raw: Record<string, unknown>) => comment(deps, actor, raw),
    resolveThread: (actor: Actor, raw: Record<string, unknown>) => resolveThread(deps, actor, raw),
    removeComment: (actor: Actor, raw: Record<string, unknown>) => removeComment(deps, actor, raw),
    links: (actor: Actor, slug: string, id: string) => readLinks(deps, actor, slug, id),
    share: (actor: Actor, raw: Parameters<typeof sharePlan>[2]) => sharePlan(deps, actor, raw),
    unshare: (actor: Actor, raw: Parameters<typeof unsharePlan>[2]) => unsharePlan(deps, actor, raw),
    /** What anybody sees who has a link. */
    shared: (token: string) => readSharedPlan(deps, token),
    sharedImage: (token: string, id: string) => readSharedImage(deps, token, id),
  };
}
