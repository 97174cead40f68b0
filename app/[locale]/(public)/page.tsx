import { connection } from "next/server";
import { getTranslations } from "next-intl/server";

export default async function Home() {
  await connection();
  const t = await getTranslations("product");
  return <h1>{t("name")}</h1>;
}
