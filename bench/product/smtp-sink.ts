import { createServer, type Socket } from 'node:net'

/*
 * An SMTP server on loopback that takes every message and keeps none, in a process of its own so that its work is not
 * ours. Prints its port, then how many messages it has taken: at the first one, and every so often. It offers PIPELINING, as
 * Postfix, Exim and the large providers do, and answers together what came together (RFC 2920, 3.2). No checks.
 */
const TELL_EVERY_MS = 50
const END_OF_MESSAGE = '\r\n.\r\n'

let taken = 0
let told = 0
setInterval(tell, TELL_EVERY_MS)
// Nobody listens any more: whoever started this has ended, however that was.
process.stdout.on('error', () => process.exit())
const server = createServer(serve)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) console.log(address.port)
})

function serve(socket: Socket) {
  let unread = ''
  let isMessage = false
  socket.setNoDelay(true)
  socket.setEncoding('latin1')
  socket.on('error', () => {})
  socket.write('220 sink\r\n')
  socket.on('data', (piece: string) => {
    unread += piece
    let answers = ''
    for (;;) {
      const mark = isMessage ? END_OF_MESSAGE : '\r\n'
      const end = unread.indexOf(mark)
      if (end < 0) return void (answers !== '' && socket.write(answers))
      const command = unread.slice(0, end)
      unread = unread.slice(end + mark.length)
      isMessage = !isMessage && /^data$/i.test(command)
      if (mark === END_OF_MESSAGE) take()
      answers += mark === END_OF_MESSAGE ? '250 taken\r\n' : answerTo(command)
      if (/^quit$/i.test(command)) socket.end(answers)
    }
  })
}

function answerTo(command: string): string {
  if (/^data$/i.test(command)) return '354 go on\r\n'
  if (/^ehlo/i.test(command)) return '250-sink\r\n250 PIPELINING\r\n'
  return /^quit$/i.test(command) ? '221 bye\r\n' : '250 fine\r\n'
}

function take() {
  taken += 1
  if (taken === 1) tell()
}

function tell() {
  if (told === taken) return
  told = taken
  console.log(taken)
}
