// What HTML, CSS and htmx cannot do alone: Enter, drafts that survive a failure, the typing dots, days, tabs.
'use strict'

const all = (selector, within = document) => [...within.querySelectorAll(selector)]
const chatOf = element => element?.closest?.('.chat')
const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('')
const stream = document.querySelector('[hx-sse\\:connect]')
const unsent = new WeakMap() // form → what failed, so that trying again is the same message

document.addEventListener('keydown', event => {
  const composing = event.isComposing || event.keyCode === 229 // Enter chooses a character there
  if (event.key !== 'Enter' || event.shiftKey || composing || !event.target.matches('.say textarea')) return
  event.preventDefault()
  event.target.form.requestSubmit()
})

document.addEventListener('htmx:config:request', event => {
  const { sourceElement: form, request } = event.detail.ctx
  if (!request.body?.set || !form.matches('form')) return
  const failed = unsent.get(form)
  request.body.set('key', failed && failed.text === request.body.get('text') ? failed.key : fresh())
})

document.addEventListener('htmx:before:request', event => {
  const { sourceElement: form, request } = event.detail.ctx
  if (!form.matches('.say, .chips')) return
  chatOf(form).classList.add('waiting')
  chatOf(form).querySelector('.scroll').scrollTop = 0
  if (form.matches('.say')) {
    form.sent = { text: form.text.value, key: new URLSearchParams(request.body).get('key') }
    form.text.value = ''
  }
})

const online = is => document.body.classList.toggle('is-offline', !is)
document.addEventListener('htmx:sse:after:connection', () => online(true))
document.addEventListener('htmx:sse:error', () => online(false))
const reconnect = () => { // the extension comes back by itself, but only after it was once connected
  online(false)
  setTimeout(() => htmx.ajax('GET', stream.getAttribute('hx-sse:connect'), { source: stream }), 3000)
}

const failed = event => {
  const form = event.detail.ctx?.sourceElement
  if (form === stream) reconnect()
  if (!form?.matches?.('form') || !chatOf(form)) return
  chatOf(form).classList.remove('waiting')
  if (form.sent && !form.text.value) form.text.value = form.sent.text
  if (form.sent) unsent.set(form, form.sent)
  if (event.type === 'htmx:response:error') return // the server's own words are on their way
  const toast = Object.assign(document.createElement('p'), { className: 'toast' })
  toast.textContent = chatOf(form).querySelector('.failed').content.textContent
  chatOf(form).querySelector('.toasts').replaceChildren(toast)
}
document.addEventListener('htmx:error', failed)
document.addEventListener('htmx:response:error', failed)

document.addEventListener('htmx:after:request', event => { // a form that was sent folds up, empty for the next time
  const { sourceElement: form, response } = event.detail.ctx
  if (!form.matches('.form form') || !response.raw.ok) return
  form.reset()
  form.closest('details').open = false
  chatOf(form).querySelector('.say textarea').focus()
})

let focused = '' // the line that had the focus, in case it is replaced
document.addEventListener('focusin', event => { focused = event.target.closest('.line')?.id ?? '' })

document.addEventListener('htmx:after:swap', () => {
  for (const chat of all('.chat')) {
    let day = ''
    for (const line of all('.line', chat)) {
      line.classList.toggle('first', line.dataset.day !== day)
      day = line.dataset.day
    }
    if (all('.line', chat).at(-1)?.matches('.bot')) chat.classList.remove('waiting')
  }
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true })
})

const choose = () => {
  const chosen = location.hash || all('.tabs a')[0]?.hash
  for (const tab of all('.tabs a')) {
    tab.hash === chosen ? tab.setAttribute('aria-current', 'true') : tab.removeAttribute('aria-current')
    if (tab.hash === chosen) tab.classList.remove('news')
  }
}
addEventListener('hashchange', choose)
choose()

new MutationObserver(changes => {
  for (const line of changes.flatMap(change => [...change.addedNodes])) {
    if (!line.matches?.('.line.bot')) continue
    const scroll = line.closest('.scroll') // a long answer is read from its beginning
    if (!line.nextElementSibling && line.offsetHeight > scroll.clientHeight) line.scrollIntoView({ block: 'start' })
    const tab = document.querySelector(`.tabs a[href="#${chatOf(line)?.id}"]`)
    if (tab && !tab.hasAttribute('aria-current')) tab.classList.add('news')
  }
}).observe(document.querySelector('main'), { childList: true, subtree: true })

if (matchMedia('(pointer: fine)').matches && all('.chat').length === 1) document.querySelector('.say textarea').focus()
