import { button, heading, layOut, paragraph, rows, subheading } from './starter-layout.ts'

/** A message to begin with. */
export type Starter = {
  id: string
  name: string
  description: string
  subject: string
  preheader: string
  html: string
  /** null: read from the HTML. */
  text: null
}

const GREETING = 'Hello{% if contact.firstName %} {{ contact.firstName }}{% endif %},'

/** The messages that come with Rollcall. */
export const STARTERS: readonly Starter[] = [
  starter('welcome', {
    name: 'Welcome',
    description: 'The first message to somebody who just subscribed',
    subject: 'Welcome{% if contact.firstName %}, {{ contact.firstName }}{% endif %}',
    preheader: 'What you can expect from us, and how to begin.',
    body: [
      heading('Welcome aboard'),
      paragraph(GREETING),
      paragraph('Thank you for joining {{ project.name }}. Here is what you will hear from us, and how often.'),
      button('Take the first step', 'https://example.com/start'),
      paragraph('Any question? Reply to this message: a person reads it.'),
    ],
  }),
  starter('newsletter', {
    name: 'Newsletter',
    description: 'A lead story and two short ones',
    subject: 'This month at {{ project.name }}',
    preheader: 'The story of the month, and two short reads.',
    body: [
      heading('The story of the month'),
      paragraph('Begin with the one thing that you would tell a friend. Two or three sentences are enough.'),
      button('Read the story', 'https://example.com/story'),
      subheading('A second, shorter story'),
      paragraph('What happened, and why it matters to the reader. <a href="https://example.com/second">Read on</a>'),
      subheading('And a third one'),
      paragraph('Keep it to a few lines. <a href="https://example.com/third">Read on</a>'),
    ],
  }),
  starter('product-update', {
    name: 'Product update',
    description: 'What is new, what was mended',
    subject: 'New: say it in five words',
    preheader: 'What you can do today that you could not do yesterday.',
    body: [
      heading('What is new'),
      paragraph(GREETING),
      paragraph('You can now do something that took you an hour before. Here is how it works.'),
      button('Try it', 'https://example.com/new'),
      subheading('Also better'),
      paragraph('&bull; The first improvement, in one line<br>&bull; The second one<br>&bull; What we mended'),
    ],
  }),
  starter('event', {
    name: 'Event',
    description: 'An invitation with day, time and place',
    subject: 'You are invited: name of the event',
    preheader: 'Day, time and place, and how to save a seat.',
    body: [
      heading('You are invited'),
      paragraph(`${GREETING} come and spend an evening with us.`),
      rows([
        ['Day', 'Thursday, 14 May'],
        ['Time', '18:00 to 20:00'],
        ['Place', '1 Main Street'],
      ]),
      button('Save a seat', 'https://example.com/event'),
      paragraph('You cannot come? Tell us, and we send you the recording.'),
    ],
  }),
  starter('receipt', {
    name: 'Receipt',
    description: 'What was bought, and for how much',
    subject: 'Your receipt from {{ project.name }}',
    preheader: 'Thank you for your order. Here is what you bought.',
    body: [
      heading('Thank you for your order'),
      paragraph(GREETING),
      paragraph('This is what you bought. It is on its way.'),
      rows([
        ['First article', '24.00'],
        ['Shipping', '4.50'],
        ['<strong>Total</strong>', '<strong>28.50</strong>'],
      ]),
      button('See your order', 'https://example.com/orders'),
    ],
  }),
]

function starter(id: string, { body, ...told }: Omit<Starter, 'id' | 'html' | 'text'> & { body: string[] }): Starter {
  return { id: `starter:${id}`, ...told, text: null, html: layOut({ title: told.name, body: body.join('\n') }) }
}
