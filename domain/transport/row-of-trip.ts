import { spreadOrders } from "./fractional-order";
import type { TripValues } from "./projection";
import type { SheetRow } from "./schema";

/** A published trip as a row of the sheet, from what SQL holds: what one reads until the document itself is there. */
export function rowOfTrip(rowId: string, values: TripValues): SheetRow {
  const { extras, prices, sortOrder, outbound, return: back, ...cells } = values;
  return {
    ...extras,
    ...cells,
    id: rowId,
    bring: extras.bring ?? "",
    prices: ordered(prices),
    outbound: ordered(outbound),
    return: ordered(back),
    order: sortOrder,
  };
}

function ordered<T>(list: readonly T[]): (T & { order: string })[] {
  const orders = spreadOrders(list.length);
  return list.map((item, index) => ({ ...item, order: orders[index] ?? "" }));
}
