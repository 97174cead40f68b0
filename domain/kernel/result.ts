/** Every expected failure of the product. Each has a text `refusal.<code>` in each language. */
export type RefusalCode =
  | "not_found"
  | "invalid"
  | "sign_in_first"
  | "too_many"
  | "code_wrong"
  | "code_void"
  | "code_locked"
  | "link_void"
  | "trip_full"
  | "trip_closed"
  | "trip_cancelled"
  | "entry_closed"
  | "entry_cancelled"
  | "task_taken"
  | "deadline_passed"
  | "stops_wrong"
  | "party_does_not_fit"
  | "wheelchair_full"
  | "price_paid"
  | "already_ended"
  | "offer_gone"
  | "too_early_to_say"
  | "last_coordinator"
  | "sheet_rows_full"
  | "sheet_stops_full"
  | "sheet_prices_full"
  | "text_too_long"
  | "row_gone"
  | "poll_closed"
  | "poll_full"
  | "versions_full"
  | "document_busy"
  | "image_too_large"
  | "image_unreadable"
  | "images_full"
  | "image_not_sent"
  | "file_too_large"
  | "file_unreadable"
  | "files_full"
  | "links_full"
  | "comments_full"
  | "comment_empty"
  | "agenda_full"
  | "entry_gone"
  | "declaration_sent"
  | "decided_meanwhile"
  | "departure_used"
  | "departures_full"
  | "join_closed"
  | "invitation_expired"
  | "invitation_revoked"
  | "invitation_used"
  | "invitation_not_yours"
  | "invitation_overruled"
  | "invitations_full"
  | "news_changed"
  | "news_sent"
  | "booked_ahead"
  | "coalition_archived";

/** A failure the person can understand and mend; `fields` names what was wrong, by form field. */
export type Refusal = { code: RefusalCode; fields?: Record<string, string> };
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, fields?: Record<string, string>): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: fields ? { code, fields } : { code } };
}
