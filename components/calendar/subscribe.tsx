import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

/** How an agenda comes into a telephone's own calendar: by a press there, or by an address to copy. */
export function Subscribe({
  id = "sabonner",
  title,
  text,
  open,
  addressLabel,
  address,
  children,
}: {
  id?: string;
  title: string;
  text: string;
  open: string;
  addressLabel: string;
  /** Of the file, whole. */
  address: string;
  children?: ReactNode;
}) {
  return (
    <section className="paper subscribe" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p>{text}</p>
      <div className="row">
        <ButtonLink kind="second" icon="calendar" href={address.replace(/^https?:/, "webcal:")}>
          {open}
        </ButtonLink>
      </div>
      <Field id={`${id}-address`} label={addressLabel} value={address} readOnly />
      {children}
    </section>
  );
}
