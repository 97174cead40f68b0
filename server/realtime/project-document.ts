import { findDocument } from "@/db/document";
import { projectAgenda } from "@/server/calendar/project-agenda";
import { projectPlan } from "@/server/plan/project-plan";
import { type ProjectDeps, projectSheet } from "@/server/transport/project-sheet";

/** Each kind of document has a projection of its own. */
export async function projectDocument(deps: ProjectDeps, documentId: string): Promise<void> {
  const document = await findDocument(deps.db, documentId);
  switch (document?.kind) {
    case "sheet":
      await projectSheet(deps, documentId);
      break;
    case "plan":
      await projectPlan(deps, documentId);
      break;
    case "agenda":
      await projectAgenda(deps, documentId);
      break;
    case undefined:
      break;
  }
}
