import { PlanText } from "@/components/plan/plan-text";
import { readPresentation } from "@/domain/plan/presentation";

/** What a coordinator wrote, as everybody reads it. */
export function NewsText({ body }: { body: string }) {
  return (
    <div className="screen-coalition">
      <PlanText body={readPresentation(body)} imageOf={() => ({ src: "" })} entryOf={() => null} />
    </div>
  );
}
