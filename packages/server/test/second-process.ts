import { newToken, post, startServer } from './server.ts'

/** Writes to the file in its first argument, as often as its second says: what another process does at the same time. */
const [, , file = '', times = '0'] = process.argv
const server = await startServer(file)
for (let time = 0; time < Number(times); time++) await post(server, newToken())
await server.close()
