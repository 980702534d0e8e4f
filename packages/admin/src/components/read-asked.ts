import type { AskedChange } from '@afterword/storage/admin'

const MANNERS = ['chat', 'llama-guard', 'qwen3guard'] as const

/** What the form of `Asked` says, by the names of its controls. */
export function readAsked(values: Readonly<Record<string, string>>): AskedChange {
  const value = (name: string): string => values[name]?.trim() ?? ''
  const on = (name: string): boolean => values[name] === 'on'
  const typed = (name: 'webhook' | 'akismet' | 'model'): { readonly [key: string]: string } =>
    value(`${name}Secret`) === '' ? {} : { [name]: value(`${name}Secret`) }
  return {
    meanwhile: values['meanwhile'] === 'publish' ? 'publish' : 'hold',
    webhook: on('webhook') ? { url: value('webhookUrl') } : null,
    akismet: on('akismet') ? { url: value('akismetUrl'), sendAddress: on('sendAddress') } : null,
    model: on('model')
      ? {
          url: value('modelUrl'),
          model: value('modelName'),
          manner: MANNERS.find((manner) => manner === values['manner']) ?? 'chat',
        }
      : null,
    secrets: { ...typed('webhook'), ...typed('akismet'), ...typed('model') },
  }
}
