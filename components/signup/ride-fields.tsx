import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { maxParty } from "@/domain/signup/request";
import type { PersonView, RideChoice, StopChoice } from "./aboard-view";

/** How many seats, in which direction, between which stops. */
export function RideFields({
  id,
  stops,
  now,
}: {
  id: string;
  stops: RideChoice;
  now: PersonView["ride"] & { party: number };
}) {
  const t = useTranslations("aboard");
  const both = stops.outbound.length > 1 && stops.return.length > 1;
  const parties = Array.from({ length: maxParty }, (_, index) => ({ id: String(index + 1), label: String(index + 1) }));
  return (
    <>
      <Pick id={`${id}-party`} name="party" label={t("party")} options={parties} value={String(now.party)} />
      {both ? (
        <Pick
          id={`${id}-direction`}
          name="direction"
          label={t("direction.label")}
          options={(["both", "outbound", "return"] as const).map((each) => ({
            id: each,
            label: t(`direction.${each}`),
          }))}
          value={now.direction}
        />
      ) : (
        <input type="hidden" name="direction" value="both" />
      )}
      {stops.outbound.length > 1 && (
        <div className="pair">
          <Pick
            id={`${id}-of`}
            name="outboundFrom"
            label={t("getsOn")}
            options={stops.outbound.slice(0, -1)}
            value={now.outboundFrom}
          />
          <Pick
            id={`${id}-ot`}
            name="outboundTo"
            label={t("getsOff")}
            options={stops.outbound.slice(1)}
            value={now.outboundTo || (stops.outbound.at(-1)?.id ?? "")}
          />
        </div>
      )}
      {stops.return.length > 1 && (
        <div className="pair">
          <Pick
            id={`${id}-rf`}
            name="returnFrom"
            label={t("getsOnBack")}
            options={stops.return.slice(0, -1)}
            value={now.returnFrom}
          />
          <Pick
            id={`${id}-rt`}
            name="returnTo"
            label={t("getsOffBack")}
            options={stops.return.slice(1)}
            value={now.returnTo || (stops.return.at(-1)?.id ?? "")}
          />
        </div>
      )}
    </>
  );
}

function Pick({
  id,
  name,
  label,
  options,
  value,
}: {
  id: string;
  name: string;
  label: string;
  options: readonly StopChoice[];
  value: string;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="select">
        <select className="input" id={id} name={name} defaultValue={value}>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
