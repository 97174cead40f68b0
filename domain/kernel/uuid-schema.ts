import { z } from "zod";

/** An id that comes with a request. Browsers, which carry no schemas, have `isUuid`. */
export const uuidSchema = z.uuid();
