import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** `npm run sbom -- FILE`: what the site is made of, as a CycloneDX document; `--omit=dev` behind it leaves out what only tests need. */
const [file, ...more] = process.argv.slice(2)
if (!file) {
  console.error('请写要存成哪个文件，例如：npm run sbom -- ../sbom.json')
  process.exit(1)
}

const asked = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', ...more]
const { status, stdout, stderr } = spawnSync('npm', asked, {
  shell: process.platform === 'win32',
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
if (status !== 0) {
  console.error(stderr)
  process.exit(1)
}
writeFileSync(file, stdout)
console.log(`${file}：${JSON.parse(stdout).components.length} 个组成部分。`)
