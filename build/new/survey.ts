import { surveySchema } from '../../src/content-schemas/survey.ts'
import type { Answers } from './template.ts'
import { fieldsTemplate } from './template.ts'

/** What is asked about a new survey or ballot; what it asks itself is written in the file. */
export const surveyHeadSchema = surveySchema.omit({ sections: true, ballot: true })

const sections = `# 部分：一部分一页，先问的写前面；题目的写法见 content/README.md 的“写一份问卷”
sections:
  - id: home
    title: 您家的情况
    questions:
      - id: lives_with
        ask: 您和谁一起住？
        kind: 单选
        options:
          - { id: alone, label: 一个人 }
          - { id: family, label: 和家人 }
      # when 说什么时候才问：上一题选了“和家人”才问
      - id: persons
        ask: 家里一共几口人？
        kind: 数字
        least: 2
        most: 20
        unit: 口
        when:
          - { question: lives_with, is: [family] }
  - id: wishes
    title: 您需要什么
    questions:
      - id: wants
        ask: 您最需要哪几样？
        kind: 多选
        most: 2
        needs: true
        options:
          - { id: meals, label: 助餐 }
          - { id: care, label: 上门看护 }
          - { id: none, label: 都不需要, exclusive: true }
      - id: words
        ask: 还有什么想说的？
        kind: 长文字
        required: false
`

const ballot = `# 评选：候选和规则，写法见 content/README.md 的“办一次评选”
ballot:
  ask: 您觉得哪几个楼道最美？
  nominations:
    - id: building_1
      name: 1 栋 1 单元
      story: 用居民的话写为什么推荐它
    - id: building_2
      name: 2 栋 1 单元
      story: 用居民的话写为什么推荐它
    - id: building_3
      name: 3 栋 1 单元
      story: 用居民的话写为什么推荐它
  votes: 2
  winners: 1
  tie: 并列都入选
  # 投票点：没有就删掉下面两行
  booths:
    - { id: gate, name: 东门 }
`

/** A file of content/surveys/ that explains itself, with questions or nominations to put one's own in place of. */
export const surveyTemplate = (answers: Answers, asks: 'sections' | 'ballot'): string =>
  fieldsTemplate(surveyHeadSchema, answers) + (asks === 'ballot' ? ballot : sections)
