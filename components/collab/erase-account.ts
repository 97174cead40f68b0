import { countPlaces } from "./changed-places";
import { eraseCopies, listCopies } from "./copy-database";
import { forgetKeptPages } from "./use-kept-page";

/** How many things this account changed on this device that no server has. A device that keeps nothing has none. */
export async function countUnsent(account: string): Promise<number> {
  const copies = await listCopies().catch(() => []);
  const own = copies.filter((copy) => copy.account === account);
  return own.reduce((sum, { unsent, left }) => sum + countPlaces(unsent) + left.length, 0);
}

/** Erases all that this device keeps for an account: its copies, and the pages that it opened. */
export async function eraseAccount(account: string): Promise<void> {
  await eraseCopies((copy) => copy.account === account).catch(() => undefined);
  await forgetKeptPages().catch(() => undefined);
}
