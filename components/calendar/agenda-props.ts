import type { EntryValues } from "@/domain/calendar/entry-issues";

/** A national date as the agenda shows it: hatched, and in words. */
export type RibbonView = { key: string; start: string; end: string; title: string };

/** What the server knows of an entry that was projected. */
export type EntryFigures = {
  /** Its id for addresses. */
  id: string;
  cancelReason: string | null;
  live: number;
  taken: number;
};

/** What stands beside the agenda, not written in it. */
export type OverlayView = {
  kind: "departure" | "neighbour" | "source";
  key: string;
  title: string;
  start: string;
  end: string | null;
  /** Said under the title. */
  about: string;
  /** Empty: it is nowhere on our pages. */
  href: string;
};

/** What the page of the agenda gives it: `keep` keeps it as it stands, before an import. */
export type AgendaPageProps = AgendaProps & { keep: () => Promise<boolean> };

/** What a page gives the agenda. */
export type AgendaProps = {
  coalitionId: string;
  room: string;
  /** This person's id in the roster. */
  me: string;
  /** Whose copy this device keeps. */
  account: string;
  canWrite: boolean;
  canCancel: boolean;
  today: string;
  roster: readonly { id: string; name: string }[];
  entries: readonly { key: string; values: EntryValues; figures: EntryFigures }[];
  ribbons: readonly RibbonView[];
  overlays: readonly OverlayView[];
  /** Below it is an event's public page, by its id for addresses. */
  publicHref: string;
  /** Below them, by the same id, is where one signs up, and where those who run it see who comes. */
  signUpHref: string;
  rollHref: string;
  /** Below `source` the changes of an entry are read, by its key; `href` is the page of them all. */
  history: { source: string; href: string };
  signInHref: string;
  /** `occurrence`: of a series, the time that ends; null: all of it. */
  cancel: (request: {
    id: string;
    occurrence: string | null;
    reason: string;
  }) => Promise<{ ok: boolean; message: string }>;
};
