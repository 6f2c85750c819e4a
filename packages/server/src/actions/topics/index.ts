import type { Action } from '../../action.ts'
import { subscribeAction, unsubscribeAction } from './answer-topic.ts'
import { contactTopicsAction } from './contact-topics.ts'
import { createTopicAction } from './create-topic.ts'
import { deleteTopicAction } from './delete-topic.ts'
import { getTopicAction } from './get-topic.ts'
import { listTopicUsesAction } from './list-topic-uses.ts'
import { listTopicsAction } from './list-topics.ts'
import { updateTopicAction } from './update-topic.ts'

export const topicActions: Action[] = [
  listTopicsAction,
  createTopicAction,
  getTopicAction,
  updateTopicAction,
  deleteTopicAction,
  listTopicUsesAction,
  subscribeAction,
  unsubscribeAction,
  contactTopicsAction,
]
