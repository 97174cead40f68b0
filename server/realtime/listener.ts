import type { Listen } from "@/db/listen/listen";
import { factChannel, parseFact } from "@/db/notify";

/**
 * Hears of changes of access, and of documents that begin anew. `onReturn` is called when hearing resumes after a break: what was said meanwhile is lost,
 * so that everyone's access must be looked at again. Resolves to a function that stops it.
 */
export function listenForAccess(
  listen: Listen,
  heard: {
    onAccess(accountId: string, coalitionId: string | null): void;
    onDocument(documentId: string): void;
    onReturn(): void;
  },
): Promise<() => Promise<void>> {
  return listen(
    factChannel,
    (payload) => {
      const fact = parseFact(payload);
      if (fact?.kind === "access") heard.onAccess(fact.accountId, fact.coalitionId);
      else if (fact?.kind === "document") heard.onDocument(fact.documentId);
    },
    heard.onReturn,
  );
}
