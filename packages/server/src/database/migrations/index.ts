import type { Migration } from 'kysely/migration'
import type { Database } from '../database.ts'
import { conversation } from './0001-conversation.ts'
import { editWindow } from './0002-edit-window.ts'
import { reports } from './0003-reports.ts'
import { moderation } from './0010-moderation.ts'
import { feed } from './0011-feed.ts'
import { staff } from './0012-staff.ts'
import { identity } from './0020-identity.ts'
import { ways } from './0021-ways.ts'
import { asked } from './0025-asked.ts'
import { passes } from './0026-passes.ts'
import { pageMoves } from './0028-page-moves.ts'
import { pinsAndLabels } from './0029-pins-and-labels.ts'
import { siteVersion } from './0031-site-version.ts'
import { ownNames } from './0032-own-names.ts'
import { mails } from './0034-mails.ts'
import { leaving } from './0037-leaving.ts'
import { inPlace } from './0039-in-place.ts'
import { readerDays } from './0040-reader-days.ts'
import { akismetOpinions } from './0041-akismet-opinions.ts'
import { rateMarks } from './0042-rate-marks.ts'
import { leanIndexes } from './0043-lean-indexes.ts'
import { languages } from './0044-languages.ts'
import { oneAuthorIndex } from './0049-one-author-index.ts'

/** In the order of their names. A step that was released is never changed: add another. */
export function migrations(kind: Database['kind']): Record<string, Migration> {
  return {
    '0001-conversation': conversation(kind),
    '0002-edit-window': editWindow(),
    '0003-reports': reports(),
    '0010-moderation': moderation(kind),
    '0011-feed': feed(),
    '0012-staff': staff(kind),
    '0020-identity': identity(),
    '0021-ways': ways(),
    '0025-asked': asked(),
    '0026-passes': passes(),
    '0028-page-moves': pageMoves(),
    '0029-pins-and-labels': pinsAndLabels(),
    '0031-site-version': siteVersion(kind),
    '0032-own-names': ownNames(),
    '0034-mails': mails(),
    '0037-leaving': leaving(),
    '0039-in-place': inPlace(),
    '0040-reader-days': readerDays(),
    '0041-akismet-opinions': akismetOpinions(),
    '0042-rate-marks': rateMarks(),
    '0043-lean-indexes': leanIndexes(),
    '0044-languages': languages(),
    '0049-one-author-index': oneAuthorIndex(),
  }
}
