interface Props {
  name: string
  legend: string
  options: [value: string, word: string][]
  chosen: string | undefined
  error: string | undefined
}

/** One of a few: a single one is chosen already. */
export const Choices = ({ name, legend, options, chosen, error }: Props) => (
  <fieldset class={error ? 'field has-error' : 'field'} id={name}>
    <legend>{legend}</legend>
    {error && <p class="error">{error}</p>}
    <div class="choices">
      {options.map(([value, word]) => (
        <label key={value}>
          <input type="radio" name={name} value={value} defaultChecked={value === chosen || options.length === 1} />
          <span>{word}</span>
        </label>
      ))}
    </div>
  </fieldset>
)
