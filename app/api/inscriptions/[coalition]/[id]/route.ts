import { currentActor } from "@/app/actor";
import { csvWords } from "@/app/csv-words";
import { services } from "@/app/services";

type Context = { params: Promise<{ coalition: string; id: string }> };

/** Who has signed up, with what each answered, for the spreadsheet of those who run it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { coalition, id } = await params;
  const query = new URL(request.url).searchParams;
  const locale = query.get("langue") === "en" ? "en" : "fr";
  const actor = await currentActor();
  const words = await csvWords(locale);
  const file = await services().signup.entryCsv(
    actor,
    coalition,
    { entryId: id, occurrence: query.get("le") ?? "" },
    words,
  );
  if (!file.ok) return new Response(null, { status: 404 });
  return new Response(file.value, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="inscriptions.csv"',
      "cache-control": "private, no-store",
    },
  });
}
