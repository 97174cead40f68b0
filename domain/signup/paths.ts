/** Where a person finds their sign-ups again, without locale prefix. */
export const findBookingsPath = "/reservations";

/** One page for every link of ours: what it shows depends on what the token is for. */
export function bookingPath(token: string, signupId?: string): string {
  return signupId ? `${findBookingsPath}/${token}/${signupId}` : `${findBookingsPath}/${token}`;
}

/** The calendar file of the booking that stands at `booking`, a path of `bookingPath`. */
export function calendarPath(booking: string): string {
  return booking.replace(findBookingsPath, "/api/agenda");
}
