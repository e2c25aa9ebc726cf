/** Where the shell finds `rm` and `sleep`; the server inherits nothing else of our environment. */
export const searchPath = (): string => process.env.PATH ?? '/usr/bin:/bin';
