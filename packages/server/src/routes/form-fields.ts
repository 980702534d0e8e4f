import { StorageError } from '@afterword/storage'

/** The fields of a form that was sent, those that are missing empty. @throws StorageError `invalid` for what is no form, or another */
export async function formFields<const Name extends string>(
  request: Request,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('Content-Type') ?? '')) {
    throw new StorageError('invalid', 'The request is no form. Send it as application/x-www-form-urlencoded.')
  }
  const form = new URLSearchParams(await request.text())
  const unknown = [...form.keys()].find((name) => !names.some((field) => field === name))
  if (unknown !== undefined) {
    throw new StorageError('invalid', `The form has a field ${JSON.stringify(unknown)} that is not known.`, {
      field: unknown,
    })
  }
  return Object.fromEntries(names.map((name) => [name, form.get(name) ?? ''])) as Record<Name, string>
}
