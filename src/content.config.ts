import { defineCollection } from 'astro:content'
import { contentLoader, handedOverSchema } from '../build/content/loader.ts'

export const collections = {
  policies: defineCollection({ loader: contentLoader('policies'), schema: handedOverSchema('policies') }),
  activities: defineCollection({ loader: contentLoader('activities'), schema: handedOverSchema('activities') }),
  programmes: defineCollection({ loader: contentLoader('programmes'), schema: handedOverSchema('programmes') }),
  places: defineCollection({ loader: contentLoader('places'), schema: handedOverSchema('places') }),
  checkers: defineCollection({ loader: contentLoader('checkers'), schema: handedOverSchema('checkers') }),
  rates: defineCollection({ loader: contentLoader('rates'), schema: handedOverSchema('rates') }),
  rewards: defineCollection({ loader: contentLoader('rewards'), schema: handedOverSchema('rewards') }),
  surveys: defineCollection({ loader: contentLoader('surveys'), schema: handedOverSchema('surveys') }),
  replies: defineCollection({ loader: contentLoader('replies'), schema: handedOverSchema('replies') }),
  alerts: defineCollection({ loader: contentLoader('alerts'), schema: handedOverSchema('alerts') }),
  pages: defineCollection({ loader: contentLoader('pages'), schema: handedOverSchema('pages') }),
}
