// Who runs the mailboxes of a domain that people get addresses from. Company domains are absent: only their mail
// exchanger would tell.
const PROVIDERS: Record<string, string> = {
  gmail: 'gmail.com googlemail.com',
  outlook: `outlook.com hotmail.com live.com msn.com passport.com outlook.de outlook.fr outlook.es outlook.it outlook.jp
    outlook.com.au outlook.com.br outlook.co.id hotmail.co.uk hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.com.br
    hotmail.co.jp live.co.uk live.de live.fr live.it live.nl live.jp live.com.au live.ca live.se`,
  yahoo: `yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.ca yahoo.cn yahoo.co.id yahoo.co.in yahoo.co.nz yahoo.co.th
    yahoo.co.uk yahoo.co.za yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.hk yahoo.com.mx yahoo.com.my yahoo.com.ph
    yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn yahoo.de yahoo.dk yahoo.es yahoo.fr yahoo.gr yahoo.ie yahoo.in
    yahoo.it yahoo.nl yahoo.no yahoo.pl yahoo.ro yahoo.se`,
  'yahoo-japan': 'yahoo.co.jp ybb.ne.jp',
  aol: 'aol.com aim.com aol.co.uk aol.de aol.fr aol.it aol.es verizon.net',
  icloud: 'icloud.com me.com mac.com',
  proton: 'proton.me protonmail.com protonmail.ch pm.me',
  gmx: 'gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.us gmx.co.uk gmx.fr gmx.es gmx.info mail.com caramail.com',
  'web.de': 'web.de email.de',
  't-online': 't-online.de magenta.de',
  freenet: 'freenet.de',
  zoho: 'zoho.com zohomail.com zoho.eu zohomail.eu zoho.in zohomail.in',
  fastmail: 'fastmail.com fastmail.fm',
  tuta: 'tuta.com tuta.io tutanota.com tutanota.de tutamail.com keemail.me',
  hey: 'hey.com',
  yandex: 'yandex.com yandex.ru yandex.by yandex.kz ya.ru',
  'mail.ru': 'mail.ru bk.ru inbox.ru list.ru internet.ru',
  rambler: 'rambler.ru',
  qq: 'qq.com foxmail.com vip.qq.com',
  netease: '163.com 126.com yeah.net vip.163.com',
  sina: 'sina.com sina.cn vip.sina.com',
  sohu: 'sohu.com',
  naver: 'naver.com',
  daum: 'daum.net hanmail.net kakao.com',
  rediffmail: 'rediffmail.com',
  orange: 'orange.fr wanadoo.fr',
  'laposte.net': 'laposte.net',
  free: 'free.fr',
  sfr: 'sfr.fr neuf.fr',
  libero: 'libero.it iol.it inwind.it giallo.it blu.it',
  tiscali: 'tiscali.it',
  virgilio: 'virgilio.it',
  seznam: 'seznam.cz email.cz post.cz',
  wp: 'wp.pl o2.pl',
  onet: 'onet.pl op.pl vp.pl poczta.onet.pl',
  interia: 'interia.pl interia.eu',
  uol: 'uol.com.br bol.com.br',
  terra: 'terra.com.br',
  comcast: 'comcast.net xfinity.com',
  att: 'att.net sbcglobal.net bellsouth.net',
  bt: 'btinternet.com btopenworld.com',
  ziggo: 'ziggo.nl',
  kpn: 'kpnmail.nl planet.nl hetnet.nl',
  bluewin: 'bluewin.ch',
  telenet: 'telenet.be',
  docomo: 'docomo.ne.jp',
  softbank: 'softbank.ne.jp i.softbank.jp',
  au: 'ezweb.ne.jp au.com',
}

const providerOf = new Map(
  Object.entries(PROVIDERS).flatMap(([provider, domains]) =>
    domains.split(/\s+/).map((domain) => [domain, provider] as const),
  ),
)

/**
 * Who runs the mailboxes of this domain (ASCII lower case), such as `gmail`; undefined for all others. `gmail.com.example`, which
 * never exists (RFC 2606) and which the demo has, stands for `gmail.com`.
 */
export function findInboxProvider(domain: string): string | undefined {
  return providerOf.get(domain.replace(/\.example$/, ''))
}
