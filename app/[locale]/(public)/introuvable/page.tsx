import { connection } from "next/server";
import NotFoundPage from "../../not-found";

/**
 * « Introuvable » as an ordinary page. A page that calls `notFound()` is empty until scripts run; the front of the server
 * shows this one in its place, with the status 404 (server/http/not-found.ts).
 */
export default async function RenderedNotFoundPage() {
  await connection();
  return <NotFoundPage />;
}
