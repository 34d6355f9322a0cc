import { defineCollection } from 'astro:content'
import { contentLoader } from '../build/content/loader.ts'
import { collectionSchemas } from './content-schemas/index.ts'

export const collections = {
  policies: defineCollection({ loader: contentLoader('policies'), schema: collectionSchemas.policies }),
  activities: defineCollection({ loader: contentLoader('activities'), schema: collectionSchemas.activities }),
  programmes: defineCollection({ loader: contentLoader('programmes'), schema: collectionSchemas.programmes }),
  places: defineCollection({ loader: contentLoader('places'), schema: collectionSchemas.places }),
  checkers: defineCollection({ loader: contentLoader('checkers'), schema: collectionSchemas.checkers }),
  rates: defineCollection({ loader: contentLoader('rates'), schema: collectionSchemas.rates }),
  rewards: defineCollection({ loader: contentLoader('rewards'), schema: collectionSchemas.rewards }),
  surveys: defineCollection({ loader: contentLoader('surveys'), schema: collectionSchemas.surveys }),
  replies: defineCollection({ loader: contentLoader('replies'), schema: collectionSchemas.replies }),
  alerts: defineCollection({ loader: contentLoader('alerts'), schema: collectionSchemas.alerts }),
  pages: defineCollection({ loader: contentLoader('pages'), schema: collectionSchemas.pages }),
}
