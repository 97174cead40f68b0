import { describe, expect, test } from "vitest";
import { renderMail } from "@/server/mail/render";
import type { Mail } from "@/server/mail/template";

const seat = {
  kind: "trip" as const,
  title: "Car n° 2",
  when: "samedi 12 décembre, 7 h 15",
  place: "Grand Palais",
  party: 1,
};
const path = `/reservations/${"a".repeat(43)}`;
const calendar = path.replace("/reservations/", "/api/agenda/");
const before = { days: 3, day: "samedi" };
const kinds = [
  { ...seat, party: 1 },
  { ...seat, party: 2 },
  { ...seat, kind: "action" as const },
  { ...seat, kind: "event" as const, place: "" },
];
const all: Mail[] = kinds.flatMap((values): Mail[] => {
  return [
    { template: "booking-confirm", code: "012345", path, values: { ...values, held: "yes", until: "21 h 12" } },
    { template: "booking-confirm", code: "012345", path, values: { ...values, held: "no", until: "" } },
    { template: "booking-confirmed", path, values },
    { template: "booking-waiting", path, values: { ...values, rank: values.party } },
    { template: "seat-offered", path, values: { ...values, until: "7 h" } },
    { template: "booking-reminder", path, calendar, values: { ...values, ...before, hasBring: "no", bring: "" } },
    {
      template: "booking-coming",
      path,
      calendar,
      values: { ...values, ...before, hasBring: "yes", bring: "Un gilet" },
    },
    { template: "booking-cancelled", path: "/lille", values: { ...values, by: "holder", reason: "" } },
    { template: "booking-cancelled", path: "/lille", values: { ...values, by: "organiser", reason: "En train {sic}" } },
    { template: "trip-cancelled", path: "/lille", values: { ...values, reason: "<b>Panne</b>" } },
    { template: "find-bookings", path, values: {} },
    { template: "organiser-cancelled-late", path: "/espace", values: { ...values, firstName: "Participant·e" } },
  ];
});

describe.each(["fr", "en"])("mails about seats in %s", (locale) => {
  test.each(all.map((mail, n) => [`${mail.template} ${n}`, mail] as const))("%s is whole", (_, mail) => {
    const rendered = renderMail({ id: "1", to: "x@example.org", locale, origin: "https://cortege.example.org", mail });
    const whole = `${rendered.subject}\n${rendered.text}`;
    // A message that is missing or malformed shows as its key.
    expect(whole).not.toMatch(/mail\.|[a-z]+-[a-z]+\.(subject|text|button)|\bplural\b|\bselect\b|undefined/);
    expect(rendered.text).toContain(`https://cortege.example.org${locale === "en" ? "/en" : ""}${mail.path}`);
    if ("reason" in mail.values && mail.values.reason) expect(rendered.text).toContain(mail.values.reason);
    if ("bring" in mail.values && mail.values.bring) expect(rendered.text).toContain(mail.values.bring);
    if (mail.calendar) expect(rendered.text).toContain(`https://cortege.example.org${mail.calendar}`);
    if ("title" in mail.values) expect(whole).toContain(mail.values.title);
    expect(rendered.html).not.toContain("<b>");
    if (locale === "fr") expect(whole).not.toMatch(/ [:;?!»](\s|$)|« /);
  });
});

test("French mails count people and seats as French does", () => {
  const text = (mail: Mail) =>
    renderMail({ id: "1", to: "x@example.org", locale: "fr", origin: "https://cortege.example.org", mail }).text;
  expect(text({ template: "booking-waiting", path, values: { ...seat, rank: 1 } })).toContain("1re sur la liste");
  expect(text({ template: "booking-waiting", path, values: { ...seat, rank: 2 } })).toContain("2e sur la liste");
  expect(text({ template: "seat-offered", path, values: { ...seat, party: 2, until: "7 h" } })).toContain(
    "elles iront",
  );
});
