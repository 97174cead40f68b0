import { sealedFor } from "@/server/coalition/invite";
import { randomToken, sha256, type Vault } from "@/server/crypto";
import { recipientHash } from "@/server/mail/enqueue";
import { type DemoData, demoId } from "./demo-data";

const dayMs = 86_400_000;

/** What the first coalition's coordinator has sent and nobody has accepted yet. Nobody holds these links. */
export function invitationRows(
  { coalitions }: DemoData,
  now: Date,
  vault: Vault,
  coalitionIdOf: (id: string) => string,
) {
  const coalition = coalitions[0]?.id ?? "";
  const email = "accueil@example.org";
  const open = {
    coalitionId: coalitionIdOf(coalition),
    createdBy: demoId("account", "coordinator"),
    createdAt: new Date(now.getTime() - 2 * dayMs),
  };
  return [
    {
      ...open,
      id: demoId("invitation", coalition, "mail"),
      role: "member",
      tokenHash: sha256(randomToken()),
      emailHash: recipientHash(vault, email),
      emailSealed: vault.seal(sealedFor, email),
      usesMost: 1,
      expires: new Date(now.getTime() + 12 * dayMs),
    },
    {
      ...open,
      id: demoId("invitation", coalition, "link"),
      role: "participant",
      tokenHash: sha256(randomToken()),
      label: "Réunion publique",
      uses: 3,
      usesMost: 20,
      expires: new Date(now.getTime() + 5 * dayMs),
    },
  ];
}
