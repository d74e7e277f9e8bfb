"""How people write up a tournament: as in `round_voices`."""

from __future__ import annotations

from unseen.round_voices import Voices

WEEK: Voices = {
    ("won", "result"): """
[w] won the {prize}.
[w] is the {prize} champion.
[w] took the {prize}.
[w] lifted the {prize}.
[w] walked off with the {prize}.
The {prize} belongs to [w].
The {prize} is [w]'s.
{prize}: [w:full]
**{prize}:** [w:full]
{prize} winner: [w:full]
The {prize} went to [w].
[w] was crowned {prize} champion.
{prize} winner [w] bought the drinks.
[w] beat {second} to the {prize}.
[w] pipped {second} for the {prize}.
{w} beat [second] to the {prize}.
{w} held off [second] to win the {prize}.
[second] was runner-up in the {prize}.
[second] finished second to {w} in the {prize}.
The {spoon} went to [loser].
[loser] collected the {spoon}.
[loser] goes home with the {spoon}.
{spoon}: [loser:full]
[loser] was left holding the {spoon}.
{w_a} and [w_b] shared the {prize}.
{w_a} and {w_b} tied for the {prize}.
The {prize} was shared by {w_a} and [w_b].
{w_a} and {w_b} finished level on [tied_total:u] in the {prize}.
{loser_a} and [loser_b] shared the {spoon}.
[overnight] led the {prize} going into the final round.
[overnight], who had led overnight, lost the {prize} on the last day.
Champion again: [w], who takes the {prize} once more. ?row
It is [w] whose name goes on the {prize}.
""",
    ("won", "career"): """
{w} won {his} [count:ow] {prize}.
{w} took a [count:ow] {prize}.
{w} now has [count:w] {prize} titles.
{w} won the {prize} for the [count:ow] time.
A [count:ow] {prize} for {w}.
{w} won {his} maiden {prize}. ?maiden
{w} had never won the {prize} before. ?maiden
{w} won {his} first {prize}. ?maiden
A first {prize} for {w}. ?maiden
{w} won the {prize}, {his} first since {event_word} [since].
{w} won the {prize} for the first time since {event_word} [since].
{w} won the {prize} for the [row:ow] time running.
{w} won the {prize}, {his} [row:ow] in a row.
{w} made it [row:w] {prize} wins in a row.
{w} won back-to-back {prize} titles. ?row2
{w} successfully defended the {prize}. ?row
{w} completed a hat-trick of {prize} wins. ?row3
{loser} took {his} [spoon_count:ow] {spoon}.
{loser} has a [spoon_count:ow] {spoon} to polish.
{loser} took {his} first {spoon}. ?spoon_maiden
It was {loser}'s [spoon_count:ow] {spoon}.
""",
    ("won", "margin"): """
{w} won the {prize} by [margin:ua].
{w} won the {prize} by [margin:ua] from {second}.
{w} took the {prize} with [margin:ua] to spare.
{w}'s winning margin in the {prize} was [margin:ua].
{w} beat {second} by [margin:ua] to win the {prize}.
A [margin:adjw] win for {w} in the {prize}.
{w} won the {prize} by a margin of [margin:ua].
{second} was [margin:ua] back in the {prize}.
{second} came up [margin:ua] short in the {prize}.
{second} missed out on the {prize} by [margin:ua].
{w} finished [margin:ua] clear of {second} in the {prize}.
{w} won the {prize} by a single point. ?margin_1 ?points
{w} won the {prize} by a single shot. ?margin_1 ?strokes_count
**{prize}:** {w:full}, by [margin:ua] from {second}.
{prize}: {w:full} (won by [margin])
{w} made up [madeup:ua] on {overnight} on the last day to win the {prize}.
{w} started the final round [madeup:ua] behind {overnight} in the {prize}.
{w} had been [madeup:ua] down overnight in the {prize}.
""",
    ("won", "total"): """
{w} won the {prize} with [total:u].
{w} took the {prize} on [total:u].
{w}'s [total:u] won the {prize}.
[total:u] were enough for {w} to win the {prize}.
{prize}: {w:full}, [total:u]
{w} won the {prize} at [sgross:s].
{prize}: {w:full} ([sgross:s])
""",
    ("won", "lead"): """
{w} won the {prize} wire to wire. ?wire
{w} led the {prize} after every round. ?wire
{w} led the {prize} alone for [ledholes:w] holes.
{w} led the {prize} for [ledholes] holes in all.
The {prize} lead changed hands [changes:w] times over the week.
There were [changes:w] changes of lead in the {prize}.
{w} took the {prize} lead for good at the [since_h:o] in Round {since_r}.
{w} took the {prize} lead for good at the {since_h:o} in Round [since_r].
{w} slept on the {prize} lead before the last round. ?slept
""",
    ("final", "position"): """
{p} finished [pos:ow] in the {prize}.
{p} came [pos:ow] in the {prize}.
{p} ended [pos:ow] in the {prize}, {behind:ua} behind {leader}.
{p} ended {pos:ow} in the {prize}, [behind:ua] behind {leader}.
{p} had to settle for [pos:ow] in the {prize}.
{p} took [pos:ow] place in the {prize}.
{p} was [pos:o] in the {prize} with {total:u}.
{p} was {pos:o} in the {prize} with [total:u].
{p} and {with} tied for [shared:ow] in the {prize}.
{p} and {with} shared [shared:ow] in the {prize}.
{p} finished level with [with] in the {prize}.
{p} finished [behind:ua] behind {leader} in the {prize}.
{p} finished [behind:ua] off the pace in the {prize}.
{p} finished at [sgross:s] in the {prize}.
[p] finished last in the {prize}. ?islast
[p] came home second in the {prize}. ?is2
{p} ended the week [pos:ow] of {field:w} in the {prize}.
{p:full} ([pos:o], {prize})
""",
    ("week", "total"): """
{p} had [pts:u] over the week.
{p} scored [pts:u] in all.
{p} finished the tournament with [pts:u].
{p} took [strokes:u] over the {rds:w} rounds.
{p}'s rounds: {r1}, [r2], {r3}.
{p} had rounds of [r1], {r2} and {r3} points. ?three
{p} had {r1}, {r2} and [r3] points. ?three
{p} followed {r1} with [r2].
{p} opened with [r1:u].
{p} opened with [r1:uw] and added {r2:w} on the second day.
{p} shot {g1}, [g2] and {g3}. ?three
{p} had {r1:w} points in Round 1 and [r2:w] in Round 2.
{p} scored [r2:u] in the second round.
In Round 3 {p} had [r3:uw].
{p}'s third round brought [r3:uw].
{p} shot [g1] in the opening round.
{p} went round in [g2] on day two.
{p} was [v1] over par in the first round.
{p}'s first day: [r1:u].
{p} ended [over] over par.
R1: {p} [r1] pts
Day 2 – {p} [r2:u].
{p}'s week went [r1], {r2}, {r3}.
{p} managed [worst:uw] in Round {worstr}, {his} worst of the week.
""",
    ("week", "record"): """
{p}'s best round was the [bestr:ow].
{p}'s best round was {his} [best:adjw] {bestr:ow}.
{p}'s best was [best:u] in Round {bestr}.
{p}'s best was {best:u} in Round [bestr].
{p}'s worst round was {worst:u}, in Round [worstr].
{p}'s [best:u] in Round {bestr} were a personal best.  ?pb
{p} set a personal best of [pb:u].
{p}'s {pb:u} beat {his} old best of [pb_before].
{p}'s lowest round was [low:aw] in Round {lowr}.
{p} broke 90 only once, with [sub90:aw] in Round {sub90r}.
""",
    ("week", "count"): """
{p} made [birdies:uw] over the week.
{p} had [pars:u] in all.
{p} had [blowups:uw] in {rds:w} rounds.
{p} suffered [blowups:u] over the week.
{p} drew [zeros:w] blanks over the tournament.
{p} had [zeros:uw] in the tournament.
{p} made no birdie all week. ?no_birdies
{p} did not have a birdie all week. ?no_birdies
{p} went the whole week without a blow-up. ?no_blowups
""",
    ("week", "silent"): """
{p} needed 40 points on the last day and knew it.
In {oldyear} {p} had shot 99 at the same place.
{p}, who had 120 points in {lastyear}, was happy.
Next year {p} wants to win by 10.
{p} had won the {lastyear} raffle by 3 tickets.
It will be {p}'s turn to book 8 rooms next year.
{p} would have won with 6 more points.
{p} drove 400 miles home, on two coffees and 1 sandwich.
{p} paid £36 for 3 sleeves of balls.
{p} has been on the committee since 2010.
The dinner cost 45 euros a head and {p} had two.
If the back nine had been nine holes longer, {p} would have caught everybody.
{p} never made a 12 in all these years.
A total of 200 points would win any year, said {p}.
{p} had bet on a margin of 7 points.
""",
    ("ends", "record"): """
[bestp]'s {bestp_n:u} in Round {bestp_r} were the best of the week.
{bestp}'s [bestp_n:u] in Round {bestp_r} were the best of the week.
The best round of the week was [bestp]'s.
Best round: {bestp}, [bestp_n:u] (Round {bestp_r})
Best round: {bestp}, {bestp_n:u} (Round [bestp_r])
[bestg] had the lowest gross round of the week, {bestg_n:aw}.
The low round of the week was {bestg}'s [bestg_n].
[worstp] had the worst round of the week: {worstp_n:u}.
The highest score of the week was [worstg]'s {worstg_n}.
""",
    ("ends", "person"): """
[there] was there, {away} was not.
{away} missed out this year.
{away} was absent.
There was no {away} this year.
[there:full] played all {rds:w} rounds.
{field:W} players took part.
[field:W] players took part.
[field:w] players, {rds:w} rounds.
{field:w} players, [rds:w] rounds.
The tournament ran over [rds:w] rounds.
""",
    ("ends", "course"): """
Round 1 was played at [course1].
It began at [course1].
The final round was at [course].
The opening round took place at [course1].
{area} was the setting in [year].
""",
}
