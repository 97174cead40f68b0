import { ButtonLink } from "@/components/ui/button";

/** To what is newer and older than this page of a list; nothing where there is nothing. */
export function PageWays({
  path,
  page,
  more,
  texts,
}: {
  path: string;
  page: number;
  more: boolean;
  texts: { newer: string; older: string };
}) {
  if (page === 1 && !more) return null;
  return (
    <p className="row">
      {page > 1 ? (
        <ButtonLink kind="quiet" slim href={page === 2 ? path : `${path}?page=${page - 1}`}>
          {texts.newer}
        </ButtonLink>
      ) : null}
      {more ? (
        <ButtonLink kind="quiet" slim href={`${path}?page=${page + 1}`}>
          {texts.older}
        </ButtonLink>
      ) : null}
    </p>
  );
}
