import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";

/** The one field of a list of coalitions: town, postcode or name. `also` stays as it is. */
export async function SearchField({ action, q, also }: { action: string; q: string; also: Record<string, string> }) {
  const t = await getTranslations("home");
  return (
    <search className="fill">
      <form className="field" action={action}>
        <label htmlFor="q">{t("searchLabel")}</label>
        <span className="search">
          <input className="input" id="q" name="q" defaultValue={q} maxLength={80} enterKeyHint="search" />
          <Button kind="main" icon="search">
            <span className="only-wide">{t("search")}</span>
            <span className="sr only-narrow">{t("search")}</span>
          </Button>
        </span>
        {Object.entries(also).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}
