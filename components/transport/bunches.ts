/** A list in pieces of at most `size`, in order, each known by the place where it begins. */
export function bunchesOf<T>(list: readonly T[], size: number): { from: number; items: T[] }[] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, index) => ({
    from: index * size,
    items: list.slice(index * size, (index + 1) * size),
  }));
}
