import { type DemoData, demoId } from "./demo-data";

const dayMs = 86_400_000;
const followers = 3;

/** What the first coalition wrote a few days ago. */
export function newsRows({ coalitions }: DemoData, now: Date, coalitionIdOf: (id: string) => string) {
  const coalition = coalitions[0]?.id ?? "";
  const sentAt = new Date(now.getTime() - 3 * dayMs);
  return [
    {
      id: demoId("news", coalition),
      coalitionId: coalitionIdOf(coalition),
      title: "Le deuxième car est réservé",
      body: `Le premier car est presque plein : nous en avons réservé un second, qui passe par Arras.

**Il reste de la place**, parlez-en autour de vous. Il nous manque encore :

- deux personnes pour l’accueil au départ,
- quelqu’un pour rapporter les banderoles.

Répondez à l’appel dans l’agenda, ou venez à la prochaine permanence.`,
      changedAt: sentAt,
      sentAt,
      readers: followers,
    },
  ];
}

/** Some who follow it without an account. */
export function followerRows({ coalitions }: DemoData, now: Date, coalitionIdOf: (id: string) => string) {
  const coalition = coalitions[0]?.id ?? "";
  const at = new Date(now.getTime() - 10 * dayMs);
  return Array.from({ length: followers }, (_, index) => ({
    id: demoId("follower", coalition, `${index}`),
    coalitionId: coalitionIdOf(coalition),
    email: `abonnement-${index + 1}@example.org`,
    locale: "fr",
    frequency: index === 0 ? "daily" : "now",
    consentVersion: "2026-11",
    askedAt: at,
    confirmedAt: at,
    toldAt: now,
  }));
}
