import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Target } from "@/domain/transport/exchange/columns";
import type { Problem } from "@/domain/transport/exchange/import-types";

type Props = {
  line: number;
  problem: Problem;
  target: Target;
  onWrite: (text: string) => void;
  onLeave: () => void;
};

/** One thing to mend: what the file says, why it cannot come in so, and what was probably meant. */
export function ImportProblem({ line, problem, target, onWrite, onLeave }: Props) {
  const t = useTranslations("exchange.import");
  const [own, setOwn] = useState<string | null>(null);
  const { repair, typed, code } = problem;
  const id = `import-${line}-${problem.column}`;
  return (
    <li>
      <span className="place">{line}</span>
      <div>
        <strong>{t("wrong", { field: t(`target.${target}`), typed: typed.slice(0, 60) })}</strong>
        <span className="soft">{t(`why.${code}`)}</span>
        {own !== null && (
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault();
              onWrite(own);
            }}
          >
            <label className="sr" htmlFor={id}>
              {t("ownLabel", { field: t(`target.${target}`), line })}
            </label>
            <input className="input slim" id={id} value={own} onChange={(event) => setOwn(event.target.value)} />
            <Button slim>{t("ok")}</Button>
            <Button type="button" kind="quiet" slim onClick={onLeave}>
              {t("leave")}
            </Button>
          </form>
        )}
      </div>
      <span className="row">
        {repair !== null && (
          <Button type="button" kind="second" slim onClick={() => onWrite(repair)}>
            {t("write", { text: repair })}
            <span className="sr">{t("ofLine", { line })}</span>
          </Button>
        )}
        <Button type="button" kind="quiet" slim onClick={() => onWrite("")}>
          {t("empty")}
          <span className="sr">{t("ofLine", { line })}</span>
        </Button>
        {own === null && (
          <Button type="button" kind="quiet" slim onClick={() => setOwn(typed)}>
            {t("other")}
            <span className="sr">{t("ofLine", { line })}</span>
          </Button>
        )}
      </span>
    </li>
  );
}
