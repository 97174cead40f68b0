"use client";

import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { commands } from "./commands";
import { useActive } from "./use-active";

/** Arrows go from button to button; the bar is one stop of the Tab key. */
function onArrow(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  const all = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(":scope > button, :scope > details > summary"),
  ].filter(
    // Some are for phones alone, some for desks.
    (each) => each.getClientRects().length > 0,
  );
  const at = all.findIndex((each) => each.matches(":focus"));
  const next = all[(at + step + all.length) % all.length];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  for (const each of all) each.tabIndex = each === next ? 0 : -1;
  next.focus();
}

/** Above the text on a desk, above the keyboard on a phone. */
export function Toolbar({
  editor,
  disabled,
  onLink,
  comments,
  onComments,
  onInsert,
  insertOpen,
}: {
  editor: Editor | null;
  disabled: boolean;
  onLink: () => void;
  /** « 3 commentaires »; on a desk they stand in the margin. */
  comments: string;
  onComments: () => void;
  onInsert: () => void;
  insertOpen: boolean;
}) {
  const t = useTranslations("plan.tool");
  const active = useActive(editor);
  const bar = useRef<HTMLDivElement>(null);
  const off = disabled || editor === null;
  const act = (run: (editor: Editor) => void) => () => {
    if (editor !== null && !off) run(editor);
  };
  const button = (name: string, shown: ReactNode, run: (editor: Editor) => void, pressed?: boolean, first = false) => (
    <button
      type="button"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      aria-disabled={off || undefined}
      tabIndex={first ? 0 : -1}
      onClick={act(run)}
    >
      {shown}
    </button>
  );
  const item = (name: string, run: (editor: Editor) => void, icon?: IconName) => (
    <button type="button" onClick={act(run)}>
      {icon && <Icon name={icon} />}
      {name}
    </button>
  );
  return (
    // The focus stays in the text, so that the keyboard of a phone stays open.
    <div
      className="toolbar plan-tools"
      role="toolbar"
      aria-label={t("label")}
      aria-controls="plan-body"
      ref={bar}
      onKeyDown={onArrow}
      onMouseDown={(event) => event.preventDefault()}
    >
      {button(t("undo"), <Icon name="undo" />, (on) => active.canUndo && commands.undo(on), undefined, true)}
      <span className="gap" />
      {button(t("heading"), "T", (on) => commands.heading(on, active.heading === 1 ? 2 : 1), active.heading > 0)}
      {button(t("bold"), <Icon name="bold" />, commands.bold, active.is("bold"))}
      {button(t("list"), <Icon name="list" />, commands.bullets, active.is("bulletList"))}
      <button
        type="button"
        className="only-wide"
        aria-label={t("link")}
        title={t("link")}
        aria-pressed={active.is("link")}
        aria-disabled={off || undefined}
        tabIndex={-1}
        onClick={() => !off && onLink()}
      >
        <Icon name="link" />
      </button>
      <button
        type="button"
        className="only-narrow"
        aria-label={comments}
        title={comments}
        tabIndex={-1}
        onClick={onComments}
      >
        <Icon name="comment" />
      </button>
      <Menu label={t("more")} slim>
        <button type="button" className="only-narrow" onClick={() => !off && onLink()}>
          {t("link")}
        </button>
        {active.heading > 0 && item(t("paragraph"), commands.paragraph)}
        {item(t("heading1"), (on) => commands.heading(on, 1))}
        {item(t("heading2"), (on) => commands.heading(on, 2))}
        {item(t("heading3"), (on) => commands.heading(on, 3))}
        {item(t("italic"), commands.italic)}
        {item(t("underline"), commands.underline)}
        {item(t("strike"), commands.strike)}
        {item(t("numbers"), commands.numbers)}
        {item(t("checks"), commands.checks)}
        {item(t("quote"), commands.quote)}
        {item(t("callout"), commands.callout)}
        {active.is("table") && (
          <>
            {item(t("addRow"), (on) => commands.editTable(on, "addRow"))}
            {item(t("addColumn"), (on) => commands.editTable(on, "addColumn"))}
            {item(t("removeRow"), (on) => commands.editTable(on, "removeRow"))}
            {item(t("removeColumn"), (on) => commands.editTable(on, "removeColumn"))}
            {item(t("removeTable"), (on) => commands.editTable(on, "removeTable"))}
          </>
        )}
        {active.canRedo && item(t("redo"), commands.redo)}
      </Menu>
      <span className="stretch" />
      <button
        type="button"
        className="btn second slim plan-add"
        aria-label={t("insert")}
        aria-expanded={insertOpen}
        aria-disabled={off || undefined}
        tabIndex={-1}
        onClick={() => !off && onInsert()}
      >
        <Icon name={insertOpen ? "close" : "plus"} />
        <span>{t("insert")}</span>
      </button>
    </div>
  );
}
