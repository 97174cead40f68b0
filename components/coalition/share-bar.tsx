"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";

export type ShareWords = {
  share: string;
  copyText: string;
  copyLink: string;
  copied: string;
  byHand: string;
};

/**
 * Ways to pass a page on. What a browser cannot do is not there: without JavaScript the links alone; `children` are these.
 * Nothing is asked of anybody else's site.
 */
export function ShareBar({
  title,
  text,
  url,
  words,
  children,
}: {
  title: string;
  /** For messengers: what, when, and the address. */
  text: string;
  url: string;
  words: ShareWords;
  children: ReactNode;
}) {
  const [can, setCan] = useState({ copy: false, share: false });
  const [told, setTold] = useState<{ copied: boolean; text: string } | null>(null);
  useEffect(() => setCan({ copy: true, share: typeof navigator.share === "function" }), []);
  async function copy(what: string) {
    const copied = await navigator.clipboard?.writeText(what).then(
      () => true,
      () => false,
    );
    setTold({ copied: copied === true, text: what });
  }
  // Who closes the sheet of their telephone has not failed at anything.
  const share = () => navigator.share({ title, text, url }).catch(() => setTold(null));
  return (
    <>
      <p className="share">
        {can.share && (
          <Button type="button" kind="second" icon="share" onClick={() => void share()}>
            {words.share}
          </Button>
        )}
        {can.copy && (
          <>
            <Button type="button" kind="second" icon="copy" onClick={() => void copy(text)}>
              {words.copyText}
            </Button>
            <Button type="button" kind="second" icon="link" onClick={() => void copy(url)}>
              {words.copyLink}
            </Button>
          </>
        )}
        {children}
      </p>
      <p className="soft small" role="status">
        {told?.copied && words.copied}
      </p>
      {told !== null && !told.copied && (
        <TextArea id="to-copy" label={words.byHand} value={told.text} rows={4} readOnly />
      )}
    </>
  );
}
