import { ButtonLink } from "@/components/ui/button";

type Line = { readonly id: string; readonly title: string; readonly href: string; readonly changed: string };
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
        {plans.map(({ id, title, href, changed }) => (
          <li key={id}>
            <a href={href}>
              <strong>{title}</strong>
              <span className="soft">{changed}</span>
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
