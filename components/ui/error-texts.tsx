"use client";
import { createContext, type ReactNode, useContext } from "react";

type Texts = { title: string; text: string; retry: string; home: string; homePath: string };

const Context = createContext<Texts | null>(null);

/** Hands the words of the error page to it: an error page gets no properties of ours. */
export function ErrorTexts({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

export function useErrorTexts(): Texts | null {
  return useContext(Context);
}
