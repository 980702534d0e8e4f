/** What the site is made of: each has a page of its own. */
export const notes = {
  tea: { title: 'On tea', words: 'Water that has boiled twice has had all its ideas.' },
  rain: { title: 'On rain', words: 'It is only weather until somebody has to walk home in it.' },
} as const
