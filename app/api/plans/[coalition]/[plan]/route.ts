import { currentActor } from "@/app/actor";
import { services } from "@/app/services";
import { siteOrigin } from "@/app/site-origin";
import { writeMarkdown } from "@/domain/plan/write-markdown";

type Context = { params: Promise<{ coalition: string; plan: string }> };

/** A plan as a file of Markdown, for who has a role in its coalition. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { coalition, plan } = await params;
  const opened = await services().plan.open(await currentActor(), coalition, plan);
  if (!opened.ok) return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  const { origin } = await siteOrigin();
  const { agenda } = opened.value;
  const text = writeMarkdown(opened.value.plan, {
    imageHref: (id) => `${origin}/api/images/${coalition}/${id}`,
    entryWords: (id) => {
      const entry = agenda.entries[id];
      return entry === undefined ? "" : [entry.title, entry.start ?? entry.due, entry.place].filter(Boolean).join(", ");
    },
  });
  const name = encodeURIComponent(`${opened.value.plan.title.replace(/[\\/:*?"<>|]/g, " ").trim()}.md`);
  return new Response(text, {
    headers: {
      "cache-control": "no-store",
      "content-type": "text/markdown; charset=utf-8",
      "content-disposition": `attachment; filename*=UTF-8''${name}`,
    },
  });
}
