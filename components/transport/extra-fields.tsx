"use client";

import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { More } from "@/components/ui/more";
import type { Cell } from "@/domain/kernel/document-values";
import { moneyText, typedAmount } from "@/domain/transport/money";
import {
  type Fold,
  fieldTable,
  folds,
  hasField,
  type SheetPrice,
  type SheetRow,
  sheetLimits,
  typedNumber,
} from "@/domain/transport/schema";
import type { SheetEditor } from "./sheet-editor";
import type { ShownIssue } from "./shown-issue";
import { FieldIssue, TripChoice, TripField, TripNumber, TripSelect } from "./trip-field";
import { SharedText, TypedText, ValueField } from "./value-field";

type Props = {
  row: SheetRow;
  issues: readonly ShownIssue[];
  editor: SheetEditor;
  /** On a phone choices are lists to tap, and a text is sent when it is left. */
  phone: boolean;
  onField: (field: string) => void;
};
type Spec = Extract<(typeof fieldTable)[number], { fold: Fold }>;

function specsOf(row: SheetRow, fold: Fold): Spec[] {
  return fieldTable.flatMap((spec) => {
    if (spec.fold !== fold || !hasField(row.mode, spec.name)) return [];
    // A link is asked for where one pays by link; one that stands there for nothing can still be seen and taken out.
    return spec.name === "paymentLink" && row.payment !== "link" && row.paymentLink === null ? [] : [spec];
  });
}

function asText(value: Cell): string {
  return value === null ? "" : String(value);
}

/** Prices, accessibility, luggage and operator, each folded away; the mode decides which there are. */
export function ExtraFields(props: Props) {
  const { row, issues } = props;
  const t = useTranslations("sheet.extra");
  return folds.map((fold) => {
    const specs = specsOf(row, fold);
    const priced = fold === "prices" && hasField(row.mode, "prices");
    if (specs.length === 0 && !priced) return null;
    const names = new Set<string>([...specs.map((spec) => spec.name), ...(priced ? ["prices"] : [])]);
    return (
      <More
        key={fold}
        summary={row.mode === "car" && priced ? t("fold.share") : t(`fold.${fold}`)}
        open={issues.some((issue) => issue.wrong && names.has(issue.field))}
      >
        <div className="tripform">
          {priced && <Prices {...props} />}
          {specs.map((spec) => (
            <ExtraField key={spec.name} spec={spec} {...props} />
          ))}
          {priced && <p className="hint">{t("moneyHint")}</p>}
          {fold === "access" && <p className="hint">{t("stepFreeHint")}</p>}
        </div>
      </More>
    );
  });
}

function ExtraField({ spec, row, issues, editor, phone, onField }: Props & { spec: Spec }) {
  const t = useTranslations("sheet.extra");
  const ts = useTranslations("sheet");
  const common = {
    id: `${row.id}-${spec.name}`,
    label: t(`field.${spec.name}`),
    issue: issues.find((issue) => issue.field === spec.name),
    onFocus: () => onField(spec.name),
  };
  const Choice = phone ? TripChoice : TripSelect;
  const Text = phone ? TypedText : SharedText;
  if (spec.kind === "choice")
    return (
      <Choice
        {...common}
        value={asText(row[spec.name])}
        options={[
          { value: "", label: t("unsaid") },
          ...spec.choices.map((value) => ({ value, label: t(`choice.${spec.name}.${value}`) })),
        ]}
        onChoose={(value) => editor.setCell(row.id, spec.name, value || null)}
      />
    );
  if (spec.kind === "prose")
    return (
      <div className="field">
        <label htmlFor={common.id}>{common.label}</label>
        <Text
          id={common.id}
          className="input"
          multiline
          value={row[spec.name]}
          maxLength={sheetLimits.cell}
          onText={(next) => editor.setText(row.id, spec.name, next)}
          onFocus={common.onFocus}
          onCut={() => editor.cut()}
          aria-invalid={common.issue !== undefined}
          aria-describedby={common.issue && `${common.id}-error`}
        />
        <FieldIssue id={`${common.id}-error`} issue={common.issue} />
      </div>
    );
  if (spec.kind === "count")
    return (
      <TripNumber
        {...common}
        lessLabel={ts("oneLess", { field: common.label })}
        moreLabel={ts("oneMore", { field: common.label })}
        value={asText(row[spec.name])}
        onCommit={(next) => editor.setCell(row.id, spec.name, typedNumber(next))}
      />
    );
  const inputModes = { phone: "tel", link: "url", text: "text" } as const;
  return (
    <TripField
      {...common}
      inputMode={inputModes[spec.kind]}
      value={asText(row[spec.name])}
      hint={spec.kind === "phone" ? t("operatorPhoneHint") : undefined}
      onCommit={(next) => editor.setCell(row.id, spec.name, next.trim() || null)}
    />
  );
}

function Prices({ row, issues, editor, onField }: Props) {
  const t = useTranslations("sheet.extra");
  const whole = issues.find((issue) => issue.field === "prices" && issue.priceId === null);
  return (
    <>
      {row.prices.length > 0 && (
        <ol className="priceform">
          {row.prices.map((price, index) => (
            <PriceLine
              key={price.id}
              row={row}
              price={price}
              position={index + 1}
              issue={issues.find((issue) => issue.priceId === price.id)}
              editor={editor}
              onField={onField}
            />
          ))}
        </ol>
      )}
      <FieldIssue id={`${row.id}-prices-error`} issue={whole} />
      {row.prices.length < sheetLimits.prices && (
        <p>
          <button type="button" className="btn second slim" onClick={() => editor.addPrice(row.id)}>
            <Icon name="plus" />
            {t("addPrice")}
          </button>
        </p>
      )}
    </>
  );
}

function PriceLine({
  row,
  price,
  position,
  issue,
  editor,
  onField,
}: Omit<Props, "issues" | "phone"> & { price: SheetPrice; position: number; issue: ShownIssue | undefined }) {
  const t = useTranslations("sheet.extra");
  const locale = useLocale();
  const id = `${row.id}-${price.id}`;
  const name = price.label || t("priceNumber", { number: position });
  const amount =
    price.amount === null
      ? t("whatYouCan")
      : typeof price.amount === "number"
        ? moneyText(price.amount, locale)
        : price.amount;
  const wrong = issue === undefined ? {} : { "aria-invalid": true, "aria-describedby": `${id}-error` };
  const focus = { onFocus: () => onField(`prices.${price.id}`) };
  return (
    <li>
      <ValueField
        id={`${id}-label`}
        className="input slim"
        enterKeyHint="next"
        aria-label={t("priceLabel", { number: position })}
        placeholder={t("priceLabelExample")}
        value={price.label}
        maxLength={sheetLimits.priceLabel}
        onCommit={(label) => editor.setPrice(row.id, price.id, { label: label.trim() })}
        {...focus}
      />
      <ValueField
        id={`${id}-amount`}
        className="input slim"
        enterKeyHint="next"
        aria-label={t("priceAmount", { name })}
        placeholder={t("priceAmountExample")}
        value={amount}
        maxLength={40}
        onCommit={(next) => editor.setPrice(row.id, price.id, { amount: typedAmount(next) })}
        {...focus}
        {...wrong}
      />
      <button
        type="button"
        className="btn quiet only slim"
        aria-label={t("removePrice", { name })}
        onClick={() => editor.removePrice(row.id, price.id)}
      >
        <Icon name="close" />
      </button>
      <FieldIssue id={`${id}-error`} issue={issue} />
    </li>
  );
}
