"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useState } from "react";
import { Figures } from "@/components/ui/figures";
import { SheetBones } from "./sheet-bones";
import type { SheetViewProps } from "./sheet-view";
import { totalsOf } from "./trip-figures";

/**
 * The sheet's head comes with the page; the editor, and Yjs with it, only in the browser. Rendered on the server it
 * would load a second Yjs beside the rooms' own, and two of them do not know each other's types.
 */
export function SheetLoader(props: SheetViewProps) {
  const [View, setView] = useState<ComponentType<SheetViewProps> | null>(null);
  useEffect(() => {
    let here = true;
    import("./sheet-view").then(
      ({ SheetView }) => {
        if (here) setView(() => SheetView);
      },
      // The file could not be fetched; the page says so as it does for any failure.
      (error: unknown) =>
        setView(() => {
          throw error;
        }),
    );
    return () => {
      here = false;
    };
  }, []);
  return View === null ? <SheetOpening {...props} /> : <View {...props} />;
}

function SheetOpening({ figures }: SheetViewProps) {
  const t = useTranslations("sheet");
  const tc = useTranslations("collab");
  const totals = totalsOf(figures);
  return (
    <div className="sheet-page">
      <div className="work-head">
        <div className="head">
          <h1>{t("title")}</h1>
          <span className="save busy wait">{tc("opening")}</span>
        </div>
        <div className="sub">
          <Figures
            figures={[
              { value: totals.free, label: t("figure.free", { count: totals.free }) },
              { value: totals.taken, label: t("figure.taken", { count: totals.taken }) },
              { value: totals.waiting, label: t("figure.waiting"), hot: totals.waiting > 0 },
            ]}
          />
        </div>
      </div>
      <SheetBones />
    </div>
  );
}
