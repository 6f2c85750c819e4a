import type { Action } from '../../action.ts'
import { accessExportAction } from './access-export.ts'
import { addTagsAction } from './add-tags.ts'
import { contactsBatch } from './batch-contacts.ts'
import { bulkContactsAction } from './bulk-contacts.ts'
import { contactEngagementAction } from './contact-engagement.ts'
import { contactProfileAction } from './contact-profile.ts'
import { contactSegmentsAction } from './contact-segments.ts'
import { contactTagsAction } from './contact-tags.ts'
import { contactTimelineAction } from './contact-timeline.ts'
import { contactsCreate } from './create-contact.ts'
import { contactsDelete } from './delete-contact.ts'
import { eraseContactAction } from './erase-contact.ts'
import { getContactAction } from './get-contact.ts'
import { listContactsAction } from './list-contacts.ts'
import { listDeletedAction } from './list-deleted.ts'
import { mergeContactAction } from './merge-contact.ts'
import { previewBulkAction } from './preview-bulk.ts'
import { previewMergeAction } from './preview-merge.ts'
import { removeTagsAction } from './remove-tags.ts'
import { contactsRestore } from './restore-contact.ts'
import { searchContactsAction } from './search-contacts.ts'
import { contactsUpdate } from './update-contact.ts'

export const contactActions: Action[] = [
  contactsCreate,
  listContactsAction,
  searchContactsAction,
  getContactAction,
  contactsUpdate,
  contactsDelete,
  contactsRestore,
  listDeletedAction,
  previewMergeAction,
  mergeContactAction,
  contactsBatch,
  contactProfileAction,
  contactEngagementAction,
  contactTagsAction,
  addTagsAction,
  removeTagsAction,
  bulkContactsAction,
  previewBulkAction,
  contactTimelineAction,
  contactSegmentsAction,
  accessExportAction,
  eraseContactAction,
]
