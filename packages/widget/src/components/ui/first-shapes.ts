/** The drawings that stand in a thread from its first moment on. */
export const FIRST_SHAPES = {
  up: 'M8 13V3.5M3.5 8 8 3.5 12.5 8',
  reply: 'M6.5 3.5 2.5 7.5l4 4M2.5 7.5h7a4 4 0 0 1 4 4v1',
  quote: 'M2.5 3.5h11M2.5 6.5h11M2.5 9.5h5M10.5 9v5M8 11.5h5',
  smile: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM5.5 9.5s.8 1.5 2.5 1.5 2.5-1.5 2.5-1.5M6 6.2v.01M10 6.2v.01',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
} as const
