/** An image as it is sent; what is kept is smaller. */
export const imageLimits = { bytes: 2 * 1024 * 1024 } as const;
