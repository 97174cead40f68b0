import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { answerCalendar } from "@/app/calendar-answer";
import { services } from "@/app/services";

type Context = { params: Promise<{ token: string }> };

/** `/api/mon-agenda/<secret>.ics`: a person's own calendar file. Its address is all that it takes to read it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await connection();
  const { token } = await params;
  const found = token.endsWith(".ics") ? await services().calendar.ownFeed(token.slice(0, -4)) : null;
  if (!found?.ok) return new Response(null, { status: 404 });
  const { stamp, changedAt, read } = found.value;
  const t = await getTranslations({ locale: "fr", namespace: "agenda.own" });
  return answerCalendar(request, {
    stamp,
    changedAt,
    name: t("fileName"),
    isPrivate: true,
    read: () => read((state) => t(`state.${state}`)),
  });
}
