"use client";

import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { commands } from "./commands";

/** Where the menu was asked for: at the caret, after « / », or by the button. */
export type InsertAt = { readonly left: number; readonly top: number; readonly slash: boolean };
type Item = {
  readonly name: string;
  readonly hint?: string;
  readonly icon?: IconName;
  readonly paper?: "walk" | "car" | "coach";
  readonly run: (editor: Editor) => void;
};

/** What can be put into the text. It takes the focus; Escape, or going on to type, gives it back. */
export function InsertMenu({
  editor,
  at,
  onClose,
  onImage,
  onEntry,
}: {
  editor: Editor;
  at: InsertAt;
  onClose: () => void;
  onImage: () => void;
  /** Null where the agenda cannot be written. */
  onEntry: ((kind: "action" | "task") => void) | null;
}) {
  const t = useTranslations("plan.insert");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("button")?.focus();
    const onPress = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    document.addEventListener("pointerdown", onPress);
    return () => document.removeEventListener("pointerdown", onPress);
  }, [onClose]);
  const large: Item[] =
    onEntry === null
      ? []
      : [
          { name: t("action"), hint: t("actionHint"), icon: "flag", paper: "walk", run: () => onEntry("action") },
          { name: t("task"), hint: t("taskHint"), icon: "check", paper: "car", run: () => onEntry("task") },
        ];
  const small: Item[] = [
    { name: t("checks"), run: commands.checks },
    { name: t("table"), run: commands.table },
    { name: t("image"), run: onImage },
    { name: t("callout"), run: commands.callout },
    { name: t("rule"), run: commands.rule },
  ];
  function back(typed = "") {
    onClose();
    if (typed === "") commands.focus(editor);
    else commands.text(editor, typed);
  }
  function onKey(event: KeyboardEvent) {
    const all = [...(box.current?.querySelectorAll("button") ?? [])];
    const here = all.findIndex((each) => each.matches(":focus"));
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) all[(here + step + all.length) % all.length]?.focus();
    else if (event.key === "Escape") back(at.slash ? "/" : "");
    else if (event.key === "Tab") onClose();
    else if (at.slash && event.key === "Backspace") back();
    else if (at.slash && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey)
      back(`/${event.key}`);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  }
  const choose = (item: Item) => () => {
    onClose();
    item.run(editor);
  };
  const style = { "--left": `${at.left}px`, "--top": `${at.top}px` } as CSSProperties;
  return (
    <div className="insert" role="menu" tabIndex={-1} aria-label={t("label")} ref={box} style={style} onKeyDown={onKey}>
      {large.map((item) => (
        <button key={item.name} type="button" role="menuitem" className="big" onClick={choose(item)}>
          <span className="mode" data-paper={item.paper}>
            {item.icon && <Icon name={item.icon} />}
          </span>
          <span>
            <strong>{item.name}</strong>
            <span className="soft">{item.hint}</span>
          </span>
        </button>
      ))}
      <div className="rest" role="none">
        {small.map((item) => (
          <button key={item.name} type="button" role="menuitem" className="btn quiet slim" onClick={choose(item)}>
            {item.name}
          </button>
        ))}
      </div>
    </div>
  );
}
