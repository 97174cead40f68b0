/** For how long a plan may be shared. */
export const linkDays = [7, 30, 90] as const;
