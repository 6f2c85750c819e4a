import type { Shares } from './chance.ts'
import * as names from './name-pools.ts'

/** Where demo people live, with what is usual there. */
export type DemoCountry = {
  code: string
  /** BCP 47 with the names of those who speak it. */
  speakers: Shares<{ language: string; names: names.NamePool }>
  familyNameFirst?: boolean
  /** Domains of real inbox providers; demo addresses end in .example behind them. */
  inboxes: Shares<string>
  cities: readonly { name: string; timezone: string }[]
}

/** The countries by how many of the shop's people live there. */
export const COUNTRIES: Shares<DemoCountry> = [
  [
    {
      code: 'US',
      speakers: [
        [{ language: 'en-US', names: names.english }, 88],
        [{ language: 'es-US', names: names.spanish }, 12],
      ],
      inboxes: shares(
        'gmail.com 52, icloud.com 14, yahoo.com 13, outlook.com 12, aol.com 4, comcast.net 3, proton.me 2',
      ),
      cities: [
        ...cities('America/Los_Angeles', 'Portland, Seattle, San Francisco, San Diego'),
        ...cities('America/Denver', 'Denver, Boulder, Salt Lake City, Bozeman'),
        ...cities('America/Chicago', 'Chicago, Austin, Minneapolis'),
        ...cities('America/New_York', 'New York, Boston, Burlington, Asheville'),
      ],
    },
    23,
  ],
  [
    {
      code: 'DE',
      speakers: [[{ language: 'de', names: names.german }, 1]],
      inboxes: shares('gmx.de 24, gmail.com 26, web.de 20, t-online.de 12, outlook.de 9, icloud.com 6, freenet.de 3'),
      cities: cities('Europe/Berlin', 'Berlin, München, Hamburg, Köln, Freiburg, Garmisch-Partenkirchen, Dresden'),
    },
    13,
  ],
  [
    {
      code: 'GB',
      speakers: [[{ language: 'en-GB', names: names.english }, 1]],
      inboxes: shares('gmail.com 46, hotmail.co.uk 15, outlook.com 12, icloud.com 11, yahoo.co.uk 9, btinternet.com 7'),
      cities: cities('Europe/London', 'London, Manchester, Sheffield, Bristol, Edinburgh, Keswick, Cardiff'),
    },
    10,
  ],
  [
    {
      code: 'ID',
      speakers: [[{ language: 'id', names: names.indonesian }, 1]],
      inboxes: shares('gmail.com 78, yahoo.co.id 12, outlook.co.id 5, icloud.com 5'),
      cities: [
        ...cities('Asia/Jakarta', 'Jakarta, Bandung, Yogyakarta, Surabaya, Malang'),
        ...cities('Asia/Makassar', 'Denpasar, Makassar'),
      ],
    },
    9,
  ],
  [
    {
      code: 'FR',
      speakers: [[{ language: 'fr', names: names.french }, 1]],
      inboxes: shares('gmail.com 44, orange.fr 18, outlook.fr 12, free.fr 9, laposte.net 7, sfr.fr 6, icloud.com 4'),
      cities: cities('Europe/Paris', 'Paris, Lyon, Grenoble, Chamonix, Annecy, Toulouse, Marseille'),
    },
    8,
  ],
  [
    {
      code: 'JP',
      speakers: [[{ language: 'ja', names: names.japanese }, 1]],
      familyNameFirst: true,
      inboxes: shares('gmail.com 44, yahoo.co.jp 30, icloud.com 12, docomo.ne.jp 8, outlook.jp 6'),
      cities: cities('Asia/Tokyo', '東京, 大阪, 京都, 名古屋, 札幌, 松本'),
    },
    7,
  ],
  [
    {
      code: 'IN',
      speakers: [
        [{ language: 'en-IN', names: names.indian }, 6],
        [{ language: 'hi', names: names.hindi }, 4],
      ],
      inboxes: shares('gmail.com 80, yahoo.co.in 9, outlook.com 6, rediffmail.com 5'),
      cities: cities('Asia/Kolkata', 'Bengaluru, Mumbai, Pune, Delhi, Dehradun, Manali, Chennai'),
    },
    7,
  ],
  [
    {
      code: 'BR',
      speakers: [[{ language: 'pt-BR', names: names.portuguese }, 1]],
      inboxes: shares('gmail.com 66, hotmail.com.br 16, yahoo.com.br 8, uol.com.br 6, icloud.com 4'),
      cities: cities('America/Sao_Paulo', 'São Paulo, Rio de Janeiro, Belo Horizonte, Curitiba, Florianópolis'),
    },
    5,
  ],
  [
    {
      code: 'ES',
      speakers: [[{ language: 'es', names: names.spanish }, 1]],
      inboxes: shares('gmail.com 62, hotmail.es 18, outlook.es 8, yahoo.es 7, icloud.com 5'),
      cities: cities('Europe/Madrid', 'Madrid, Barcelona, Bilbao, Granada, Zaragoza, A Coruña'),
    },
    4,
  ],
  [
    {
      code: 'CA',
      speakers: [
        [{ language: 'en-CA', names: names.english }, 7],
        [{ language: 'fr-CA', names: names.french }, 3],
      ],
      inboxes: shares('gmail.com 55, outlook.com 15, icloud.com 13, yahoo.ca 9, live.ca 8'),
      cities: [
        ...cities('America/Vancouver', 'Vancouver, Squamish'),
        ...cities('America/Edmonton', 'Calgary, Banff'),
        ...cities('America/Toronto', 'Toronto, Ottawa, Montréal, Québec'),
      ],
    },
    4,
  ],
  [
    {
      code: 'GR',
      speakers: [[{ language: 'el', names: names.greek }, 1]],
      inboxes: shares('gmail.com 68, yahoo.gr 17, outlook.com 10, icloud.com 5'),
      cities: cities('Europe/Athens', 'Αθήνα, Θεσσαλονίκη, Πάτρα, Ηράκλειο, Ιωάννινα'),
    },
    3,
  ],
  [
    {
      code: 'AE',
      speakers: [
        [{ language: 'ar', names: names.arabic }, 7],
        [{ language: 'en', names: names.english }, 3],
      ],
      inboxes: shares('gmail.com 64, outlook.com 16, icloud.com 14, yahoo.com 6'),
      cities: cities('Asia/Dubai', 'دبي, أبوظبي, الشارقة, رأس الخيمة'),
    },
    3,
  ],
  [
    {
      code: 'NL',
      speakers: [[{ language: 'nl', names: names.dutch }, 1]],
      inboxes: shares('gmail.com 56, ziggo.nl 12, live.nl 12, kpnmail.nl 8, outlook.com 7, icloud.com 5'),
      cities: cities('Europe/Amsterdam', 'Amsterdam, Utrecht, Rotterdam, Nijmegen, Groningen'),
    },
    2,
  ],
  [
    {
      code: 'AU',
      speakers: [[{ language: 'en-AU', names: names.english }, 1]],
      inboxes: shares('gmail.com 58, outlook.com.au 14, icloud.com 12, live.com.au 9, yahoo.com.au 7'),
      cities: [
        ...cities('Australia/Sydney', 'Sydney, Katoomba'),
        ...cities('Australia/Melbourne', 'Melbourne, Bright'),
        ...cities('Australia/Perth', 'Perth'),
      ],
    },
    2,
  ],
]

function shares(list: string): Shares<string> {
  return list.split(', ').map((entry) => {
    const [domain = '', share] = entry.split(' ')
    return [domain, Number(share)] as const
  })
}

function cities(timezone: string, list: string) {
  return list.split(', ').map((name) => ({ name, timezone }))
}
