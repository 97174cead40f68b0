import { ButtonLink } from "@/components/ui/button";

type Line = {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  /** « 3 actions, 6 tâches » */
  readonly counts: string;
  readonly changed: string;
};
type Way = { readonly href: string; readonly label: string } | null;

/** Plans by name, the latest changed first. */
export function PlanList({
  plans,
  pages,
}: {
  plans: readonly Line[];
  pages: { readonly label: string; readonly previous: Way; readonly next: Way };
}) {
  return (
    <>
      <ul className="planlist">
        {plans.map(({ id, title, href, counts, changed }) => (
          <li key={id}>
            <a href={href}>
              <strong>{title}</strong>
              <span className="soft">{[counts, changed].filter(Boolean).join(" · ")}</span>
            </a>
          </li>
        ))}
      </ul>
      {(pages.previous !== null || pages.next !== null) && (
        <nav className="row between" aria-label={pages.label}>
          {pages.previous !== null && (
            <ButtonLink kind="second" slim icon="back" href={pages.previous.href}>
              {pages.previous.label}
            </ButtonLink>
          )}
          {pages.next !== null && (
            <ButtonLink kind="second" slim href={pages.next.href}>
              {pages.next.label}
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}

/** The plans at the left of a desk, beside the one that is open. */
export function PlansBeside({
  plans,
  open,
  title,
  add,
}: {
  plans: readonly Omit<Line, "changed">[];
  open: string;
  title: string;
  /** « Nouveau plan », for who may. */
  add: Way;
}) {
  return (
    <nav className="plans no-print" aria-labelledby="h-plans">
      <h2 id="h-plans">{title}</h2>
      {plans.map(({ id, title: name, href, counts }) => (
        <a key={id} href={href} aria-current={id === open ? "page" : undefined}>
          {name}
          {counts !== "" && <span className="soft">{counts}</span>}
        </a>
      ))}
      {add !== null && (
        <ButtonLink kind="second" slim icon="plus" href={add.href}>
          {add.label}
        </ButtonLink>
      )}
    </nav>
  );
}
