// The Node.js worker: runs one handler in this process, as Lambda's own runtime client would.
//
//     node node_worker.mjs <fd in> <fd out>
//
// `protocol.py` describes the frames, `schemas/worker.schema.json` their headers. Node.js 18 to 24,
// no dependency, one file. The order is: bindings, channel, places, observations, log, guards,
// loading, completion, invocation, options that are off by default, start.
//
// The channel is read synchronously: between two events nothing of the handler runs, as on Lambda,
// where the environment is frozen then. Whatever the worker itself needs is bound here, before the
// handler is loaded, so that a handler may replace JSON, Promise, Date or process.stdout.

import { createHook } from 'node:async_hooks'
import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import inspector from 'node:inspector'
import Module, { createRequire, syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import util from 'node:util'

const PROTOCOL = 1
const LOG_BYTES = 64 * 1024
const MOST_OBSERVATIONS = 50
const MOST_READS = 2000
const LONGEST_MESSAGE = 16 * 1024
const MOST_CALLERS = 20
const COVERAGE_EVERY = 100
const COVERAGE_LEAST = 16
const COVERAGE_PAUSE = 100
const WATCHED_CHARACTERS = 300_000
const WORKER_FILE = fileURLToPath(import.meta.url)

const { existsSync, openSync, readFileSync, readSync, realpathSync, writeSync } = fs
const { apply, get, has, getOwnPropertyDescriptor, ownKeys } = Reflect
const { defineProperty, hasOwn } = Object
const { isArray } = Array
const { isNativeError } = util.types
const { SourceMap } = Module
const parseJson = JSON.parse
const stringifyJson = JSON.stringify
const epoch = Date.now
const clock = performance.now.bind(performance)
const usage = process.resourceUsage.bind(process)
const activeResources = process.getActiveResourcesInfo.bind(process)
const leave = process.reallyExit.bind(process)
const soon = setImmediate
const inMicrotask = queueMicrotask
const captureStack = Error.captureStackTrace
const bytes = Buffer.from
const allocate = Buffer.alloc
const wait = Atomics.wait
const environment = process.env
const require = createRequire(import.meta.url)

const input = Number(process.argv[2])
const output = Number(process.argv[3])

// ---- memory -----------------------------------------------------------------------------------

const statusText = allocate(4096)
const started = usage().maxRSS
const peakFile = openPeakFile()
// What the kernel counts begins with the size of the process that started this one.
const isInherited = peakFile !== undefined && highWater() < started - 1024

function openPeakFile() {
  try {
    return openSync('/proc/self/status', 'r')
  } catch {
    return undefined
  }
}

/** The highest resident size of this process so far, in KiB. */
function highWater() {
  const text = statusText.latin1Slice(0, readSync(peakFile, statusText, 0, statusText.length, 0))
  const at = text.indexOf('VmHWM:')
  return at < 0 ? 0 : Number.parseInt(text.slice(at + 6), 10)
}

/** The same in bytes; reading the file takes longer, and is done only while it tells more. */
function peakMemory(maxRSS) {
  return 1024 * (isInherited && maxRSS <= started ? highWater() : maxRSS)
}

// ---- channel ----------------------------------------------------------------------------------

const CHUNK = 256 * 1024
const nothing = allocate(0)
const pause = new Int32Array(new SharedArrayBuffer(4))
let pending = allocate(CHUNK)
let from = 0
let upTo = 0

function again(error) {
  if (error.code !== 'EAGAIN' && error.code !== 'EINTR') throw error
  wait(pause, 0, 0, 1)
}

function writeAll(fd, buffer) {
  for (let done = 0; done < buffer.length; ) {
    try {
      done += writeSync(fd, buffer, done)
    } catch (error) {
      again(error)
    }
  }
}

/** Read until `count` bytes are pending; false at the end of the input. */
function fill(count) {
  if (from + count > pending.length) {
    const larger = count > pending.length ? allocate(count + CHUNK) : pending
    pending.copy(larger, 0, from, upTo)
    pending = larger
    upTo -= from
    from = 0
  }
  while (upTo - from < count) {
    let got = 0
    try {
      got = readSync(input, pending, upTo, pending.length - upTo, null)
    } catch (error) {
      again(error)
      continue
    }
    if (got === 0) return false
    upTo += got
  }
  return true
}

/** The next frame as `{ header, payload }`; the worker ends where its input does. */
function readFrame() {
  if (!fill(8)) leave(0)
  const headerLength = pending.readUInt32BE(from)
  const payloadLength = pending.readUInt32BE(from + 4)
  const length = 8 + headerLength + payloadLength
  if (!fill(length)) leave(0)
  const middle = from + 8 + headerLength
  const header = parseJson(pending.toString('utf8', from + 8, middle))
  const payload = pending.toString('utf8', middle, from + length)
  from += length
  return { header, payload }
}

/** JSON of plain data, without the `toJSON` that a handler may have put on a prototype. */
function encode(value) {
  if (typeof value !== 'object' || value === null) return stringifyJson(value)
  let text = ''
  if (isArray(value)) {
    for (let index = 0; index < value.length; index++) text += (index ? ',' : '') + encode(value[index])
    return '[' + text + ']'
  }
  for (const key in value) {
    if (hasOwn(value, key) && value[key] !== undefined) {
      text += (text ? ',' : '') + stringifyJson(key) + ':' + encode(value[key])
    }
  }
  return '{' + text + '}'
}

function writeFrame(header, payload = nothing) {
  const text = encode(header)
  const length = Buffer.byteLength(text)
  const frame = Buffer.allocUnsafe(8 + length + payload.length)
  frame.writeUInt32BE(length, 0)
  frame.writeUInt32BE(payload.length, 4)
  frame.write(text, 8, length, 'utf8')
  payload.copy(frame, 8 + length)
  writeAll(output, frame)
}

// ---- places -----------------------------------------------------------------------------------

const FRAME = /^\s*at (?:async )?(?:(.*?) \()?((?:file:\/\/)?\/.*?):(\d+):(\d+)\)?$/
const SYNTAX_ERROR = /^((?:file:\/\/)?\/.*):(\d+)$/
const MAP_COMMENT = /\/\/[#@] sourceMappingURL=(\S+)\s*$/
const sourceMaps = new Map()
let root = '/'

function filePath(location) {
  if (!location.startsWith('file://')) return location
  try {
    return fileURLToPath(location.replace(/[?#].*$/, ''))
  } catch {
    return location
  }
}

function readSourceMap(file) {
  try {
    const text = readFileSync(file, 'utf8')
    const comment = MAP_COMMENT.exec(text.slice(text.lastIndexOf('sourceMappingURL=') - 4))
    if (comment === null) return null
    const inline = /^data:[^,]*;base64,(.*)$/.exec(comment[1])
    const mapFile = inline ? file : path.resolve(path.dirname(file), decodeURIComponent(comment[1]))
    const json = inline ? bytes(inline[1], 'base64').toString() : readFileSync(mapFile, 'utf8')
    const payload = parseJson(json)
    const folder = path.resolve(path.dirname(mapFile), filePath(payload.sourceRoot || '.'))
    return { map: new SourceMap(payload), folder }
  } catch {
    return null
  }
}

function originalSource(source, folder) {
  const bundled = /^webpack:\/\/[^/]*\/(.*)$/.exec(source)
  if (bundled) return path.resolve(root, bundled[1].replace(/\?.*$/, ''))
  return path.resolve(folder, filePath(source))
}

/** Where the line came from, by the source map beside the file; the file itself without one. */
function original(file, line, column) {
  if (!sourceMaps.has(file)) sourceMaps.set(file, readSourceMap(file))
  const found = sourceMaps.get(file)
  const entry = found?.map.findEntry(line - 1, column - 1)
  if (!entry?.originalSource) return { file, line }
  return { file: originalSource(entry.originalSource, found.folder), line: entry.originalLine + 1 }
}

function functionName(name) {
  const bare = (name || '').replace(/ \[as .*\]$/, '').replace(/^new /, '')
  const last = bare.replace(/^(?:Object|Module|exports|module\.exports)\./, '').replace(/^exports\./, '')
  return last.includes('<anonymous>') ? '' : last
}

function isLibrary(file) {
  return file.includes('/node_modules/') || file === WORKER_FILE
}

function placed(file, line, name) {
  const place = { __proto__: null, file: path.relative(root, file), line }
  if (name) place.function = name
  return place
}

/** The frames that are the handler's own code, innermost first. */
function placesOfStack(stack, most) {
  const found = []
  if (typeof stack !== 'string') return found
  const lines = stack.split('\n')
  const atTop = SYNTAX_ERROR.exec(lines[0])
  if (atTop && !isLibrary(filePath(atTop[1]))) found.push(placed(filePath(atTop[1]), Number(atTop[2]), ''))
  for (let index = 0; index < lines.length && found.length < most; index += 1) {
    const frame = FRAME.exec(lines[index])
    if (frame === null || isLibrary(filePath(frame[2]))) continue
    const source = original(filePath(frame[2]), Number(frame[3]), Number(frame[4]))
    if (!isLibrary(source.file)) found.push(placed(source.file, source.line, functionName(frame[1])))
  }
  return found
}

function placeOfStack(stack) {
  return placesOfStack(stack, 1)[0]
}

/** Where an error comes from, with the lines that led there. */
function placeOfError(error) {
  try {
    const [place, ...callers] = placesOfStack(error.stack, 1 + MOST_CALLERS)
    if (callers.length) place.callers = callers
    return place
  } catch {
    return undefined
  }
}

/** The stack here; with `below`, without that function and what it called. */
function stackHere(depth = 30, below = stackHere) {
  const limit = Error.stackTraceLimit
  try {
    Error.stackTraceLimit = depth
    const holder = {}
    captureStack(holder, below)
    return holder.stack
  } catch {
    return undefined
  } finally {
    Error.stackTraceLimit = limit
  }
}

/** The innermost line of the handler's own code that led here. */
function placeHere() {
  return placeOfStack(stackHere())
}

// ---- observations -----------------------------------------------------------------------------

let observed = []
let observedKeys = new Set()

function observe(kind, subject, place, detail) {
  const key = `${kind}\0${subject}\0${place?.file}\0${place?.line}`
  if (observed.length >= MOST_OBSERVATIONS || observedKeys.has(key)) return
  observedKeys.add(key)
  const seen = { __proto__: null, kind, subject }
  if (place !== undefined) seen.place = place
  if (detail) seen.detail = detail
  observed.push(seen)
}

/** What was seen since the last call, or undefined, so that the key is left out. */
function takeObservations() {
  if (observed.length === 0) return undefined
  const seen = observed
  observed = []
  observedKeys = new Set()
  return seen
}

// ---- log --------------------------------------------------------------------------------------

let log = 1
let logged = 0
let mark = nothing

class Log extends Writable {
  constructor(fd) {
    super({ decodeStrings: false })
    defineProperty(this, 'fd', { value: fd, enumerable: true })
  }

  /** Write at once: no queue, and what is over the bound costs nothing. */
  write(chunk, encoding, done) {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return super.write(chunk, encoding, done)
    if (logged < LOG_BYTES) writeLog(typeof chunk === 'string' ? bytes(chunk, textEncoding(encoding)) : chunk)
    const call = typeof encoding === 'function' ? encoding : done
    if (typeof call === 'function') process.nextTick(call, null)
    return true
  }
}

function textEncoding(encoding) {
  return typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8'
}

/** Write to the log what the bound of this invocation leaves room for. */
function writeLog(data) {
  const room = LOG_BYTES - logged
  if (room <= 0) return
  logged += data.length
  writeAll(log, data.length > room ? data.subarray(0, room) : data)
}

function endLog() {
  logged = 0
  writeAll(log, mark)
}

function openLog() {
  try {
    // A second opening of the pipe, so that a handler that closes descriptor 1 loses only its own.
    log = openSync('/dev/fd/1', 'a')
  } catch {
    log = 1
  }
  for (const [name, fd] of [['stdout', 1], ['stderr', 2]]) {
    defineProperty(process, name, { value: new Log(fd), configurable: true, enumerable: true, writable: true })
  }
}

// ---- guards -----------------------------------------------------------------------------------

const NETWORK_BLOCKED = 'edgeconform: network access is blocked'
const READ_ONLY = 'EROFS: read-only file system'
const guardErrors = new WeakMap()

/** Which guard an error comes from, also through `cause`, `errors` or a message that repeats it. */
function blockedBy(error, depth = 0) {
  try {
    if (typeof error === 'string') return blockedByText(error)
    if (typeof error !== 'object' || error === null || depth > 5) return undefined
    const direct = guardErrors.get(error) ?? blockedByText(error.message)
    if (direct !== undefined) return direct
    const inner = [error.cause, error.reason, error.originalError, ...(isArray(error.errors) ? error.errors : [])]
    for (const each of inner) {
      const kind = blockedBy(each, depth + 1)
      if (kind !== undefined) return kind
    }
  } catch {
    // An error with getters that throw tells nothing.
  }
  return undefined
}

function blockedByText(text) {
  if (typeof text !== 'string') return undefined
  if (text.includes(NETWORK_BLOCKED)) return 'network'
  return text.includes(READ_ONLY) ? 'filesystem' : undefined
}

let networkWasBlocked = false

let lastRefused

/** Tell at once what the network was refused for: an invocation that then hangs is ended without a word. */
function tellRefused(subject) {
  if (current === undefined || current === lastRefused) return
  lastRefused = current
  const last = observed.at(-1)
  const seen = last?.kind === 'network' ? last : { __proto__: null, kind: 'network', subject }
  writeFrame({ __proto__: null, type: 'refused', id: current.id, observations: [seen] })
}

/**
 * Tell version 2 of the AWS SDK to try once: it alone does not heed AWS_MAX_ATTEMPTS, and tries some
 * services ten times over half a minute.
 */
function quietenOldSdk() {
  for (const file in require.cache) {
    if (!file.endsWith('/aws-sdk/lib/core.js')) continue
    const { Service } = require.cache[file].exports
    if (Service?.prototype?.numRetries) Service.prototype.numRetries = () => 0
  }
}

function networkError(subject, syscall, more) {
  if (!networkWasBlocked) quietenOldSdk()
  networkWasBlocked = true
  tellRefused(subject)
  const error = new Error(`${NETWORK_BLOCKED} (${subject})`)
  guardErrors.set(error, 'network')
  return Object.assign(error, { code: 'ECONNREFUSED', errno: -111, syscall }, more)
}

/** Tell the handler of a refusal. What it answers from then on may come of that, and is noted so. */
function denying(tell) {
  const invocation = current
  soon(() => {
    if (invocation === current && !invocation?.completed && !invocation?.answered) {
      for (const seen of observed) if (seen.kind === 'network') seen.detail = 'denied'
    }
    tell()
  })
}

/** The options of the many forms in which `connect` may be called. */
function connectOptions(parameters) {
  const [first, second] = isArray(parameters[0]) ? parameters[0] : parameters
  if (typeof first === 'object' && first !== null) return first
  if (Number.isInteger(Number(first))) return { port: first, host: typeof second === 'string' ? second : undefined }
  return { path: first }
}

function guardSockets() {
  net.Socket.prototype.connect = function (...parameters) {
    const { host, port, path: pipe } = connectOptions(parameters)
    const subject = pipe ? String(pipe) : `${host ?? 'localhost'}:${port}`
    observe('network', subject, placeHere() ?? fetched.get(host))
    const error = networkError(subject, 'connect', { address: host, port: Number(port) })
    // What is written meanwhile waits for the connection, and does not fail for the lack of one.
    this.connecting = true
    denying(() => this.destroy(error))
    return this
  }
  const udp = dgram.Socket.prototype
  for (const name of ['send', 'connect']) {
    udp[name] = function (...parameters) {
      const done = typeof parameters.at(-1) === 'function' ? parameters.at(-1) : undefined
      const host = parameters.findLast((value, index) => typeof value === 'string' && index > 0) ?? 'localhost'
      const port = parameters.findLast((value) => typeof value === 'number')
      observe('network', `${host}:${port}`, placeHere())
      const error = networkError(`${host}:${port}`, name)
      denying(() => (done ? done(error) : this.emit('error', error)))
    }
  }
}

const fetched = new Map()

/** `fetch` connects later, when the handler is no longer on the stack: keep who called it. */
function guardFetch() {
  const { fetch } = globalThis
  globalThis.fetch = function (...parameters) {
    try {
      fetched.set(new URL(parameters[0]?.url ?? parameters[0]).hostname, placeHere())
    } catch {
      // fetch itself says what is wrong with an address.
    }
    return apply(fetch, this, parameters)
  }
}

function isLocalName(name) {
  return typeof name !== 'string' || name === '' || name === 'localhost' || net.isIP(name) !== 0
}

function guardNames(holder, promised) {
  for (const name of Object.getOwnPropertyNames(holder)) {
    const asked = holder[name]
    if (typeof asked !== 'function' || !/^(?:lookup|resolve|reverse)/.test(name)) continue
    holder[name] = function (...parameters) {
      const host = parameters[0]
      if (name === 'lookup' && isLocalName(host)) return apply(asked, this, parameters)
      observe('network', String(host), placeHere())
      const error = networkError(host, 'getaddrinfo', { hostname: host })
      if (promised) return rejecting(error)
      const done = parameters.at(-1)
      if (typeof done !== 'function') return apply(asked, this, parameters)
      denying(() => done(error))
    }
  }
}

async function rejecting(error) {
  await new Promise(denying)
  throw error
}

function guardNetwork() {
  guardSockets()
  guardFetch()
  guardNames(dns, false)
  guardNames(dns.Resolver.prototype, false)
  guardNames(dns.promises, true)
  guardNames(dns.promises.Resolver.prototype, true)
}

// Which parameters of a function of `fs` name what is written, and what must exist for the
// read-only file system to be what refuses it: the folder around it, or the file itself.
const WRITERS = {
  appendFile: [[0], 'folder'],
  chmod: [[0], 'file'],
  chown: [[0], 'file'],
  copyFile: [[1], 'folder'],
  cp: [[1], ''],
  lchown: [[0], 'file'],
  link: [[1], 'folder'],
  lutimes: [[0], 'file'],
  mkdir: [[0], 'absent'],
  mkdtemp: [[0], 'folder'],
  open: [[0], 'folder'],
  rename: [[0, 1], 'file'],
  rm: [[0], 'file'],
  rmdir: [[0], 'file'],
  symlink: [[1], 'folder'],
  truncate: [[0], 'file'],
  unlink: [[0], 'file'],
  utimes: [[0], 'file'],
  writeFile: [[0], 'folder'],
}

function isWithin(folder, file) {
  return file === folder || file.startsWith(folder.endsWith('/') ? folder : folder + '/')
}

function isWritable(file) {
  if (/^\/dev\/(?:null|stdout|stderr|fd\/[12])$/.test(file)) return true
  return isWithin('/tmp', file) && (isWithin(root, '/tmp') || !isWithin(root, file))
}

function opensToWrite(flags) {
  if (typeof flags === 'string') return /[wa+]/.test(flags)
  const { O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND } = fs.constants
  return typeof flags === 'number' && (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) !== 0
}

/** The path that a call would write outside /tmp, or undefined where it may go on. */
function refusedPath(name, parameters) {
  if (name === 'open' && !opensToWrite(parameters[1])) return undefined
  const [positions, needs] = WRITERS[name]
  for (const position of positions) {
    const given = parameters[position]
    if (typeof given !== 'string' && !(given instanceof URL) && !Buffer.isBuffer(given)) continue
    const file = path.resolve(given instanceof URL ? fileURLToPath(given) : String(given))
    if (isWritable(file)) continue
    if (needs === 'folder' && !existsSync(path.dirname(file))) continue
    if (needs === 'file' && !existsSync(file)) continue
    if (needs === 'absent' && existsSync(file)) continue
    return file
  }
  return undefined
}

function readOnlyError(name, file) {
  const error = new Error(`${READ_ONLY}, ${name} '${file}'`)
  guardErrors.set(error, 'filesystem')
  return Object.assign(error, { errno: -30, code: 'EROFS', syscall: name, path: file })
}

const streamed = new Map()

/** A stream opens its file later, when the handler is no longer on the stack: keep who made it. */
function guardStreams() {
  const { createWriteStream } = fs
  fs.createWriteStream = function (...parameters) {
    const file = refusedPath('open', [parameters[0], 'w'])
    if (file !== undefined) streamed.set(file, placeHere())
    return apply(createWriteStream, this, parameters)
  }
}

function refusal(name, parameters) {
  const file = refusedPath(name, parameters)
  if (file === undefined) return undefined
  const subject = isWithin(root, file) ? path.relative(root, file) || '.' : file
  observe('write', subject, placeHere() ?? streamed.get(file), name)
  return readOnlyError(name, file)
}

function guardWriter(name) {
  const { [name]: called, [name + 'Sync']: sync } = fs
  const promised = fs.promises[name]
  if (called) {
    fs[name] = function (...parameters) {
      const done = parameters.at(-1)
      const error = typeof done === 'function' ? refusal(name, parameters) : undefined
      if (error === undefined) return apply(called, this, parameters)
      soon(() => done(error))
    }
  }
  if (sync) {
    fs[name + 'Sync'] = function (...parameters) {
      const error = refusal(name, parameters)
      if (error !== undefined) throw error
      return apply(sync, this, parameters)
    }
  }
  if (promised) {
    fs.promises[name] = function (...parameters) {
      const error = refusal(name, parameters)
      return error === undefined ? apply(promised, this, parameters) : rejecting(error)
    }
  }
}

// Node.js 18 and 20 look for the first at each console.log; to write the environment as JSON, and to
// resolve a promise with it, the language itself looks for the others.
const ASKED_FOR_BY_NODE = new Set(['FORCE_COLOR', 'toJSON', 'then'])

/** Note a read of a variable that is not set, if the handler's own code asked for it directly. */
function noteVariable(name, trap) {
  if (typeof name !== 'string' || name in environment || ASKED_FOR_BY_NODE.has(name)) return
  const [, first, second] = stackHere(2, trap).split('\n')
  const place = placeOfStack(first?.endsWith('(<anonymous>)') ? second : first)
  if (place === undefined || place.file.startsWith('..')) return
  observe('environment', name, place, trap.name === 'has' || hasDefault(name, place) ? 'default' : undefined)
}

const ELSE_ANOTHER = /^['"`\]]*\s*(?:\|\||\?(?!\.)|=(?![=>])|[=!]==?\s*(?:null|undefined|''|"")(?!\w))/
const TAKEN_OUT = /^\s*(?::\s*[\w$]+\s*)?=(?![=>])/

/** Whether the source gives another value where a variable is not set. */
function hasDefault(name, place) {
  try {
    const lines = readFileSync(path.join(root, place.file), 'utf8').split('\n')
    const parts = lines.slice(place.line - 1, place.line + 1).join(' ').split(name)
    return parts.slice(1).some((rest, index) => {
      const before = parts[index].trimEnd().at(-1)
      // What else is called so is left alone, such as the constant that the variable is read into.
      if (!/[.'"`{,]/.test(before)) return false
      return (/[{,]/.test(before) ? TAKEN_OUT : ELSE_ANOTHER).test(rest)
    })
  } catch {
    return false
  }
}

function guardEnvironment() {
  const traps = {
    get(target, name) {
      noteVariable(name, traps.get)
      return target[name]
    },
    has(target, name) {
      noteVariable(name, traps.has)
      return name in target
    },
    getOwnPropertyDescriptor(target, name) {
      noteVariable(name, traps.getOwnPropertyDescriptor)
      return getOwnPropertyDescriptor(target, name)
    },
    set(target, name, value) {
      target[name] = value
      return true
    },
  }
  const value = new Proxy(environment, traps)
  defineProperty(process, 'env', { value, configurable: true, enumerable: true, writable: true })
}

function groupAndSessionOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1).split(' ')
    return [Number(fields[2]), Number(fields[3])]
  } catch {
    return [undefined, undefined]
  }
}

/** Refuse a signal to the kit, or to all processes, as the system does on Lambda. */
function guardSignals() {
  const { kill, ppid } = process
  const [group, session] = groupAndSessionOf(ppid)
  const isOfKit = (pid) => session !== undefined && groupAndSessionOf(pid)[1] === session
  process.kill = function (...parameters) {
    const [pid, signal] = parameters
    // A group outlives the process that it is named after, and then has no session to ask.
    const isKit = pid === ppid || pid === -group || isOfKit(Math.abs(pid))
    if (signal !== 0 && (pid === -1 || isKit)) {
      throw Object.assign(new Error('kill EPERM'), { errno: -1, code: 'EPERM', syscall: 'kill' })
    }
    return apply(kill, process, parameters)
  }
}

// ---- loading ----------------------------------------------------------------------------------

const SYNTAX = 'Runtime.UserCodeSyntaxError'
const CALLBACK_REFUSED =
  'the handler has a callback parameter, which nodejs24.x refuses; make it an async function of two parameters'

let nodejs = 20
let handler
let isAsync = false

class LoadError extends Error {
  constructor(type, message, cause) {
    super(message)
    this.type = type
    this.cause = cause
  }
}

function nearestPackageIsModule(folder) {
  if (folder.endsWith('/node_modules')) return false
  const file = path.join(folder, 'package.json')
  if (existsSync(file)) {
    try {
      return parseJson(readFileSync(file, 'utf8'))?.type === 'module'
    } catch {
      return false
    }
  }
  return folder === '/' ? false : nearestPackageIsModule(path.dirname(folder))
}

function requireFile(file) {
  return existsSync(file) ? require(file) : undefined
}

let imported

function importFile(file) {
  if (!existsSync(file)) return undefined
  imported = file
  return import(pathToFileURL(file).href)
}

/** A bare TypeScript file, which Lambda cannot run, but a new Node.js can. */
async function importTypeScript(base) {
  const extension = ['.ts', '.mts', '.cts'].find((each) => existsSync(base + each))
  if (extension === undefined) return undefined
  return importFile(base + extension)
}

/** Find the module as the client of nodejs18.x to nodejs22.x does. */
async function findModule(base, name, folder) {
  const extensionless = requireFile(base)
  if (extensionless) return extensionless
  const isModule = existsSync(base + '.js') && nearestPackageIsModule(path.dirname(base))
  const script = isModule ? await importFile(base + '.js') : requireFile(base + '.js')
  const found = script || (await importFile(base + '.mjs')) || requireFile(base + '.cjs')
  if (found) return found
  return (await importTypeScript(base)) ?? require(require.resolve(name, { paths: [root, folder] }))
}

/** Find the module as the client of nodejs24.x does: everything by `import`. */
async function findModuleByImport(base, name, folder) {
  for (const extension of ['', '.js', '.mjs', '.cjs']) {
    const found = await importFile(base + extension)
    if (found) return found
  }
  return (await importTypeScript(base)) ?? require(require.resolve(name, { paths: [root, path.join(root, folder)] }))
}

async function loadModule(folder, name) {
  const base = path.resolve(root, folder, name)
  try {
    return await (nodejs >= 24 ? findModuleByImport : findModule)(base, name, folder)
  } catch (error) {
    if (error instanceof SyntaxError) throw new LoadError(SYNTAX, String(error), error)
    if (error?.code === 'MODULE_NOT_FOUND') {
      throw new LoadError('Runtime.ImportModuleError', String(error), error)
    }
    throw error
  }
}

function member(holder, names) {
  if (nodejs < 24) return names.reduce((nested, key) => nested && nested[key], holder)
  return names.reduce((nested, key) => (nested && typeof nested === 'object' ? nested[key] : undefined), holder)
}

/** Where the file's name ends: for Lambda at the first dot, here also later, which the kit tells. */
function splitAtExport(file, folder) {
  const words = file.split('.')
  const names = words.slice(1).map((_, index) => words.slice(0, index + 1).join('.'))
  const name = names.findLast((each) => SUFFIXES.some((suffix) => existsSync(path.resolve(root, folder, each + suffix))))
  return [name ?? words[0], name ? words.slice(name.split('.').length) : words.slice(1)]
}

const SUFFIXES = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']

async function loadHandler(setting) {
  if (setting.includes('..')) {
    throw new LoadError(
      'Runtime.MalformedHandlerName',
      `'${setting}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`
    )
  }
  const file = path.basename(setting)
  if (!file.includes('.')) throw new LoadError('Runtime.MalformedHandlerName', 'Bad handler')
  const folder = setting.slice(0, setting.indexOf(file))
  const [name, names] = splitAtExport(file, folder)
  const module = await loadModule(folder, name)
  let found = member(module, names)
  if (!found && nodejs >= 24 && typeof module === 'object' && 'default' in module) {
    found = member(module.default, names)
  }
  if (!found) throw new LoadError('Runtime.HandlerNotFound', `${setting} is undefined or not exported`)
  if (typeof found !== 'function') throw new LoadError('Runtime.HandlerNotFound', `${setting} is not a function`)
  return found
}

/** The line that asks for a module which is not there. */
function placeOfImport(error) {
  try {
    const wanted = /Cannot find (?:module|package) '(.+?)'/.exec(error.message)[1]
    const importer = error.requireStack?.[0] ?? filePath(/imported from (\S+)/.exec(error.message)[1])
    if (isLibrary(importer)) return undefined
    const lines = readFileSync(importer, 'utf8').split('\n')
    const line = lines.findIndex((text) => text.includes(`'${wanted}'`) || text.includes(`"${wanted}"`))
    return placed(importer, Math.max(line, 0) + 1, '')
  } catch {
    return undefined
  }
}

/** The line of a syntax error in an ES module, which only Node.js's own message tells. */
function placeOfSyntax(error) {
  if (!(error instanceof SyntaxError) || imported === undefined) return undefined
  return placeOfStack(spawnSync(process.execPath, ['--check', imported], { encoding: 'utf8' }).stderr)
}

function remedyOfMissing(message) {
  const [, name] = /Cannot find (?:module|package) '([^'./][^']*)'/.exec(message) ?? []
  if (name === undefined) return ''
  if (/^@(?:aws-sdk|smithy)\//.test(name)) {
    return ' (Lambda provides this package: install it beside the handler, so that it can be checked)'
  }
  return ' (if it is deployed with the handler, install it here as well)'
}

function sendNotLoaded(error, type, place) {
  const described = error instanceof LoadError ? { type: error.type, message: told(error.message) } : describe(error)
  const cause = error instanceof LoadError ? error.cause : error
  endLog()
  writeFrame({
    __proto__: null,
    type: 'not-loaded',
    error_type: type ?? described.type,
    message: described.message,
    place: place ?? placeOfImport(cause) ?? placeOfError(cause) ?? placeOfSyntax(cause),
    signature: error === signatureError ? true : undefined,
    blocked: blockedBy(cause),
    observations: takeObservations(),
  })
  leave(1)
}

const signatureError = new LoadError('Runtime.CallbackHandlerDeprecated', CALLBACK_REFUSED)

// ---- completion -------------------------------------------------------------------------------

const unserialisable = new WeakSet()
const NEVER_SETTLES = 'the promise of the handler never settles: nothing is left that could settle it'

let current // the invocation that runs
let held // the outcome of the invocation that was answered, until the event loop has turned once
let whenDrained = () => {}

/** How the client words an error, by the rules of its version. */
function describe(error) {
  let type = 'handled'
  let message = 'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'
  try {
    if (nodejs >= 24 ? error instanceof Error : isNativeError(error) || looksLikeError(error)) {
      if (nodejs < 24) error.stack.split('\n')
      message = String(error.message)
      type = String(error.name)
    } else {
      message = nodejs >= 24 ? String(error) : error.toString()
      type = typeof error
    }
  } catch {
    // The sentence above stands.
  }
  return { type, message: told(message) }
}

/** A message without the list of files that Node.js ends it with, the last of which is this one. */
function told(message) {
  return message.split('\nRequire stack:')[0].slice(0, LONGEST_MESSAGE) + remedyOfMissing(message)
}

function looksLikeError(value) {
  return ['name', 'message', 'stack'].every((key) => value && value[key] && typeof value[key] === 'string')
}

/** The bytes that the client would post; throws what the client would throw. */
function serialise(value) {
  let text
  try {
    text = JSON.stringify(value === undefined ? null : value)
  } catch (cause) {
    throw cannotSerialise('Unable to stringify response body', cause)
  }
  if (typeof text !== 'string') throw cannotSerialise('Wrong arguments', `JSON has no form for a ${typeof value}`)
  return bytes(text, 'utf8')
}

function cannotSerialise(message, cause) {
  const error = message === 'Wrong arguments' ? new TypeError(message) : new Error(message)
  if (error.name === 'Error' && nodejs >= 24) error.name = 'Runtime.JSONStringifyError'
  let reason = ''
  try {
    reason = String(cause?.message ?? cause).split('\n')[0]
  } catch {
    reason = 'its toJSON failed'
  }
  error.reason = reason
  unserialisable.add(error)
  return error
}

/** Hold the answer of an invocation; the first one counts. */
function answer(invocation, outcome, payload) {
  if (invocation !== current || invocation.answered) return
  invocation.answered = true
  outcome.wall = (clock() - invocation.start) / 1000
  const { userCPUTime, systemCPUTime, maxRSS } = usage()
  outcome.cpu = Math.max(userCPUTime + systemCPUTime - invocation.cpu, 0) / 1e6
  outcome.peak_memory = peakMemory(maxRSS)
  if (memoryCap && outcome.peak_memory > memoryCap) becomeOutOfMemory(outcome)
  invocation.timers = timers.filter(keepsRunning)
  held = { outcome, payload: outcome.kind === 'returned' ? payload : undefined }
  whenDrained = () => {}
  soon(next)
}

function becomeOutOfMemory(outcome) {
  outcome.kind = 'out-of-memory'
  outcome.message = `the process holds ${Math.round(outcome.peak_memory / 1e6)} MB`
  outcome.ends = true
}

function newOutcome(invocation, kind) {
  return { __proto__: null, type: 'outcome', id: invocation.id, kind, wall: 0, cpu: 0, peak_memory: 0 }
}

function answerWith(invocation, value) {
  if (invocation.recording) stopRecording(invocation)
  const payload = serialise(value)
  const outcome = newOutcome(invocation, payload.length > maxPayload ? 'oversized' : 'returned')
  if (outcome.kind === 'oversized') outcome.size = payload.length
  answer(invocation, outcome, payload)
}

function failedOutcome(invocation, error, type) {
  const described = describe(error)
  const isJson = typeof error === 'object' && error !== null && unserialisable.has(error)
  const outcome = newOutcome(invocation, isJson ? 'unserialisable' : 'raised')
  outcome.error_type = type ?? described.type
  outcome.message = isJson ? `${described.message} (${error.reason})` : described.message
  if (isJson) return outcome
  outcome.place = placeOfError(error)
  outcome.blocked = blockedBy(error)
  return outcome
}

function fail(invocation, error) {
  try {
    // The client words the error for its log first, and fails where that cannot be done.
    if (!(error instanceof Error)) nodejs >= 24 ? String(error) : `${error}`
  } catch (cause) {
    return end(cause)
  }
  answer(invocation, failedOutcome(invocation, error))
}

function neverSettled(invocation) {
  const outcome = newOutcome(invocation, 'never-settled')
  outcome.message = NEVER_SETTLES
  if (nodejs >= 24) outcome.ends = true
  answer(invocation, outcome)
}

/** Answer, unless that was tried before: the client posts one answer, even where it fails to. */
function answerOnce(invocation, value) {
  if (invocation.tried) return observe('completion', 'second-completion', placeHere())
  invocation.tried = true
  answerWith(invocation, value)
}

/** The callback and the methods of the context, as the client of nodejs18.x to nodejs22.x makes them. */
function completions(invocation) {
  let waits = true
  const complete = (error, value) => {
    whenDrained = () => {}
    if (error !== undefined && error !== null) fail(invocation, error)
    else answerOnce(invocation, value)
  }
  const callback = (error, value) => {
    whenDrained = () => {}
    if ((error !== undefined && error !== null) || !waits) complete(error, value)
    else whenDrained = () => soon(() => answerOnce(invocation, value))
  }
  const once = (complete) =>
    function (...parameters) {
      if (invocation.completed || invocation.answered || invocation !== current) return noteCompletion(invocation)
      if (isAsync && !invocation.settling) observe('completion', 'callback-beside-promise', placeHere())
      complete(...parameters)
      invocation.completed = true
    }
  const methods = {
    get callbackWaitsForEmptyEventLoop() {
      return waits
    },
    set callbackWaitsForEmptyEventLoop(value) {
      waits = value
      invocation.leavesOpen = !value
    },
    succeed: once((value) => complete(null, value)),
    fail: once((error) => complete(error ?? 'handled', null)),
    done: once(complete),
  }
  return { callback: once(callback), methods }
}

/** A completion that comes second is ignored, and noted for the invocation that runs. */
function noteCompletion(invocation) {
  if (invocation !== current) observe('completion', 'late-completion', placeHere())
  else if (!invocation.settling) observe('completion', 'second-completion', placeHere())
  else if (!isAsync) observe('completion', 'callback-beside-promise')
}

let timers = [] // those that were started since the invocation began

function watchTimers() {
  const init = (id, type, trigger, resource) => {
    if (type === 'Timeout') timers[timers.length] = resource
  }
  createHook({ init }).enable()
}

function keepsRunning(timer) {
  return !timer._destroyed && timer.hasRef()
}

/** A timer that has rung meanwhile has its callback still. */
function isCleared(timer) {
  return timer._onTimeout === null
}

/** Note what a handler that has answered leaves running, beyond what was so before. */
function noteOpen(invocation) {
  const open = openResources()
  const more = Object.keys(open).filter((kind) => open[kind] > (openBefore[kind] ?? 0))
  openBefore = open
  if (!invocation.timers.every(isCleared)) more.push('Timeout')
  // Whoever calls out in vain tries again, in later invocations too.
  if (invocation.leavesOpen || networkWasBlocked || more.length === 0) return
  observe('completion', 'left-open', undefined, more.sort().join(', '))
}

/** How many sockets and the like would keep the event loop running, by their kind. */
function openResources() {
  const counts = { __proto__: null }
  for (const kind of activeResources()) {
    if (!OPEN_ANYWAY.has(kind)) counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

const OPEN_ANYWAY = new Set(['Immediate', 'TickObject', 'Timeout'])
let openBefore = { __proto__: null }

// ---- invocation -------------------------------------------------------------------------------

const self = {}
let timeout = 5
let maxPayload = Infinity
let memoryCap = 0
let isPinned = false
let phase = 'load'

/** The context object, with all that Lambda documents. */
function contextFor(invocation, methods) {
  const deadline = epoch() + timeout * 1000
  const context = methods
  context.functionVersion = environment.AWS_LAMBDA_FUNCTION_VERSION
  context.functionName = environment.AWS_LAMBDA_FUNCTION_NAME
  context.memoryLimitInMB = environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE
  context.logGroupName = environment.AWS_LAMBDA_LOG_GROUP_NAME
  context.logStreamName = environment.AWS_LAMBDA_LOG_STREAM_NAME
  context.clientContext = undefined
  context.identity = undefined
  context.tenantId = undefined
  if (nodejs >= 24) context.xRayTraceId = environment._X_AMZN_TRACE_ID
  context.invokedFunctionArn = arn
  context.awsRequestId = `00000000-0000-4000-8000-${invocation.id.toString(16).padStart(12, '0')}`
  context.getRemainingTimeInMillis = () => (isPinned ? timeout * 1000 : deadline - epoch())
  return context
}

function functionArn() {
  const { AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_VERSION: version } = environment
  return `arn:aws:lambda:us-east-1:123456789012:function:${name}:${version}`
}

let arn = ''

/** Send the outcome that is held, then block until the next event is there. */
function next() {
  flush()
  const { header, payload } = nextInvoke()
  // The client calls the handler from a microtask: promises then come before process.nextTick.
  inMicrotask(() => invoke(header, payload))
}

function nextInvoke() {
  for (;;) {
    const frame = readFrame()
    if (frame.header.type === 'invoke') return frame
    writeFrame({ __proto__: null, type: 'covered', covered: (coverage.session && takeCoverage().lines) ?? {} })
  }
}

function flush(ends) {
  if (held === undefined) return
  const { outcome, payload } = held
  held = undefined
  if (outcome.kind === 'returned') noteOpen(current)
  noteEdits(current)
  if (ends) outcome.ends = true
  outcome.observations = takeObservations()
  outcome.reads = current.recording?.reads
  tellCoverage(outcome)
  endLog()
  writeFrame(outcome, payload)
  if (outcome.ends) leave(0)
}

/** The request of a response event is there for reading, and edits of it are lost. */
function rememberRequest(invocation, event) {
  const cf = event?.Records?.[0]?.cf
  if (!cf?.response || !cf.request) return
  invocation.request = cf.request
  invocation.requestBefore = requestState(cf.request)
}

function requestState({ method, uri, querystring, origin }) {
  return { __proto__: null, method, uri, querystring, origin: stringifyJson(origin) }
}

function noteEdits({ request, requestBefore: before }) {
  if (before === undefined) return
  try {
    const after = requestState(request)
    for (const field in before) if (before[field] !== after[field]) observe('edit', `request.${field}`)
  } catch {
    // The handler left something behind that cannot be read: nothing is known of edits.
  }
}

function invoke(header, payload) {
  const invocation = {
    id: header.id,
    answered: false,
    completed: false,
    tried: false,
    isPromise: false,
    isWatchedClosely: header.closely === true,
    settling: false,
    leavesOpen: false,
    timers: [],
    recording: undefined,
    request: undefined,
    requestBefore: undefined,
    start: 0,
    cpu: 0,
  }
  current = invocation
  timers = []
  const event = JSON.parse(payload)
  rememberRequest(invocation, event)
  if (isPinned) pinned.restart()
  if (header.record_reads) invocation.recording = { reads: [], seen: new Set(), isOn: true }
  const given = invocation.recording ? recorded(event, [], invocation.recording) : event
  const before = usage()
  invocation.cpu = before.userCPUTime + before.systemCPUTime
  invocation.start = clock()
  if (nodejs >= 24) invokeForPromise(invocation, given)
  else invokeForCompletion(invocation, given)
}

function invokeForCompletion(invocation, event) {
  const { callback, methods } = completions(invocation)
  const context = contextFor(invocation, methods)
  whenDrained = () => (isAsync ? neverSettled(invocation) : noAnswer(invocation))
  try {
    const result = apply(handler, self, [event, context, callback])
    if (result && result.then && typeof result.then === 'function') settle(invocation, result, context)
  } catch (error) {
    if (invocation.completed) observe('completion', 'exception-after-answer', placeOfError(error), describe(error).message)
    else callback(error)
  }
}

/** Complete with what a promise, or anything else with a `then`, comes to. */
function settle(invocation, result, { succeed, fail: refuse }) {
  invocation.isPromise = true
  const settling = (complete) => (value) => {
    invocation.settling = true
    try {
      complete(value)
    } finally {
      invocation.settling = false
    }
  }
  result.then(settling(succeed), settling(refuse)).catch(settling(refuse))
}

/** The event loop is empty and nothing was answered: the client posts null. */
function noAnswer(invocation) {
  observe('completion', 'no-answer', undefined, invocation.isPromise ? NEVER_SETTLES : '')
  answerWith(invocation, null)
}

async function invokeForPromise(invocation, event) {
  whenDrained = () => neverSettled(invocation)
  try {
    const result = await apply(handler, self, [event, contextFor(invocation, {})])
    invocation.completed = true
    await turn()
    answerWith(invocation, result)
  } catch (error) {
    await turn()
    fail(invocation, error)
  }
}

function turn() {
  return new Promise((done) => soon(done))
}

// ---- the end of the process -------------------------------------------------------------------

const UNHANDLED = 'Runtime.UnhandledPromiseRejection'

/** An error that nothing caught, which ends the process on Lambda; what comes of a guard does not. */
function end(error, type) {
  if (phase === 'load') return sendNotLoaded(error, nodejs >= 24 ? 'Runtime.ExitError' : type)
  if (held !== undefined) {
    if (blockedBy(error)) return
    const what = type === UNHANDLED ? 'unhandled-rejection' : 'uncaught-exception'
    observe('completion', what, placeOfError(error), describe(error).message)
    return flush(true)
  }
  // From nodejs24.x the client listens to neither: Node.js prints the error and exits with status 1.
  if (nodejs >= 24 && !blockedBy(error)) {
    writeLog(bytes(`${util.inspect(error)}\n`))
    return sendExited(1, placeOfError(error))
  }
  const outcome = failedOutcome(current, error, type)
  if (type === UNHANDLED) outcome.message = told(String(error))
  if (!outcome.blocked) outcome.ends = true
  answer(current, outcome)
  if (outcome.ends) flush()
}

function sendExited(status, place) {
  const outcome = newOutcome(current, 'exited')
  outcome.status = status
  outcome.place = place
  outcome.ends = true
  answer(current, outcome)
  flush()
}

function othersListen(name) {
  return nodejs >= 24 && process.listenerCount(name) > 1
}

function watchEnd() {
  let place
  process.on('uncaughtException', (error) => {
    if (!othersListen('uncaughtException')) end(error)
  })
  process.on('unhandledRejection', (reason) => {
    if (!othersListen('unhandledRejection')) end(reason, UNHANDLED)
  })
  process.on('beforeExit', () => whenDrained())
  const exit = process.exit
  process.exit = function (...status) {
    place = placeHere()
    return apply(exit, process, status)
  }
  process.reallyExit = (status) => {
    exited(status || 0, place)
    leave(status || 0)
  }
}

function exited(status, place) {
  if (phase === 'load') {
    const error = new LoadError('Runtime.ExitError', `the process ended with status ${status} while the handler was loaded`)
    return sendNotLoaded(error, undefined, place)
  }
  if (held === undefined) return sendExited(status, place)
  observe('completion', 'process-exit', place, `status ${status}`)
  flush(true)
}

// ---- a record of what is read -----------------------------------------------------------------

function stopRecording(invocation) {
  invocation.recording.isOn = false
}

/** A member that was frozen: a proxy must hand out the very value. */
function isFixed(target, key) {
  return !getOwnPropertyDescriptor(target, key).configurable
}

function noteRead(recording, keys) {
  const key = encode(keys)
  if (!recording.isOn || recording.seen.has(key) || recording.reads.length >= MOST_READS) return
  recording.seen.add(key)
  recording.reads.push(keys)
}

/**
 * The event behind proxies that note which keys are asked for, absent ones too.
 *
 * Going through all keys (a copy, a dump) asks for none in particular: after such a listing the
 * first read of each key is not noted.
 */
function recorded(target, keys, recording) {
  const children = new Map()
  let listed = new Set()
  const ask = (key) => {
    if (typeof key !== 'string' || (key in target && !hasOwn(target, key))) return
    if (key === 'toJSON' || key === 'then' || (isArray(target) && key === 'length')) return
    if (!listed.delete(key)) noteRead(recording, [...keys, isArray(target) && /^\d+$/.test(key) ? Number(key) : key])
  }
  return new Proxy(target, {
    get(_, key, receiver) {
      ask(key)
      const value = get(target, key, receiver)
      if (typeof value !== 'object' || value === null || !hasOwn(target, key) || isFixed(target, key)) return value
      if (children.get(key)?.value !== value) {
        const inner = [...keys, isArray(target) ? Number(key) : key]
        children.set(key, { value, proxy: util.types.isProxy(value) ? value : recorded(value, inner, recording) })
      }
      return children.get(key).proxy
    },
    has(_, key) {
      ask(key)
      return has(target, key)
    },
    getOwnPropertyDescriptor(_, key) {
      if (!listed.has(key)) ask(key)
      return getOwnPropertyDescriptor(target, key)
    },
    ownKeys() {
      const all = ownKeys(target)
      listed = new Set(all)
      return all
    },
  })
}

// ---- fixed clock and randomness ---------------------------------------------------------------

const pinned = { restart() {} }

/** Numbers from 0 up to 1 that are the same in each process; mulberry32. */
function generator(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function pinClock(milliseconds) {
  const Real = Date
  Real.now = () => milliseconds
  globalThis.Date = new Proxy(Real, {
    apply: () => new Real(milliseconds).toString(),
    construct: (_, given, made) => Reflect.construct(Real, given.length ? given : [milliseconds], made),
  })
  Real.prototype.constructor = globalThis.Date
  defineProperty(performance, 'now', { value: () => 0, configurable: true, writable: true })
  process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n })
}

function pinRandom(random) {
  const fillBytes = (view, offset = 0, size = view.byteLength - offset) => {
    const target = new Uint8Array(view.buffer ?? view, (view.byteOffset ?? 0) + offset, size)
    for (let index = 0; index < target.length; index++) target[index] = Math.floor(random() * 256)
    return view
  }
  const answered = (value, done) => (typeof done === 'function' ? void soon(() => done(null, value)) : value)
  Math.random = () => random()
  crypto.randomBytes = (size, done) => answered(fillBytes(allocate(size)), done)
  crypto.randomFillSync = fillBytes
  crypto.randomUUID = () => {
    const hex = fillBytes(allocate(16)).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  crypto.randomInt = (low, high, done) => {
    const [least, most, call] = typeof high === 'number' ? [low, high, done] : [0, low, high]
    return answered(least + Math.floor(random() * (most - least)), call)
  }
  const web = Object.getPrototypeOf(crypto.webcrypto)
  web.getRandomValues = (view) => fillBytes(view)
  web.randomUUID = crypto.randomUUID
}

function pin({ clock: seconds, seed }) {
  isPinned = true
  let random = generator(seed)
  pinned.restart = () => {
    random = generator(seed)
  }
  pinClock(seconds * 1000)
  pinRandom(() => random())
}

// ---- coverage ---------------------------------------------------------------------------------

const coverage = {
  session: undefined,
  sources: new Map(),
  starts: new Map(),
  covered: new Map(),
  ran: new Map(),
  hasMore: true,
  since: 0,
  taken: 0,
}

function profile(method, parameters) {
  let found
  coverage.session.post(method, parameters, (error, result) => {
    found = error ? undefined : result
  })
  return found
}

function startCoverage() {
  coverage.session = new inspector.Session()
  coverage.session.connect()
  profile('Profiler.enable')
  profile('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
}

/**
 * Taking the coverage costs up to 1 ms: once for a batch of events and at the end, not for each, unless
 * the handler is slow.
 */
function coverageIsDue(ends) {
  if (coverage.session === undefined) return false
  coverage.since += 1
  if (ends || clock() - coverage.taken > COVERAGE_PAUSE) return true
  return coverage.since >= (upTo === from ? COVERAGE_LEAST : COVERAGE_EVERY)
}

/** The lines run for the first time, where it is time to tell; of an event watched closely, whether it went further. */
function tellCoverage(outcome) {
  const { session } = coverage
  const isClose = session !== undefined && current.isWatchedClosely && coverage.hasMore
  if (!isClose && !coverageIsDue(outcome.ends)) return
  const { lines, isFurther } = takeCoverage()
  outcome.covered = lines
  if (isClose && isFurther) outcome.further = true
}

function sourceOf(file) {
  if (!coverage.sources.has(file)) coverage.sources.set(file, readFileSync(file, 'utf8'))
  return coverage.sources.get(file)
}

/** The lines that hold code, as `[line, first character, past the last character]`. */
function codeLines(file) {
  if (coverage.starts.has(file)) return coverage.starts.get(file)
  const lines = []
  let offset = 0
  for (const [index, text] of sourceOf(file).split('\n').entries()) {
    const code = text.trim()
    const start = offset + text.length - text.trimStart().length
    const isCode = /\w/.test(code) && !/^(?:\/\/|\/\*|\*)/.test(code)
    if (isCode) lines.push([index + 1, start, start + code.length])
    offset += text.length + 1
  }
  coverage.starts.set(file, lines)
  return lines
}

/** The lines that were run: of the ranges around a line the innermost tells. */
function linesRun(file, functions) {
  const ranges = functions.flatMap((each) => each.ranges)
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset)
  const around = []
  let next = 0
  return codeLines(file).filter(([, start, end]) => {
    while (next < ranges.length && ranges[next].startOffset <= start) around.push(ranges[next++])
    while (around.at(-1)?.endOffset < end) around.pop()
    return around.at(-1)?.count > 0
  })
}

/** Whether any code was run for the first time, be it an operand of `&&`; large sources are not looked at. */
function ranFurther(file, functions) {
  const { length } = sourceOf(file)
  if (length > WATCHED_CHARACTERS) return false
  const ran = allocate(length)
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset)
  }
  const known = coverage.ran.get(file) ?? allocate(length)
  coverage.ran.set(file, known)
  let isFurther = false
  ran.forEach((isRun, index) => {
    if (isRun > known[index]) {
      known[index] = 1
      isFurther = true
    }
  })
  return isFurther
}

function isCovered(url) {
  if (!url.startsWith('file://') && !url.startsWith('/')) return false
  const file = filePath(url)
  return isWithin(root, file) && !isLibrary(file)
}

/** The lines run for the first time since the last call, by file, and whether any code was. */
function takeCoverage() {
  coverage.since = 0
  coverage.taken = clock()
  const fresh = { __proto__: null }
  let isAny = false
  let isFurther = false
  for (const script of profile('Profiler.takePreciseCoverage')?.result ?? []) {
    if (!isCovered(script.url)) continue
    const file = filePath(script.url)
    const known = coverage.covered.get(file) ?? new Set()
    coverage.covered.set(file, known)
    isFurther = ranFurther(file, script.functions) || isFurther
    const lines = linesRun(file, script.functions).map(([line]) => line).filter((line) => !known.has(line))
    if (lines.length === 0) continue
    lines.forEach((line) => known.add(line))
    fresh[path.relative(root, file)] = lines
    isAny = true
  }
  if (isFurther) coverage.hasMore = [...coverage.ran.values()].some((ran) => ran.includes(0))
  return { lines: isAny ? fresh : undefined, isFurther }
}

// ---- start ------------------------------------------------------------------------------------

function prepare(options) {
  root = existsSync(options.root) ? realpathSync(options.root) : options.root
  process.chdir(root)
  nodejs = Number(/^nodejs(\d+)/.exec(options.runtime)?.[1] ?? process.versions.node.split('.')[0])
  timeout = options.timeout
  maxPayload = options.max_payload
  memoryCap = options.memory_cap ?? 0
  mark = bytes(options.mark, 'utf8')
  arn = functionArn()
  Error.stackTraceLimit = 30
  openLog()
  watchEnd()
  if (!options.allow_network) guardNetwork()
  Object.keys(WRITERS).forEach(guardWriter)
  guardStreams()
  guardEnvironment()
  guardSignals()
  if (options.pin) pin(options.pin)
  syncBuiltinESMExports()
  if (options.cover) startCoverage()
}

async function start() {
  const version = process.versions.node.split('.').map((each) => parseInt(each, 10))
  writeFrame({ __proto__: null, type: 'hello', protocol: PROTOCOL, language: 'nodejs', version })
  const { header: options } = readFrame()
  prepare(options)
  const began = clock()
  whenDrained = () => exited(13)
  try {
    if (options.preload) await import(pathToFileURL(options.preload).href)
    handler = await loadHandler(options.handler)
    if (nodejs >= 24 && handler.length >= 3) throw signatureError
    isAsync = handler.constructor?.name === 'AsyncFunction'
  } catch (error) {
    return sendNotLoaded(error)
  }
  whenDrained = () => {}
  self.handler = handler
  // A rejection that the module left unhandled comes up before this does, and is an error of loading.
  soon(() => sendLoaded((clock() - began) / 1000, options))
}

function sendLoaded(seconds, options) {
  phase = 'invocation'
  const loaded = { __proto__: null, type: 'loaded', seconds }
  loaded.peak_memory = peakMemory(usage().maxRSS)
  loaded.observations = takeObservations()
  loaded.covered = options.cover ? takeCoverage().lines : undefined
  if (!options.allow_network) quietenOldSdk()
  openBefore = openResources()
  watchTimers()
  endLog()
  writeFrame(loaded)
  next()
}

start()
