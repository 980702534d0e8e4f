/** One line for what went wrong, which names the setting that can be at fault and a good value. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = property(error, 'code')
  const call = property(error, 'syscall')
  if (code === 'EADDRINUSE') {
    return 'PORT: it is taken by another program. Set it to another one; for example PORT=4401'
  }
  if (code === 'EACCES' && call === 'listen') {
    return 'PORT: this user may not listen on it. Set it to one above 1023; for example PORT=4400'
  }
  if (code === 'EADDRNOTAVAIL' && call === 'listen') {
    return 'AFTERWORD_HOST: this machine has no such address. Name one that it has; for example AFTERWORD_HOST=127.0.0.1'
  }
  if (code === 'ECONNREFUSED' || call === 'getaddrinfo') {
    return `${call === 'getaddrinfo' ? 'AFTERWORD_HOST or DATABASE_URL' : 'DATABASE_URL'}: nothing answers there. Start it, or name another; for example DATABASE_URL=postgres://user:password@localhost:5432/afterword`
  }
  // Several attempts to connect that failed, each for a reason of its own, have no message.
  const message = (error.message || String(code ?? error.name)).replace(/\s*\n\s*/g, ' ')
  if (error.cause === undefined) return message
  const reason = explain(error.cause)
  return /^[A-Z_]+( or [A-Z_]+)?: /.test(reason) ? reason : `${message} ${reason}`
}

function property(error: Error, name: 'code' | 'syscall'): unknown {
  return Object.entries(error).find(([key]) => key === name)?.[1]
}
