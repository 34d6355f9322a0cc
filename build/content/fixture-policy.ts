/** What leads on from a policy, complete and sound beside the other fixtures. */
export const completeDepth: Record<string, unknown> = {
  steps: [
    { title: '先登记', text: '到派出所做居住登记。', policy: 'old', place: 'service-center', activity: 'liang-xueya' },
    { title: '在网上登记', text: '在公安的网站上登记。', join: '或', need: '可不做' },
  ],
  questions: [
    {
      question: '租房的能办吗？',
      answer: '能，带租房合同。',
      asked_on: '2026-10-31',
      answered_by: '派出所户籍窗口',
      activity: 'liang-xueya',
    },
  ],
  places: ['recycling-east'],
  changes: [{ on: '2016-01-01', text: '暂住证改成居住证。' }],
}
