// Runs in the page: the texts whose contrast with what is behind them is too low. Disabled ones do not count (WCAG 1.4.3).
faintTexts()

function faintTexts() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const known = new Map()
  const channels = (color) => {
    if (!known.has(color)) known.set(color, paint(color))
    return known.get(color)
  }
  const paint = (color) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  }
  const luminance = (rgb) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const behind = (element) => {
    const layers = []
    for (let at = element; at; at = at.parentElement) {
      const layer = channels(getComputedStyle(at).backgroundColor)
      if ((layer[3] ?? 0) > 0) layers.push(layer)
      if (layer[3] === 1) break
    }
    return layers.reduceRight(
      (under, [red = 0, green = 0, blue = 0, alpha = 0]) =>
        [red, green, blue].map((value, place) => value * alpha + (under[place] ?? 255) * (1 - alpha)),
      [255, 255, 255],
    )
  }
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const texts = [...document.querySelectorAll('body *')].filter(
    (element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) &&
      isShown(element) &&
      !element.closest('[disabled], [data-disabled], script, style, noscript'),
  )
  return texts.flatMap((element) => {
    const [front, back] = [luminance(channels(getComputedStyle(element).color)), luminance(behind(element))]
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05)
    return ratio >= 4.5 ? [] : [`${ratio.toFixed(2)} ${element.textContent?.slice(0, 60)}`]
  })
}
