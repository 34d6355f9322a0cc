/** The page that is left makes way in the history for the one that is gone to, so that the way back does not lead to it. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('a.leave'))
  link.addEventListener('click', (event) => {
    event.preventDefault()
    location.replace(link.href)
  })
