/** Stands for Node's process in browsers: libraries ask it for settings that the build has put in already. */
export const env = {};
