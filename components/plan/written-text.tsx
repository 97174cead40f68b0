"use client";

import { quotedWords } from "@/domain/plan/quoted";
import type { CommentsProps } from "./comments";
import { ShownEntryBlock } from "./entry-card";
import { imageSource, type PlanProps, type Written } from "./plan-props";
import { PlanText } from "./plan-text";

/** A plan as this browser has just written it, until the server's text has followed. Comes with the editor. */
export function WrittenText({
  plan,
  written,
  threads,
}: {
  plan: PlanProps;
  written: Written;
  threads: CommentsProps["threads"];
}) {
  const { agenda, today, helpHrefs } = plan;
  return (
    <PlanText
      body={written.body}
      quoted={quotedWords(threads)}
      imageOf={(id) => plan.images[id] ?? { src: imageSource(plan.imagesHref, id) }}
      entryOf={(id) => (
        <ShownEntryBlock entry={written.entries[id] ?? agenda.entries[id]} today={today} helpHrefs={helpHrefs} />
      )}
    />
  );
}
