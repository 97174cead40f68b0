/** A day as big figures with its month under them: « 28–29 nov. ». */
export function DateMark({ days, month, dateTime }: { days: string; month: string; dateTime: string }) {
  return (
    <time className="date" dateTime={dateTime}>
      <b>{days}</b> {month}
    </time>
  );
}
