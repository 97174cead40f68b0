import type { Editor } from "@tiptap/core";
import { uploadImage } from "./images";
import { type Pasted, pastedImages, withImages } from "./paste";

/** Sends the images of what was pasted and puts it in when they are kept; false where there are none. */
export function pasteImages(
  editor: Editor,
  { html, files }: Pasted,
  imagesHref: string,
  on: { sending: (count: number) => void; sent: (lost: number) => void },
): boolean {
  const inText = html === "" ? null : pastedImages(html);
  const own = files.filter((file) => file.type.startsWith("image/"));
  // A browser that copies a picture gives its address and its bytes: the bytes are what can be kept.
  const useFiles = own.length > 0 && (inText === null || inText.here.length === 0);
  if (!useFiles && inText === null) return false;
  const pictures = useFiles ? own : (inText?.here ?? []);
  const send = async () => {
    if (pictures.length > 0) on.sending(pictures.length);
    const sent = await Promise.all(pictures.map((picture) => uploadImage(imagesHref, picture)));
    if (editor.isDestroyed) return;
    const ids = sent.map((each) => (each.ok ? each.id : null));
    if (useFiles)
      for (const id of ids)
        id !== null && editor.commands.insertContent({ type: "image", attrs: { imageId: id, alt: "" } });
    else if (inText !== null) editor.view.pasteHTML(withImages(inText.html, ids));
    on.sent(ids.filter((id) => id === null).length + (useFiles ? 0 : (inText?.elsewhere ?? 0)));
  };
  void send();
  return true;
}
