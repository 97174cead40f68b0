/** Stands for Node's Buffer in browsers: a branch of lib0 names it that no browser takes, and its polyfill is heavy. */
export const Buffer = undefined;
