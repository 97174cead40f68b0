import type { ReactNode } from "react";
import type { Template } from "@/domain/plan/template-names";
import type { ShownImage } from "./plan-text";

/** What the page knows of a plan; the editor gets the same. */
export type PlanProps = {
  readonly room: string;
  readonly me: string;
  readonly account: string;
  readonly canWrite: boolean;
  readonly roster: readonly { readonly id: string; readonly name: string }[];
  readonly title: string;
  readonly images: Readonly<Record<string, ShownImage>>;
  /** Where images are sent, and read from by id. */
  readonly imagesHref: string;
  readonly signInHref: string;
  /** What this browser writes into the plan while it is empty. */
  readonly template: { readonly name: Template; readonly day: string | null } | null;
  /** The rest of the acts, on the reading page. */
  readonly menu: ReactNode;
};

export function imageSource(imagesHref: string, id: string): string {
  return `${imagesHref}/${id}`;
}
