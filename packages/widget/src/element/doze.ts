import { type ReadonlySignal, effect } from '@preact/signals'
import { Component, h, type JSX, render } from 'preact'
import { letSleep } from '../components/item.tsx'
import type { Sleeper, Sleeping } from '../components/sleep.ts'
import type { CommentModel } from '../store/models.ts'
import { aTask, rest } from '../helpers/turns.ts'

/** Milliseconds of one go. */
const SLICE = 8

/** What is being done with a comment, and would be lost with what is alive of it. */
const BUSY =
  'form, dialog, [popover], .undo, .delivery, .problem, [hidden], [aria-haspopup][aria-expanded=true], .passage [aria-expanded=true]'

/**
 * Gives up what is alive of comments in long lists that are far from the window (decision 0330), as the browser itself
 * lays out nothing of them (`content-visibility`): their nodes stay, to be searched and linked to. When they come
 * near again, they are taken over as at first.
 *
 * @param wording what all of them are drawn with
 * @returns wakes the one that something stands in, and resolves when it is alive; `undefined`: it is
 */
export function letDoze(
  root: ShadowRoot,
  sleep: Sleeping,
  wording: ReadonlySignal<unknown>,
  signal: AbortSignal,
): (target: Element) => Promise<void> | undefined {
  if (!isKept()) return () => undefined
  letSleep()
  const near = new Set<HTMLElement>()
  const far = new Set<HTMLElement>()
  /** Those that doze, and what ends looking for changes in them. */
  const dozing = new WeakMap<Sleeper, () => void>()
  let going = false

  function note(item: HTMLElement, isFar: boolean): void {
    ;(isFar ? near : far).delete(item)
    ;(isFar ? far : near).add(item)
    if (!going) void go()
  }

  /** Wakes what is near at once, a little at a time, and lets the rest doze when there is nothing better to do. */
  async function go(): Promise<void> {
    going = true
    while (near.size + far.size > 0 && !signal.aborted) {
      await (near.size === 0 ? rest() : aTask())
      const end = performance.now() + SLICE
      for (const item of near.size > 0 ? near : far) {
        if (performance.now() > end) break
        if (near.delete(item)) wake(item)
        else if (far.delete(item)) doze(item)
        // It is drawn in a microtask.
        await Promise.resolve()
      }
    }
    going = false
  }

  function itemIn(element: HTMLElement): Sleeper | undefined {
    return sleep.items.get(element.dataset['id'] ?? '')
  }

  /** Whether it dozed. */
  function wake(element: HTMLElement): boolean {
    const item = itemIn(element)
    const stop = item && dozing.get(item)
    if (item === undefined || stop === undefined) return false
    stop()
    dozing.delete(item)
    item.far = undefined
    item.forceUpdate(() => {
      // What the search of the browser, or the focus, led to within a folded comment.
      for (const fold of element.querySelectorAll('.folded'))
        if (fold.scrollTop > 0) fold.dispatchEvent(new Event('scroll'))
    })
    return true
  }

  function doze(element: HTMLElement): void {
    // Of one that was changed meanwhile what is drawn is drawn anew.
    if (wake(element)) return note(element, true)
    const item = itemIn(element)
    if (item === undefined || sleep.isAsleep(item.props.model.id) || !isPassedOver(element) || isBusy(element)) return
    // Without anything that belongs to what is given up.
    const nodes = [...element.childNodes].map((node) => node.cloneNode(true))
    dozing.set(
      item,
      whenOther(item.props.model, wording, () => note(element, true)),
    )
    item.far = false
    const before: unknown = Reflect.get(item, VNODE)
    item.forceUpdate(() => {
      // Unless it was woken again in the same moment.
      if (item.far !== false) return
      element.append(...nodes)
      layAnew(element)
      item.far = true
      keep(item, element)
      // Whoever drew the list holds on to it.
      if (typeof before === 'object' && before !== null) Reflect.set(before, CHILDREN, [])
    })
  }

  root.addEventListener(
    'contentvisibilityautostatechange',
    (event) => {
      const { target } = event
      // Beside the article the same comments stand once more.
      if (!(target instanceof HTMLElement) || target.closest('.panel') !== null) return
      const isFar = 'skipped' in event && event.skipped === true
      for (const item of target.matches('.item') ? [target] : target.children)
        if (item instanceof HTMLElement) note(item, isFar)
    },
    { signal },
  )
  void sleep.over.then(() => {
    for (const item of root.querySelectorAll<HTMLElement>(':is(.long, .group) > .item'))
      if (isPassedOver(item)) note(item, true)
  })

  return (target) => {
    for (let item = itemOf(target); item; item = itemOf(item.parentElement)) {
      if (wake(item)) return aTask()
    }
    return undefined
  }
}

function itemOf(node: Element | null): HTMLElement | null | undefined {
  return node?.closest<HTMLElement>('.item')
}

/** Whether the browser does not lay out what stands in it. */
function isPassedOver(item: HTMLElement): boolean {
  const inside = item.firstElementChild
  return item.isConnected && inside?.checkVisibility({ contentVisibilityAuto: true }) === false
}

/** In a group that is passed over, what was laid out of an item would hold on to all that was drawn in it. */
function layAnew(item: HTMLElement): void {
  const { parentElement: group, nextSibling: next } = item
  if (group?.matches('.group') !== true) return
  item.remove()
  group.insertBefore(item, next)
}

function isBusy(item: HTMLElement): boolean {
  return item.querySelector(BUSY) !== null
}

/** The names, and the bit, that Preact's own builds have for a component that waits with nodes to be taken over. */
const VNODE = '__v'
const CHILDREN = '__k'
const FLAGS = '__u'
const EXCESS = '__z'
const SUSPENDED = 1 << 7

/** Leaves these nodes to be looked into when it is drawn the next time, attributes too. */
function keep(component: object, element: Element): void {
  const vnode: unknown = Reflect.get(component, VNODE)
  if (typeof vnode !== 'object' || vnode === null) return
  Reflect.set(vnode, FLAGS, Number(Reflect.get(vnode, FLAGS)) | SUSPENDED)
  Reflect.set(component, EXCESS, element)
}

/** Whether they are taken over then: another version of Preact, which a page may have, may have other names. */
function isKept(): boolean {
  const list = document.createElement('ol')
  const words = document.createElement('p')
  const trials: Trial[] = []
  const draw = (isEmpty: boolean): void => render(h(Trial, { isEmpty, trials }), list)
  draw(true)
  const item = list.firstElementChild
  if (item === null) return false
  item.append(words)
  for (const trial of trials) keep(trial, item)
  draw(false)
  return item.firstChild === words && item.lastChild === words
}

interface TrialProps {
  readonly isEmpty: boolean
  readonly trials: Trial[]
}

class Trial extends Component<TrialProps> {
  override render({ isEmpty, trials }: TrialProps): JSX.Element {
    trials.push(this)
    return h('li', null, !isEmpty && h('p', null))
  }
}

/** Runs it when something of the comment, of what stands below it, or of the words is other than now. The result calls it off. */
function whenOther(model: CommentModel, wording: ReadonlySignal<unknown>, run: () => void): () => void {
  let isNow = true
  return effect(() => {
    void wording.value
    look(model)
    if (!isNow) run()
    isNow = false
  })
}

function look({ value, replies }: CommentModel): void {
  void value.value
  for (const reply of replies.value) look(reply)
}
