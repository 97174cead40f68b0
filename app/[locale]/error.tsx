"use client";
import { Brand } from "@/components/ui/brand";
import { Button, ButtonLink } from "@/components/ui/button";
import { useErrorTexts } from "@/components/ui/error-texts";

/** Something broke while a page was made: say so, offer to try again. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const texts = useErrorTexts();
  return (
    <div className="screen-gate">
      <header className="wrap top">
        <Brand href={texts?.homePath ?? "/"} name="Cortège" />
      </header>
      <main id="contenu" className="wrap lone">
        <h1>{texts?.title}</h1>
        <p className="lead soft">{texts?.text}</p>
        <p className="row">
          <Button type="button" kind="main" onClick={reset}>
            {texts?.retry}
          </Button>
          <ButtonLink kind="quiet" href={texts?.homePath ?? "/"}>
            {texts?.home}
          </ButtonLink>
        </p>
      </main>
    </div>
  );
}
