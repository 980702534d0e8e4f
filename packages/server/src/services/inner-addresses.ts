import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** What is not the public internet: this machine, private and shared networks, link-local, multicast, reserved. */
const INNER = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  INNER.addSubnet(network, bits, 'ipv4')
}

/** Of IPv6 only this part is handed out to the public; within it, tunnels lead to any IPv4 address. */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')
const NOT_GLOBAL = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  NOT_GLOBAL.addSubnet(network, bits, 'ipv6')
}

/** Whether an address belongs to this machine or to a network that the public cannot reach. What is none does, too. */
export function isInner(address: string): boolean {
  if (isIPv4(address)) return INNER.check(address, 'ipv4')
  const [plain = ''] = address.split('%')
  return !isIPv6(plain) || !GLOBAL.check(plain, 'ipv6') || NOT_GLOBAL.check(plain, 'ipv6')
}
