"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import type { SheetRow } from "@/domain/transport/schema";
import { isFiltering, noFilter, type SheetFilter, stopNames } from "@/domain/transport/sheet-filter";
import type { DepartureOption } from "./trip-figures";
import { shortDay } from "./wall-clock";

/** One field that searches, and what else narrows the list, folded until it is wanted or in use. */
export function PhoneFilters({
  rows,
  departures,
  filter,
  shown,
  onChange,
}: {
  rows: readonly SheetRow[];
  departures: readonly DepartureOption[];
  filter: SheetFilter;
  /** How many trips are left. */
  shown: number;
  onChange: (change: Partial<SheetFilter>) => void;
}) {
  const t = useTranslations("sheet.filter");
  const locale = useLocale();
  const stops = useMemo(() => stopNames(rows), [rows]);
  const used = useMemo(() => {
    const ids = new Set(rows.map((row) => row.departureId));
    return departures.filter((departure) => ids.has(departure.id));
  }, [rows, departures]);
  const chosen = [filter.departureId, filter.stop, filter.free || null, filter.mine || null].filter(
    (each) => each !== null,
  ).length;
  return (
    <search className="phone-filters">
      <div className="field">
        <label className="sr" htmlFor="trip-search">
          {t("search")}
        </label>
        <input
          className="input"
          id="trip-search"
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          placeholder={t("search")}
          maxLength={200}
          value={filter.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      </div>
      <More summary={t("more", { count: chosen })}>
        <div className="tripform">
          {used.length > 1 && (
            <Pick
              id="filter-departure"
              label={t("departure")}
              any={t("anyDeparture")}
              options={used.map((each) => ({ value: each.id, label: `${shortDay(each.day, locale)}, ${each.title}` }))}
              value={filter.departureId}
              onPick={(departureId) => onChange({ departureId })}
            />
          )}
          {stops.length > 1 && (
            <Pick
              id="filter-stop"
              label={t("stop")}
              any={t("anyStop")}
              options={stops.map((place) => ({ value: place, label: place }))}
              value={filter.stop}
              onPick={(stop) => onChange({ stop })}
            />
          )}
          <div className="row">
            {(["free", "mine"] as const).map((each) => (
              <label className="chip" key={each}>
                <input
                  type="checkbox"
                  checked={filter[each]}
                  onChange={(event) => onChange({ [each]: event.currentTarget.checked })}
                />
                {t(each)}
              </label>
            ))}
          </div>
        </div>
      </More>
      <p className="row between small" role="status">
        {isFiltering(filter) && (
          <>
            <span>{t("shown", { shown, all: rows.length })}</span>
            <button type="button" className="btn quiet slim" onClick={() => onChange(noFilter)}>
              {t("all")}
            </button>
          </>
        )}
      </p>
    </search>
  );
}

function Pick({
  id,
  label,
  any,
  options,
  value,
  onPick,
}: {
  id: string;
  label: string;
  any: string;
  options: readonly { readonly value: string; readonly label: string }[];
  value: string | null;
  onPick: (next: string | null) => void;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="select">
        <select
          className="input"
          id={id}
          value={value ?? ""}
          onChange={(event) => onPick(event.currentTarget.value || null)}
        >
          <option value="">{any}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </div>
  );
}
