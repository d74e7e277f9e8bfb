"""What invites a false alarm: other years, wishes, bounds, denials, other numbers.

As in `round_voices`; where nothing stands in brackets nothing is claimed that could be false, and
the checker had better be silent.
"""

from __future__ import annotations

from unseen.round_voices import Voices

QUIET: Voices = {
    ("card", "bounds"): """
{p} had more than [bar:w] points.
{p} had at least [bar] points.
{p} went past the [bar:adj] mark.
{p} failed to reach [cap] points.
{p} had fewer than [cap:w] points.
{p} fell short of [cap] points.
{p} did not get to [cap:w] points.
{p} had nearly {cap} points.
{p} had almost {cap:w} points.
{p} got within touching distance of {cap} points.
{p} had around {bar} points.
{p} had a little over {bar} points.
{p} had not far off {cap} points.
{p}, with {bar}-odd points, was content.
{p} took roughly {round_strokes} strokes.
{p} took upwards of {low_strokes} strokes.
{p} had a dozen or so holes to be proud of.
{p} had dozens of excuses.
{p} was never going to score {cap} points.
{p} did not have {cap} points, whatever {he} says.
""",
    ("card", "silent"): """
{p} still has 2 rounds to save the week, and 36 holes are a long time.
{p}'s previous visit here, in 2008, ended with a 104.
{p} had 41 points here in {oldyear}.
{p} scored 39 in the pro-am in March.
{p} has a handicap of 16 and plays to 20.
{p} plays off 23.
Off 18, {p} gets one shot a hole.
{p} received a stroke on each of the 18 holes.
{p} walked 7 miles and drank 3 beers.
{p} hit 9 fairways and 4 greens.
{p} had 34 putts.
{p} was on the green in 2 and off it in 3.
{p} holed from 15 feet on the 4th.
{p} chipped in from 30 yards at the 11th.
{p} hit it 240 yards down the 3rd.
{p} found water twice, sand five times and the fairway never.
The group behind {p} waited 25 minutes.
{p} wants 40 points tomorrow.
{p} vowed to score 42 tomorrow.
{p} hopes for 37 points tomorrow.
{p} dreams of a 79.
{p} set out to beat 36 points.
{p} will need at least 41 points tomorrow.
{p} must find 12 points from somewhere.
A birdie at the last would have given {p} 40 points.
If only {p} had parred the 18th, {he} would have won by 2.
Without the blow-ups {p} would have had 44 points.
Take away the 7th and {p} would have been 3 clear.
{p} was on course for 42 points until the turn.
{p} needed a par at the 18th for 40 points.
{p} needed par, par, par for 45 and knew it.
{p} bet {q_name} £5 that {he} would break 85.
{p} is 47 years old.
{p} turned 60 on the 3rd of May.
{p} has played 112 rounds with the same putter.
It has been 6 years since {p} won anything.
{p} paid 80 euros for a caddie, who was 11.
The wind blew at 30 miles an hour and {p} wore 3 jumpers.
The 16th, 201 yards over water, frightens {p}.
At 8.40 {p} teed off; at 1.15 {he} was still out.
{p}'s 4-iron broke on the 6th.
{p} was given a 2-stroke penalty by nobody.
{p}'s average drive was 189 yards.
{p} last had a birdie in 2007.
{p} three-putted the 2nd, the 5th and the 11th.
{p}, who lost by 9 last time, shrugged.
{p} has led after the first round before, in {oldyear}, and finished fifth.
Par is {par} here, and {p} has never beaten it.
{p} has been second in the raffle 4 times.
{p} sat in seat 14B and slept 3 hours.
{p} said: "I should have had 38."
"Give me 36 points and I'll be happy," said {p}.
"You had 40 and you moan," {p} was told.
Rumour had it that {p} had 44 points; he had not.
{p} thought {he} had 39 points, until the card was checked.
Everybody but {p} expected 30 points.
""",
    ("place", "silent"): """
{p} needs to make up 3 points a day in the {prize}.
{p} could yet win the {prize} by 10.
{p} would move up to first in the {prize} with a good day.
{p} hopes to finish third in the {prize}.
{p} was second in the {prize} in {oldyear}.
{p} dreams of the {prize}, as in 2006.
Nobody expects {p} to lead the {prize} by 20.
If {p} wins the {prize}, it will be by 1.
Who will win the {prize}? {p} says {he} will, by 6.
{p} lost the {prize} by 2 last year.
{p} wanted to be two clear in the {prize} by now.
""",
    ("race", "silent"): """
The {prize} is decided over {rds} rounds, {rds} days and one dinner.
A win in the {prize} is worth £100 and a bottle of 12-year-old malt.
The {prize} was bought in 2003 for 40 pounds.
The {prize} weighs 4 kilos and is 11 inches high.
A three-point lead in the {prize} is nothing, as everybody knows.
Leads of ten have been lost in the {prize}.
In {oldyear} the {prize} was won by 2.
Anybody within 8 still has hopes in the {prize}.
""",
    ("place", "denied"): """
{p} is not [notpos:ow] in the {prize}.
{p} does not lead the {prize}. ?notfirst
{p} is not in front in the {prize}. ?notfirst
{p} is no longer [down_from:ow] in the {prize}.
{p} is out of the top [out_of:w] in the {prize}.
{p} is in the top [in_top:w] of the {prize}.
""",
    ("duel", "total"): """
{p} had {pts} points. {q} had [qpts].
{p} had {pts} points and {q} [qpts].
{p} ({pts}) beat {q} ([qpts]). ?more
{p} had [pts:u]; {q}, {qpts}.
{q} had {qpts:uw}, but {p} had [pts:w].
{p} (out {out}, in {in}), {q} (out [qout], in {qin}).
{p}, like {q}, had [pts:uw]. ?same
{p} finished a shot ahead of {q} on the day. ?fewer_1
""",
    ("card", "paragraph"): """
{p} had {pts:uw}. On the back nine {he} had [in].
{p} began well. By the turn {he} had [out:uw].
{p} was steady: {pars:uw}. {His} total of [pts:u] showed it.
What a day for {p}! [strokes] strokes, {pts} points.
Then there is {p}. {He} went round in [strokes].
As for {p}, {he} took [strokes:u] and enjoyed few of them.
Not much to say of {p}: [pts:u], out in {outs}.
**{p:full}.** {He} had [pts:u], {out} of them on the front nine.
**{p:full}** ({strokes}, {over:s})⏎{He} had [pts:u].
### {p:full}⏎⏎[pts] points, {strokes} shots.
- **{p:full}:** [pts] points; {pars} pars. ?many_pars
1. {p:full} – [pts] points, gross {strokes}
{p}: 👏 [pts] points 👏
{p} — [pts]pts. {His} front nine: {out}.
Scorecard of {p}: {outs} + {ins} = [strokes].
{p} {outs}-{ins}—[strokes]
{p} ({outs}+{ins}) [strokes].
{p}, {over:w} over for {his} {strokes}, had [pts:uw].
With [pts:uw], {p} had nothing to complain about.
Having made [pts:uw], {p} went to bed.
After a round of [strokes], {p} went to bed.
{p} put up [pts:uw].
{p} produced [pts:uw] from nowhere.
{p} chalked up [pts:uw].
{p} ground out [pts:uw].
{p} cobbled together [pts:uw].
{p} mustered [pts:uw].
{p} limped home with [pts:uw].
{p} came in with [pts:uw].
{p} carded [pts:uw].
{p} compiled [pts:uw].
{p} rattled up [pts:uw].
{p} finished the round with [pts:uw] to {his} name.
{p} weighed in with [pts:uw].
{p} settled for [pts:uw].
{p} delivered [pts:uw], {out:w} of them before the turn.
{p} hacked round in [strokes].
{p} went round {course} in [strokes].
{p} got round in [strokes].
{p} fired [strokes:aw].
{p} recorded [strokes:aw].
{p} returned [strokes:aw].
{p} brought in [strokes:aw].
""",
}
