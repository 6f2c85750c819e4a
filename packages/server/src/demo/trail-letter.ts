import type { CampaignBody } from '../actions/campaigns/campaign-body.ts'

/** Where the letter's links lead. */
export const SHOP = 'https://quietsummit.example'

const LINK = 'color:#1f6b45'
const PARAGRAPH = 'margin:0 0 16px;font:400 16px/1.6 Georgia,serif;color:#2b2f2c'
const HEADING = 'margin:28px 0 6px;font:600 18px/1.3 Helvetica,Arial,sans-serif;color:#1f3d2f'
const SMALL = 'margin:0;font:400 13px/1.6 Helvetica,Arial,sans-serif;color:#6a716c'

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The Trail Letter</title>
<style>
@media (max-width:600px){.page{padding:0!important}.sheet{border-radius:0!important}.inner{padding:24px 20px!important}}
@media (prefers-color-scheme:dark){.page{background:#141815!important}.sheet{background:#1e2420!important}
.sheet p,.sheet li{color:#dfe5e0!important}.sheet p a,.sheet h2{color:#9fd3b5!important}.button{background:#9fd3b5!important;color:#10231a!important}}
</style>
</head>
<body style="margin:0">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="padding:32px 16px;background:#eef1ec">
<tr><td align="center">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#fff;border-radius:12px;overflow:hidden">
<tr><td class="inner" style="padding:28px 40px;background:#1f3d2f">
<h1 style="margin:0;font:600 24px/1.2 Helvetica,Arial,sans-serif;color:#fff">The Trail Letter</h1>
<p style="margin:4px 0 0;font:400 14px/1.4 Helvetica,Arial,sans-serif;color:#b9d6c6">from Quiet Summit, the outdoor shop around the corner</p>
</td></tr>
<tr><td class="inner" style="padding:32px 40px">
<p style="${PARAGRAPH}">Hello {{ contact.firstName | default: "there" }},</p>
<p style="${PARAGRAPH}">{% if contact.fields.orders >= 3 %}you have been in the shop often enough to know that we
never write without a reason.{% else %}thank you for looking in on us.{% endif %} Here are three
short walks that need no plan, no car and not much of a Saturday{% if contact.fields.city %}, and one of them may be
closer to {{ contact.fields.city }} than you think{% endif %}.</p>
<h2 style="${HEADING}">1. The one before breakfast</h2>
<p style="${PARAGRAPH}">Six kilometres, mostly flat. Start in the dark with a headlamp, turn around when the birds do.
<a href="${SHOP}/maps" style="${LINK}">Its map fits a pocket</a>.</p>
<h2 style="${HEADING}">2. The one with the hut</h2>
<p style="${PARAGRAPH}">Two hours up, soup, one hour down. Good shoes matter more than good weather.</p>
<h2 style="${HEADING}">3. The one you already know</h2>
<p style="${PARAGRAPH}">Your usual round, the other way about. It is a different path, we promise.</p>
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:28px 0"><tr><td>
<a class="button" href="${SHOP}/walks" style="display:inline-block;padding:13px 26px;border-radius:8px;background:#1f6b45;font:600 16px/1 Helvetica,Arial,sans-serif;color:#fff;text-decoration:none">See the three maps</a>
</td></tr></table>
<p style="${PARAGRAPH}">Headlamps are <a href="${SHOP}/sale" style="${LINK}">in the sale</a> until Sunday.</p>
{% if contact.fields.plan == "Pro" or contact.fields.plan == "Team" %}
<p style="${PARAGRAPH}">As a {{ contact.fields.plan }} member you may borrow a headlamp for the first one. Just come by.</p>
{% endif %}
<p style="${PARAGRAPH}">See you outside,<br>Mira and the people of Quiet Summit</p>
</td></tr>
<tr><td class="inner" style="padding:24px 40px;border-top:1px solid #dfe4df">
<p style="${SMALL}">You get this because you bought something at Quiet Summit, 1 Example Street, a shop that exists only in this demo.</p>
<p style="${SMALL}"><a href="{{ unsubscribe_url }}" style="color:inherit">Unsubscribe</a></p>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`

const TEXT = `Hello {{ contact.firstName | default: "there" }},

three short walks that need no plan, no car and not much of a Saturday:

1. The one before breakfast. Six kilometres, mostly flat; start in the dark with a headlamp.
2. The one with the hut. Two hours up, soup, one hour down.
3. The one you already know, the other way about.

The maps: ${SHOP}/walks
The first one for your pocket: ${SHOP}/maps
Headlamps in the sale: ${SHOP}/sale

See you outside,
Mira and the people of Quiet Summit, 1 Example Street

Unsubscribe: {{ unsubscribe_url }}
`

/** A draft to customers without the VIPs, who got theirs on paper. */
export const TRAIL_LETTER: CampaignBody = {
  name: 'Trail Letter: three short walks',
  subject: '{{ contact.firstName | default: "Hello" }}, three walks for a short Saturday',
  preheader: 'No plan, no car, and soup in the middle.',
  from: 'mira@quietsummit.example',
  fromName: 'Mira from Quiet Summit',
  replyTo: 'hello@quietsummit.example',
  html: HTML,
  text: TEXT,
  audience: { include: { tags: ['Stage: Customer'] }, exclude: { tags: ['VIP'] } },
}
