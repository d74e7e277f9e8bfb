"""Reports that nobody has seen, on tours that nobody plays: true sentences and their false twins.

| module | what it holds |
|---|---|
| `tours` | three invented tours beside the demonstration |
| `sums` | their figures, added up a second time |
| `slots` | a figure, a name, a place in a sentence, right or wrong |
| `scenes` | what can be said: it puts together `cards`, `days`, `races`, `places`, `weeks` |
| `basics` | what every scene has |
| `round_voices`, `week_voices`, `quiet_voices` | how people say it |
| `boards` | figures beside names in every layout |
| `corpus` | all of it put together |
"""
