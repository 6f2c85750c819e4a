const KEY = 'rollcall-single-keys'

/** Whether single letters are shortcuts. Speech input types letters too, so they can be switched off (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(KEY) !== 'off'
}

export function setSingleKeys(isOn: boolean) {
  localStorage.setItem(KEY, isOn ? 'on' : 'off')
}
