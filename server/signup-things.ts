import { entryThing } from "./calendar/entry-thing";
import type { Things } from "./signup/thing";
import { tripThing } from "./transport/trip-thing";

/** Every kind of thing that one signs up for, each from its domain. */
export const signupThings: Things = { trip: tripThing, entry: entryThing };
