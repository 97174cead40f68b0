import type { Body } from "@/domain/plan/body";
import type { PlanRead } from "@/domain/plan/read-plan";
import type { ShownEntry } from "@/domain/plan/shown-entry";
import type { Template } from "@/domain/plan/template-names";
import type { HelpHrefs } from "./entry-card";
import type { ShownImage } from "./plan-text";

/** What the page knows of a plan; the editor gets the same. */
export type PlanProps = {
  readonly room: string;
  readonly me: string;
  readonly account: string;
  readonly canWrite: boolean;
  readonly coalitionId: string;
  /** The day in Paris, `2026-12-29`. */
  readonly today: string;
  /** The coalition's agenda, and what SQL holds of the entries that the plan shows. */
  readonly agenda: { readonly room: string; readonly entries: Readonly<Record<string, ShownEntry>> };
  readonly roster: readonly { readonly id: string; readonly name: string }[];
  readonly title: string;
  readonly images: Readonly<Record<string, ShownImage>>;
  /** Where images are sent, and read from by id. */
  readonly imagesHref: string;
  readonly signInHref: string;
  readonly helpHrefs: HelpHrefs;
  /** What this browser writes into the plan while it is empty. */
  readonly template: { readonly name: Template; readonly day: string | null } | null;
  /** The rest of what can be done with it, for who may. */
  readonly acts: {
    readonly exportHref: string;
    readonly versionsHref: string;
    readonly shareHref: string | null;
    readonly archive: {
      readonly act: (form: FormData) => Promise<void>;
      readonly coalition: string;
      readonly plan: string;
      readonly archived: boolean;
    } | null;
  };
};

/** A plan as this browser has just written it. */
export type Written = PlanRead & { readonly entries: Readonly<Record<string, ShownEntry>> };

/** What is to be written into the plan as soon as it is open: a file, after what stands there; a version, in its place. */
export type Wanted =
  | { readonly kind: "file"; readonly text: string }
  | { readonly kind: "version"; readonly body: Body };

export function imageSource(imagesHref: string, id: string): string {
  return `${imagesHref}/${id}`;
}
