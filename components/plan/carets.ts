import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { initials, presenceColour } from "@/components/ui/avatar";

/**
 * Where others write: a caret, and the teardrop in the gutter. Who it is comes from the state that the server let pass
 * and from the roster, never from what the cursor says of itself. On phones the style sheet shows none.
 */
export function carets(awareness: Awareness, nameOf: (userId: string) => string): Extension {
  const whose = (clientId: number) => {
    const { userId } = awareness.getStates().get(clientId) ?? {};
    return nameOf(typeof userId === "string" ? userId : "");
  };
  return Extension.create({
    name: "carets",
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: (_user: unknown, clientId: number) => {
          const caret = document.createElement("span");
          caret.className = "plan-caret";
          caret.style.setProperty("--who", presenceColour(clientId));
          // Positions are never announced; who is here stands in the head of the page.
          caret.setAttribute("aria-hidden", "true");
          const avatar = document.createElement("span");
          avatar.className = "avatar small";
          // Its class has a colour of its own.
          avatar.style.setProperty("--who", presenceColour(clientId));
          // Drawn by the style sheet: it is no part of the text, which people copy.
          avatar.dataset.initials = initials(whose(clientId));
          avatar.title = whose(clientId);
          caret.append(avatar);
          return caret;
        },
        selectionBuilder: (_user: unknown, clientId: number) => ({
          class: "plan-selection",
          style: `--who: ${presenceColour(clientId)}`,
        }),
      }),
    ],
  });
}
