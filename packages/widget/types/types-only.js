// There is nothing here but what the types beside it say.
// oxlint-disable-next-line unicorn/require-module-specifiers
export {}
