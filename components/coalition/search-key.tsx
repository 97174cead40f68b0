"use client";

import { type ComponentType, useEffect, useState } from "react";
import type { SearchDialogProps } from "./search-dialog";

/** Ctrl+K (⌘K) anywhere in the workspace opens the search; what it needs is fetched then. */
export function SearchKey(props: Omit<SearchDialogProps, "onClose">) {
  const [Dialog, setDialog] = useState<ComponentType<SearchDialogProps>>();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      import("./search-dialog").then(
        (file) => setDialog(() => file.SearchDialog),
        // Without a network there is nothing to find.
        () => undefined,
      );
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return Dialog && <Dialog {...props} onClose={() => setDialog(undefined)} />;
}
