import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { currentActor } from "@/app/actor";
import { FollowList } from "@/app/follow-list";
import { PublicFrame } from "@/app/page-frame";
import { services } from "@/app/services";
import { bookingPath } from "@/domain/signup/paths";
import { BookingCards } from "../../booking-cards";
import { ChangeView } from "./change-view";
import { ComingView } from "./coming-view";
import { ConfirmLinkView } from "./confirm-link-view";
import { ConfirmedView } from "./confirmed-view";
import { EndedView } from "./ended-view";
import { EntryHolderView } from "./entry-view";
import { HeldView } from "./held-view";
import { asksComing, type HolderView, type Question, questionSchema } from "./holder-view";
import { LeaveView } from "./leave-view";
import { OfferedView } from "./offered-view";
import { WaitingView } from "./waiting-view";

type Props = {
  params: Promise<{ locale: string; key: string; signup?: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Looking at it changes nothing. */
const querySchema = z.object({ question: questionSchema.optional().catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  // The address is the key: it must not be indexed, nor leak to other sites (Referrer-Policy does the rest).
  return {
    title: t("ui.titleSuffix", { title: t("booking.metaTitle") }),
    robots: { index: false, follow: false },
  };
}

/** The page of whoever holds a booking: one question per moment. It needs no account, only its key. */
export default async function HolderPage({ params, searchParams }: Props) {
  const { locale, key, signup } = await params;
  if (signup && signup.length > 1) notFound();
  const signupId = signup?.[0];
  const asked = await searchParams;
  const at = signupId ? { key, signupId } : { key };
  const found = await services().signup.holderPage(await currentActor(), at, { page: asked.suite });
  if (!found.ok) notFound();
  const page = found.value;
  const { question } = querySchema.parse(asked);
  return (
    <PublicFrame>
      <main id="contenu" className="screen-booking">
        <div className="wrap page">
          {page.kind === "list" ? (
            <>
              <BookingCards
                bookings={page.bookings}
                toClaim={[]}
                pages={page.pages}
                locale={locale}
                data={`${bookingPath(key)}/donnees`}
              />
              <FollowList follows={page.follows} locale={locale} />
            </>
          ) : page.of === "entry" ? (
            <EntryHolderView
              kind={page.kind}
              late={page.kind === "confirm" && page.late}
              view={{ entry: page.entry, signup: page.signup, locale, at: { key, signupId } }}
              question={question}
            />
          ) : (
            <BookingView
              kind={page.kind}
              late={page.kind === "confirm" && page.late}
              view={{ trip: page.trip, signup: page.signup, locale, at: { key, signupId } }}
              question={question}
            />
          )}
        </div>
      </main>
    </PublicFrame>
  );
}

type BookingViewProps = {
  kind: "confirm" | "booking";
  late: boolean;
  view: HolderView;
  question?: Question;
};

function BookingView({ kind, late, view, question }: BookingViewProps) {
  const { state, needsConfirmation, may } = view.signup;
  if (kind === "confirm") return <ConfirmLinkView {...view} late={late} />;
  if (question === "desister" && may.cancel) return <LeaveView {...view} />;
  if (question === "changer" && may.change) return <ChangeView {...view} />;
  if (needsConfirmation) return <HeldView {...view} />;
  if (question !== "voir" && asksComing(view)) return <ComingView {...view} />;
  if (state === "confirmed") return <ConfirmedView {...view} />;
  if (state === "waiting") return <WaitingView {...view} />;
  if (state === "offered") return <OfferedView {...view} />;
  return <EndedView {...view} />;
}
