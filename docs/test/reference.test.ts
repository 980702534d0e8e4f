import { SETTINGS } from '@afterword/server'
import { expect, it } from 'vitest'
import { httpPage } from '../reference/http-page.ts'
import { settingsPage } from '../reference/settings-page.ts'

it('the settings’ page has every variable that the server looks at', () => {
  for (const name of Object.keys(SETTINGS)) expect(settingsPage()).toContain(`| \`${name}\` |`)
})

it('the API’s page has every operation of the document', async () => {
  const page = await httpPage()
  for (const operation of [
    'GET /v1/sites/{site}/thread',
    'POST /v1/sites/{site}/comments',
    'GET /v1/sites/{site}/feed.atom',
  ]) {
    expect(page).toContain(`## \`${operation}\``)
  }
})
