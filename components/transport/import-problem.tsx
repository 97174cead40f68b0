import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Target } from "@/domain/transport/exchange/columns";
import type { Problem } from "@/domain/transport/exchange/import-types";

type Props = {
  /** Lines of the file that say the same. */
  lines: readonly number[];
  problem: Problem;
  target: Target;
  onWrite: (text: string) => void;
  onLeave: () => void;
};

/** One thing to mend: what the file says, why it cannot come in so, and what was probably meant. */
export function ImportProblem({ lines, problem, target, onWrite, onLeave }: Props) {
  const t = useTranslations("exchange.import");
  const [own, setOwn] = useState<string | null>(null);
  const { repair, typed, code } = problem;
  const id = `import-${lines[0]}-${problem.column}`;
  const list = new Intl.ListFormat(useLocale()).format(lines.map(String));
  const which = { count: lines.length, lines: list };
  return (
    <li>
      <span className="place">{lines[0]}</span>
      <div>
        <strong>{t("wrong", { field: t(`target.${target}`), typed: typed.slice(0, 60) })}</strong>
        <span className="soft">{t(`why.${code}`)}</span>
        {lines.length > 1 && <span className="soft">{t("onLines", which)}</span>}
        {own !== null && (
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault();
              onWrite(own);
            }}
          >
            <label className="sr" htmlFor={id}>
              {t("ownLabel", { field: t(`target.${target}`), ...which })}
            </label>
            <input className="input slim" id={id} value={own} onChange={(event) => setOwn(event.target.value)} />
            <Button slim>{t("ok")}</Button>
            <Button type="button" kind="quiet" slim onClick={onLeave}>
              {t("leave", which)}
            </Button>
          </form>
        )}
      </div>
      <span className="row">
        {repair !== null && (
          <Button type="button" kind="second" slim onClick={() => onWrite(repair)}>
            {t("write", { text: repair })}
            <span className="sr">{t("ofLines", which)}</span>
          </Button>
        )}
        <Button type="button" kind="quiet" slim onClick={() => onWrite("")}>
          {t("empty")}
          <span className="sr">{t("ofLines", which)}</span>
        </Button>
        {own === null && (
          <Button type="button" kind="quiet" slim onClick={() => setOwn(typed)}>
            {t("other")}
            <span className="sr">{t("ofLines", which)}</span>
          </Button>
        )}
      </span>
    </li>
  );
}
