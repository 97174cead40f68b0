"use client";

import { useEffect, useState } from "react";

/** How many changes of this plan this device holds for this person and has not sent; read when the text is. */
export function useUnsentHere({ account, room }: { account: string; room: string }, reads: boolean): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!reads) return;
    let here = true;
    // Few have any: what finds them comes after the page.
    Promise.all([import("@/components/collab/copy-database"), import("@/components/collab/changed-places")])
      .then(async ([{ listCopies }, { countPlaces }]) => {
        const own = (await listCopies()).find((copy) => copy.account === account && copy.room === room);
        if (here) setCount(own === undefined ? 0 : countPlaces(own.unsent));
      })
      // A device that keeps nothing has none.
      .catch(() => undefined);
    return () => {
      here = false;
    };
  }, [account, room, reads]);
  return count;
}
