import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'

const CHUNK_BYTES = 64 * 1024
const FINAL_DOT = '.\r\n'

/**
 * Stands for a message in nodemailer's hands, which asks it to flow once the server has said "go on". The message then goes
 * straight to the socket, most often in one piece: nodemailer's own stream would look at each byte and pass it on three times.
 */
export class Handover extends Readable {
  /** The server was told that the message comes. */
  hasBegun = false
  /** All of it is on its way. The final dot comes last, so until then the server cannot have taken the message. */
  hasEnded = false
  readonly #connection: SMTPConnection
  readonly #bytes: Buffer

  /** `bytes` are whole lines, each ended by CR LF. */
  constructor(connection: SMTPConnection, bytes: Buffer) {
    super()
    this.#connection = connection
    this.#bytes = bytes
  }

  override pipe<Stream extends NodeJS.WritableStream>(rest: Stream): Stream {
    this.hasBegun = true
    this.#write(withStuffedDots(this.#bytes))
    // Nothing comes through nodemailer's stream, which lets go of the socket when it ends.
    if (rest instanceof Readable) rest.push(null)
    return rest
  }

  #write(left: Buffer) {
    const { _socket: socket } = this.#connection
    // nodemailer destroys what it cannot send any more.
    if (this.destroyed || !socket) return
    if (left.length > CHUNK_BYTES) {
      const next = () => this.#write(left.subarray(CHUNK_BYTES))
      if (socket.write(left.subarray(0, CHUNK_BYTES))) setImmediate(next)
      else socket.once('drain', next)
      return
    }
    this.hasEnded = true
    socket.cork()
    socket.write(left)
    socket.write(FINAL_DOT)
    socket.uncork()
  }
}

/** RFC 5321, 4.5.2: a dot that begins a line is doubled. */
function withStuffedDots(bytes: Buffer): Buffer {
  const pieces: Buffer[] = []
  let done = 0
  for (let at = bytes.indexOf('\r\n.'); at !== -1; at = bytes.indexOf('\r\n.', at + 3)) {
    pieces.push(bytes.subarray(done, at + 3))
    done = at + 2
  }
  if (bytes[0] === FINAL_DOT.charCodeAt(0)) pieces.unshift(Buffer.from('.'))
  return pieces.length === 0 ? bytes : Buffer.concat([...pieces, bytes.subarray(done)])
}
