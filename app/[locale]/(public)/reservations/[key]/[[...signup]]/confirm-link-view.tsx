import { getTranslations } from "next-intl/server";
import { ActForm } from "@/components/signup/holder-forms";
import { confirmByLink } from "./actions";
import { BackToTrip, type HolderView, hiddenKey, MineTicket } from "./holder-view";

/** Where the mail's link leads. Mail scanners fetch it too: only the button acts. */
export async function ConfirmLinkView({ late, ...view }: HolderView & { late: boolean }) {
  const t = await getTranslations("booking");
  return (
    <>
      <div className="top-line">
        <BackToTrip {...view} />
        <h1>{t("confirmLink.title")}</h1>
        <p className="lead soft">{t(late ? "confirmLink.late" : "confirmLink.lead")}</p>
      </div>
      <MineTicket {...view}>
        <ActForm
          action={confirmByLink}
          hidden={hiddenKey(view)}
          kind="main"
          submit={t(late ? "confirmLink.buttonLate" : "confirmLink.button")}
          busyText={t("busy")}
        />
      </MineTicket>
    </>
  );
}
