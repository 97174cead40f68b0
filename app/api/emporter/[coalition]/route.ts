import { getTranslations } from "next-intl/server";
import { currentActor } from "@/app/actor";
import { csvWords } from "@/app/csv-words";
import { services } from "@/app/services";
import { streamOf } from "@/app/stream-of";
import { exchangeWords } from "@/components/transport/exchange-words";
import { ZipWriter } from "@/domain/transport/exchange/zip";
import type { TakeAwayWords, TakenFile } from "@/server/take-away";

type Context = { params: Promise<{ coalition: string }> };

/** All that a coalition has written and been told, as one archive, for its coordinators. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { coalition } = await params;
  const locale = new URL(request.url).searchParams.get("langue") === "en" ? "en" : "fr";
  const taken = await services().takeAway.take(await currentActor(), coalition, await takeAwayWords(locale));
  const headers = { "cache-control": "private, no-store" };
  if (!taken.ok && taken.refusal.code === "too_many") {
    const t = await getTranslations({ locale, namespace: "refusal" });
    const text = { "content-type": "text/plain; charset=utf-8", "retry-after": "3600" };
    return new Response(t("too_many"), { status: 429, headers: { ...headers, ...text } });
  }
  if (!taken.ok) return new Response(null, { status: 404, headers });
  return new Response(streamOf(zipped(taken.value)), {
    headers: {
      ...headers,
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${coalition}.zip"`,
    },
  });
}

async function* zipped(files: AsyncGenerator<TakenFile>): AsyncGenerator<Uint8Array> {
  const zip = new ZipWriter();
  for await (const { name, bytes } of files) yield* zip.add(name, bytes);
  yield* zip.end();
}

async function takeAwayWords(locale: "fr" | "en"): Promise<TakeAwayWords> {
  const [t, role] = [
    await getTranslations({ locale, namespace: "takeAway.name" }),
    await getTranslations({ locale, namespace: "members.role" }),
  ];
  const readme = async (language: string) => {
    const words = await getTranslations({ locale: language, namespace: "takeAway" });
    const name = await getTranslations({ locale, namespace: "takeAway.name" });
    const named = (key: Parameters<TakeAwayWords["name"]>[0]) => name(key);
    return words("readme", {
      ...{ settings: named("settings"), presentation: named("presentation"), photo: named("photo") },
      ...{
        sheet: named("sheet"),
        departures: named("departures"),
        plans: named("plans"),
        images: named("images"),
        comments: named("comments"),
      },
      ...{ agenda: named("agenda"), polls: named("polls"), members: named("members"), signups: named("signups") },
      ...{ news: named("news"), material: named("material") },
    });
  };
  return {
    readme: { "LISEZMOI.txt": await readme("fr"), "README.txt": await readme("en") },
    name: (key) => t(key),
    role: (name) => role(name as never),
    exchange: exchangeWords(await getTranslations({ locale, namespace: "exchange.words" })),
    csv: await csvWords(locale),
  };
}
